package org.doctorglm.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.platform.Sha256;

/// What an experiment leaves on disk: `plan.json` is written once, `answers.jsonl` grows by a line an answer, `lock` is held by who writes.
///
/// @param path named after the experiment
public record ExperimentFolder(Path path) {
    static final String PLAN = "plan.json";
    private static final String ANSWERS = "answers.jsonl";
    private static final String LOCK = "lock";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public String name() {
        return String.valueOf(path.getFileName());
    }

    /// When its plan was written.
    public Instant begun() {
        return Instant.ofEpochMilli(path.resolve(PLAN).toFile().lastModified());
    }

    /// @throws ExperimentException DAMAGED, and BAD_PLAN or TOO_MANY for a plan that somebody changed
    public ExperimentPlan plan() throws IOException {
        try {
            ExperimentPlan plan = JSON.readValue(Files.readAllBytes(path.resolve(PLAN)), ExperimentPlan.class);
            if (plan.format() != ExperimentPlan.FORMAT) {
                throw new ExperimentException(Reason.DAMAGED, name(), PLAN);
            }
            return plan.checked();
        } catch (JacksonException | NullPointerException e) {
            throw new ExperimentException(Reason.DAMAGED, name(), PLAN);
        }
    }

    void write(ExperimentPlan plan) throws IOException {
        Path part = path.resolve(PLAN + ".part");
        Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(plan));
        Files.move(part, path.resolve(PLAN), StandardCopyOption.REPLACE_EXISTING);
    }

    /// What was answered so far, by cell; a line torn by a power cut is not there.
    ///
    /// @throws ExperimentException DAMAGED for a line that is not as it was written
    public Map<String, StoredAnswer> answers() throws IOException {
        Map<String, StoredAnswer> answers = new LinkedHashMap<>();
        Path file = path.resolve(ANSWERS);
        if (!Files.isRegularFile(file)) {
            return answers;
        }
        int number = 0;
        for (byte[] line : lines(file)) {
            number++;
            try {
                StoredAnswer answer = JSON.readValue(line, StoredAnswer.class);
                if (!Sha256.of(answer.text()).equals(answer.sha256())) {
                    throw new ExperimentException(Reason.DAMAGED, name(), ANSWERS + ":" + number);
                }
                answers.put(answer.cell(), answer);
            } catch (JacksonException | NullPointerException e) {
                throw new ExperimentException(Reason.DAMAGED, name(), ANSWERS + ":" + number);
            }
        }
        return answers;
    }

    /// Whole lines only.
    private static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte each : Files.readAllBytes(file)) {
            if (each == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(each);
            }
        }
        return lines;
    }

    /// How many cells are answered, without reading what was said.
    public long answered() throws IOException {
        Path file = path.resolve(ANSWERS);
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (var bytes = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long lines = 0;
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        }
    }

    /// All answers of the plan with their places, other systems' first; unanswered cells are left out.
    public List<ExperimentAnswer> placed() throws IOException {
        ExperimentPlan plan = plan();
        Map<String, StoredAnswer> answers = answers();
        List<ExperimentAnswer> placed = new ArrayList<>();
        for (OutsideColumn column : plan.outside()) {
            plan.questions().stream().filter(question -> column.answers().containsKey(question.id()))
                    .forEach(question -> placed.add(ExperimentAnswer.outside(name(), question, column)));
        }
        for (Cell cell : plan.cells()) {
            StoredAnswer answer = answers.get(cell.id());
            if (answer != null) {
                placed.add(ExperimentAnswer.own(name(), cell, answer));
            }
        }
        return placed;
    }

    /// Stands for the words of all answers in the order of the plan: equal for two runs that said the same.
    public String digest() throws IOException {
        Map<String, StoredAnswer> answers = answers();
        StringBuilder all = new StringBuilder();
        for (Cell cell : plan().cells()) {
            StoredAnswer answer = answers.get(cell.id());
            all.append(cell.id()).append(' ').append(answer == null ? "-" : answer.sha256() + " " + answer.reason()).append('\n');
        }
        return Sha256.of(all.toString());
    }

    /// Takes the folder for writing.
    ///
    /// @throws ExperimentException BUSY
    Writer take() throws IOException {
        return new Writer(HeldFile.take(path.resolve(LOCK)).orElseThrow(() -> new ExperimentException(Reason.BUSY, name(), "")));
    }

    /// Whether somebody adds answers now, in this program or another.
    public boolean running() throws IOException {
        return HeldFile.isHeld(path.resolve(LOCK));
    }

    /// The only one that adds answers.
    final class Writer implements AutoCloseable {
        private final HeldFile lock;
        private final FileChannel answers;

        private Writer(HeldFile lock) throws IOException {
            this.lock = lock;
            try {
                answers = FileChannel.open(path.resolve(ANSWERS), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                answers.truncate(wholeLines());
                answers.position(answers.size());
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        }

        /// Where a torn line begins, else the end.
        private long wholeLines() throws IOException {
            java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
            for (long end = answers.size(); end > 0; end--) {
                answers.read(one.clear(), end - 1);
                if (one.get(0) == '\n') {
                    return end;
                }
            }
            return 0;
        }

        /// On disk when it returns.
        void add(StoredAnswer answer) throws IOException {
            java.nio.ByteBuffer line = java.nio.ByteBuffer.wrap((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                answers.write(line);
            }
            answers.force(false);
        }

        @Override
        public void close() throws IOException {
            answers.close();
            lock.close();
        }
    }
}
