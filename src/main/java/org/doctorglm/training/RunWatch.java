package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Follows the events of a run while it grows, without reading it from the start again. Used by one thread.
public final class RunWatch {
    private final RunFolder run;
    private final List<RunEvent> events = new ArrayList<>();
    private long read;
    private @Nullable Object key;

    public RunWatch(RunFolder run) {
        this.run = run;
    }

    public RunFolder run() {
        return run;
    }

    /// Reads what came since the last call. A run that went on from an earlier checkpoint has a new file: it is read whole.
    ///
    /// @return everything that happened until now
    /// @throws TrainingException DAMAGED_RUN
    public List<RunEvent> look() throws IOException {
        Path file = run.eventFile();
        if (!Files.isRegularFile(file)) {
            forget();
            return List.of();
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (now.size() < read || !Objects.equals(key, now.fileKey())) {
            forget();
            key = now.fileKey();
        }
        if (now.size() > read) {
            read = run.readEvents(read, events::add);
        }
        return List.copyOf(events);
    }

    private void forget() {
        events.clear();
        read = 0;
    }
}
