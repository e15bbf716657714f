package org.doctorglm.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.training.TrainingException.Reason;

/// What a run leaves on disk. Trainer, window and command line meet here and nowhere else: each may end without the others noticing.
///
/// `run.json` is written once, and before it `probes.json`; `events.jsonl` grows by lines; `checkpoints/` holds whole files; `best.json` names the pinned one; `end.json` says why
/// nobody trains any more, `failure.json` why a trainer gave up; `command` is what somebody asks of the trainer; `queued.json` is there while it waits
/// in the [RunQueue]; `lock` is held by the trainer.
///
/// @param path named after the run
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String EVENTS = "events.jsonl";
    private static final String PROBES = "probes.json";
    private static final String LOCK = "lock";

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

    /// Why a trainer gave up.
    ///
    /// @param detail see [Reason]
    public record Failure(Reason reason, String detail) {
    }

    /// @throws TrainingException BUSY when a run of this name is there
    static RunFolder create(Path path, RunFile run) throws IOException {
        return create(path, run, Probe.USUAL);
    }

    /// @param probes that are asked while it goes on, also after it was interrupted
    /// @throws TrainingException BUSY when a run of this name is there
    static RunFolder create(Path path, RunFile run, List<Probe> probes) throws IOException {
        // A folder without this file was left by a kill, and nothing is in it.
        if (Files.exists(path.resolve("run.json"))) {
            throw new TrainingException(Reason.BUSY, String.valueOf(path.getFileName()));
        }
        RunFolder folder = new RunFolder(path);
        Files.createDirectories(folder.checkpoints());
        // First, so that a run never goes on with other questions than it began with.
        folder.put(PROBES, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(probes));
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

    /// What is asked while it goes on; the usual questions where an earlier program began it.
    ///
    /// @throws TrainingException DAMAGED_RUN
    public List<Probe> probes() throws IOException {
        return read(PROBES, Probe[].class).map(List::of).orElse(Probe.USUAL);
    }

    /// Everything that happened; a line torn by a power cut is not there.
    public List<RunEvent> events() throws IOException {
        List<RunEvent> events = new ArrayList<>();
        if (Files.isRegularFile(eventFile())) {
            readEvents(0, events::add);
        }
        return events;
    }

    Path eventFile() {
        return path.resolve(EVENTS);
    }

    /// @param from place in the file, at the beginning of a line
    /// @return place behind the last whole line
    long readEvents(long from, Consumer<RunEvent> consumer) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(eventFile())) {
            in.skipNBytes(from);
            bytes = in.readAllBytes();
        } catch (EOFException e) {
            return from;
        }
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        for (String line : new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList()) {
            consumer.accept(event(line));
        }
        return from + whole;
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

    /// Its place among those that wait, empty where it does not. A mark that cannot be read is none: one run must not keep all others waiting.
    public Optional<Long> queued() throws IOException {
        try {
            return read("queued.json", Queued.class).map(Queued::place);
        } catch (TrainingException e) {
            return Optional.empty();
        }
    }

    private record Queued(long place) {
    }

    /// @param place behind all that wait
    void queue(long place) throws IOException {
        put("queued.json", JSON.writeValueAsBytes(new Queued(place)));
    }

    void unqueue() throws IOException {
        Files.deleteIfExists(path.resolve("queued.json"));
    }

    /// Empty while it is trained, and after a kill.
    public Optional<Ended> end() throws IOException {
        return read("end.json", Ended.class);
    }

    void end(Ended end) throws IOException {
        put("end.json", JSON.writeValueAsBytes(end));
        unqueue();
    }

    /// Most memory that its trainer held at once, bytes of the process; empty where nobody noted it.
    public OptionalLong peakBytes() throws IOException {
        Optional<Peak> peak = read("memory.json", Peak.class);
        return peak.isPresent() ? OptionalLong.of(peak.get().bytes()) : OptionalLong.empty();
    }

    private record Peak(long bytes) {
    }

    /// @param bytes of this process until now; counts where it is more than before
    void peak(long bytes) throws IOException {
        if (bytes > peakBytes().orElse(0)) {
            put("memory.json", JSON.writeValueAsBytes(new Peak(bytes)));
        }
    }

    /// Why it could not go on the last time; empty while it is trained, and when it came to an end.
    public Optional<Failure> failure() throws IOException {
        return read("failure.json", Failure.class);
    }

    void fail(TrainingException why) throws IOException {
        put("failure.json", JSON.writeValueAsBytes(new Failure(why.reason(), why.detail())));
    }

    void begin() throws IOException {
        Files.deleteIfExists(path.resolve("failure.json"));
        Files.deleteIfExists(path.resolve("end.json"));
        Files.deleteIfExists(path.resolve("command"));
    }

    /// Asks the trainer for something; it looks after every step.
    public void ask(Command command) throws IOException {
        put("command", command.name().getBytes(StandardCharsets.US_ASCII));
    }

    /// What was asked and not heard yet.
    public Optional<Command> asked() throws IOException {
        try {
            String text = Files.readString(path.resolve("command"), StandardCharsets.US_ASCII);
            return java.util.Arrays.stream(Command.values()).filter(c -> c.name().equals(text)).findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Whether a trainer is at work, in this program or another.
    public boolean training() throws IOException {
        return HeldFile.isHeld(path.resolve(LOCK));
    }

    /// Held while a run is trained.
    ///
    /// @throws TrainingException BUSY
    HeldFile lock() throws IOException {
        return HeldFile.take(path.resolve(LOCK)).orElseThrow(() -> new TrainingException(Reason.BUSY, name()));
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
