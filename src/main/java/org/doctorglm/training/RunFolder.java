package org.doctorglm.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.doctorglm.training.TrainingException.Reason;

/// What a run leaves on disk. Trainer, window and command line meet here and nowhere else: each may end without the others noticing.
///
/// `run.json` is written once; `events.jsonl` grows by lines; `checkpoints/` holds whole files; `best.json` names the pinned one; `end.json` says why
/// nobody trains any more; `command` is what somebody asks of the trainer; `lock` is held by the trainer.
///
/// @param path named after the run
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String EVENTS = "events.jsonl";
    /// Locks that this program holds: closing a second channel on such a file would let go of the lock, as the system counts by process.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /// What somebody asks of a trainer.
    public enum Command {
        PAUSE,
        STOP
    }

    /// The checkpoint with the lowest held-out loss.
    public record Best(long step, double loss) {
    }

    /// @param step steps that were taken
    public record Ended(RunEnd end, long step) {
    }

    /// @throws TrainingException BUSY when a run of this name is there
    static RunFolder create(Path path, RunFile run) throws IOException {
        // A folder without this file was left by a kill, and nothing is in it.
        if (Files.exists(path.resolve("run.json"))) {
            throw new TrainingException(Reason.BUSY, String.valueOf(path.getFileName()));
        }
        RunFolder folder = new RunFolder(path);
        Files.createDirectories(folder.checkpoints());
        folder.put("run.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(run));
        return folder;
    }

    /// @throws TrainingException UNKNOWN_RUN, DAMAGED_RUN
    public static RunFolder open(Path path) throws IOException {
        if (!Files.isRegularFile(path.resolve("run.json"))) {
            throw new TrainingException(Reason.UNKNOWN_RUN, String.valueOf(path.getFileName()));
        }
        return new RunFolder(path);
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /// @throws TrainingException DAMAGED_RUN
    public RunFile run() throws IOException {
        return read("run.json", RunFile.class).orElseThrow(() -> new TrainingException(Reason.DAMAGED_RUN, "run.json"));
    }

    /// Everything that happened; a line torn by a power cut is not there.
    public List<RunEvent> events() throws IOException {
        List<RunEvent> events = new ArrayList<>();
        Path file = path.resolve(EVENTS);
        if (!Files.isRegularFile(file)) {
            return events;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            events.add(event(line));
        }
        return events;
    }

    private static RunEvent event(String line) throws TrainingException {
        try {
            return JSON.readValue(line, RunEvent.class);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new TrainingException(Reason.DAMAGED_RUN, EVENTS, e);
        }
    }

    /// Waits until the disk has all events: a power cut must not take what a checkpoint rests on.
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(path.resolve(EVENTS), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Forgets what happened after a checkpoint: it will happen again.
    void cut(long step) throws IOException {
        StringBuilder kept = new StringBuilder();
        for (RunEvent event : events()) {
            if (event.step() <= step) {
                kept.append(JSON.writeValueAsString(event)).append('\n');
            }
        }
        put(EVENTS, kept.toString().getBytes(StandardCharsets.UTF_8));
    }

    void append(RunEvent event) throws IOException {
        Files.writeString(path.resolve(EVENTS), JSON.writeValueAsString(event) + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    public Optional<Best> best() throws IOException {
        return read("best.json", Best.class);
    }

    void best(Best best) throws IOException {
        put("best.json", JSON.writeValueAsBytes(best));
    }

    /// Empty while it is trained, and after a kill.
    public Optional<Ended> end() throws IOException {
        return read("end.json", Ended.class);
    }

    void end(Ended end) throws IOException {
        put("end.json", JSON.writeValueAsBytes(end));
    }

    void begin() throws IOException {
        Files.deleteIfExists(path.resolve("end.json"));
        Files.deleteIfExists(path.resolve("command"));
    }

    /// Asks the trainer for something; it looks after every step.
    public void ask(Command command) throws IOException {
        put("command", command.name().getBytes(StandardCharsets.US_ASCII));
    }

    Optional<Command> asked() throws IOException {
        try {
            String text = Files.readString(path.resolve("command"), StandardCharsets.US_ASCII);
            return java.util.Arrays.stream(Command.values()).filter(c -> c.name().equals(text)).findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Whether a trainer is at work, in this program or another.
    public boolean training() throws IOException {
        try {
            lock().close();
            return false;
        } catch (TrainingException e) {
            return true;
        }
    }

    /// Held while a run is trained.
    ///
    /// @throws TrainingException BUSY
    Lock lock() throws IOException {
        Path file = path.resolve("lock").toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            throw new TrainingException(Reason.BUSY, name());
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new TrainingException(Reason.BUSY, name());
            }
            FileChannel held = channel;
            return () -> {
                held.close();
                HELD.remove(file);
            };
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(file);
            throw e;
        }
    }

    /// Closing it lets go.
    @FunctionalInterface
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(path.resolve(name)), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new TrainingException(Reason.DAMAGED_RUN, name, e);
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path part = path.resolve(name + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        try {
            Files.move(part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
