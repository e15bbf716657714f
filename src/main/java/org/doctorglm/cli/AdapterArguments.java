package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name an adapter and say what its configuration does not.
final class AdapterArguments {
    @Option(names = "--adapter", paramLabel = "PATH", descriptionKey = "adapter")
    @Nullable Path path;

    @Option(names = "--adapter-alpha", paramLabel = "N", descriptionKey = "adapter-alpha")
    @Nullable Double alpha;

    @Option(names = "--adapter-rows", paramLabel = "ROWS", descriptionKey = "adapter-rows", converter = AdapterRowsConverter.class)
    @Nullable AdapterRows rows;

    AdapterOptions options() {
        return new AdapterOptions(alpha, rows);
    }
}
