package org.doctorglm.storage;

import java.time.Instant;

/// Names the process that writes an answer, so that a later one can tell whether it still lives.
final class ProcessOwner {
    private ProcessOwner() {
    }

    static String current() {
        return of(ProcessHandle.current());
    }

    static boolean alive(String owner) {
        int slash = owner.indexOf('/');
        try {
            return ProcessHandle.of(Long.parseLong(owner.substring(0, slash))).map(p -> of(p).equals(owner)).orElse(false);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return false;
        }
    }

    private static String of(ProcessHandle process) {
        // The start time tells two processes apart that had the same number.
        return process.pid() + "/" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
