package org.doctorglm.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options of every command; they may stand before or behind its name.
final class CommonOptions {
    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT)
    @Nullable Path home;

    @Option(names = "--json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT)
    boolean verbose;

    @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
    @Nullable String lang;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT)
    boolean help;
}
