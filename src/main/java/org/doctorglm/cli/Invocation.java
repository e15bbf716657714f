package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.jspecify.annotations.Nullable;

/// One run of the program from a terminal: where it writes, how it is stopped, how it opens a home.
record Invocation(Terminal terminal, Cancellation cancellation, CommandServices.Opener opener) {
    CommandServices open(@Nullable Path home, int threads) throws IOException {
        return opener.open(Directories.resolve(home), threads);
    }
}
