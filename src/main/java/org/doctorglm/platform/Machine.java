package org.doctorglm.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// Facts about this computer.
public final class Machine {
    private Machine() {
    }

    /// Threads for one token when nobody asks for another number.
    public static int defaultThreads() {
        return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
    }

    /// Name of the processor as the operating system gives it.
    public static String processor() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (Files.isReadable(cpuInfo)) {
            try (Stream<String> lines = Files.lines(cpuInfo)) {
                return lines.filter(l -> l.startsWith("model name")).findFirst()
                        .map(l -> l.substring(l.indexOf(':') + 1).strip()).orElseGet(Machine::architecture);
            } catch (IOException e) {
                return architecture();
            }
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? architecture() : windows;
    }

    private static String architecture() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    }

    /// Bytes of this process in physical memory, -1 where the system does not say.
    public static long residentBytes() {
        return status("VmRSS:");
    }

    /// Most bytes of this process in physical memory so far, -1 where the system does not say.
    public static long peakResidentBytes() {
        return status("VmHWM:");
    }

    private static long status(String key) {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith(key)).findFirst()
                    .map(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024).orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /// Bytes of physical memory in all.
    public static long memoryBytes() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    /// Bytes of physical memory that programs can still have; what the system only keeps as a copy of files counts as free.
    public static long freeMemoryBytes() {
        Path memory = Path.of("/proc/meminfo");
        if (Files.isReadable(memory)) {
            try (Stream<String> lines = Files.lines(memory)) {
                return lines.filter(l -> l.startsWith("MemAvailable:")).findFirst().map(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                        .orElseGet(Machine::unusedBytes);
            } catch (IOException e) {
                return unusedBytes();
            }
        }
        return unusedBytes();
    }

    private static long unusedBytes() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getFreeMemorySize();
    }
}
