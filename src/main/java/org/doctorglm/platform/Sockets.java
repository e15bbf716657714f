package org.doctorglm.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Counts this process's network connections and listeners, from outside: the operating system's own tables are read.
public final class Sockets {
    private static final Path SELF = Path.of("/proc/self");

    private Sockets() {
    }

    /// @return open IPv4 and IPv6 sockets of this process that are connected, bound or listening; empty where the system has no such tables
    public static OptionalInt open() {
        if (!Files.isDirectory(SELF.resolve("fd"))) {
            return OptionalInt.empty();
        }
        try {
            Set<String> own = own();
            int count = 0;
            for (String table : new String[] {"tcp", "tcp6", "udp", "udp6", "raw", "raw6"}) {
                Path file = SELF.resolve("net").resolve(table);
                if (Files.isReadable(file)) {
                    try (Stream<String> lines = Files.lines(file)) {
                        count += (int) lines.skip(1).map(l -> l.strip().split("\\s+")).filter(c -> c.length > 9 && own.contains(c[9])).count();
                    }
                }
            }
            return OptionalInt.of(count);
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    private static Set<String> own() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
            for (Path file : files.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed since it was listed.
                }
            }
        }
        return inodes;
    }
}
