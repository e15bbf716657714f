package org.doctorglm.dataset.proposal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.importing.Limits;
import org.doctorglm.dataset.proposal.Decision.Choice;

/// Decisions in a file that only grows: each is on the disk before it counts, so that an evening's work survives a power cut. Of
/// several decisions about one proposal the last one holds; a last line that was cut off is no decision. Thread-safe.
public final class DecisionLog {
    private final Path file;

    public DecisionLog(Path file) {
        this.file = file;
    }

    public synchronized void add(Decision decision) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            long end = channel.size();
            channel.position(end);
            // After a line that was cut off a new one begins.
            String before = end > 0 && !endsWithLine(channel, end) ? "\n" : "";
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(before + DecisionLines.write(decision) + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean endsWithLine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0) == '\n';
    }

    /// The decisions that hold, by the id of their proposal, in the order in which they were first made.
    public synchronized Map<String, Decision> decisions() throws IOException {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return decisions;
        }
        for (String line : lines(file)) {
            try {
                Decision decision = DecisionLines.read(line);
                decisions.put(decision.id(), decision);
            } catch (IllegalArgumentException e) {
                // Cut off by a power cut; the proposal comes up again.
                System.getLogger(DecisionLog.class.getName()).log(System.Logger.Level.WARNING, "a line is no decision");
            }
        }
        return decisions;
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > 100L * Limits.LINE) {
            throw new DatasetException(Reason.LONG_LINE, String.valueOf(file.getFileName()), "");
        }
        try (BufferedReader reader = new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /// Reads a file in which a person decided.
    ///
    /// @throws DatasetException BAD_LINE with the number of the first line that is no decision, UNREADABLE
    public static List<Decision> strictly(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(Reason.UNREADABLE, name, "");
        }
        List<Decision> decisions = new ArrayList<>();
        for (String line : lines(file)) {
            try {
                decisions.add(DecisionLines.read(line));
            } catch (IllegalArgumentException e) {
                throw new DatasetException(Reason.BAD_LINE, name, String.valueOf(decisions.size() + 1));
            }
        }
        return decisions;
    }

    /// Makes a set of what was accepted; each dialogue keeps where it comes from.
    ///
    /// @throws DatasetException NOTHING_ACCEPTED, TAKEN
    public static Dataset write(DatasetRepository sets, Iterable<Decision> decisions, DatasetDetails details) throws IOException {
        int pairs = 0;
        try (DatasetRepository.Draft draft = sets.begin(details)) {
            for (Decision decision : decisions) {
                if (decision.choice() == Choice.ACCEPTED) {
                    draft.add(new Conversation(decision.department(), List.of(new Turn(decision.question(), decision.answer()))), decision.source());
                    pairs++;
                }
            }
            if (pairs == 0) {
                throw new DatasetException(Reason.NOTHING_ACCEPTED, details.name(), "");
            }
            return draft.finish(List.of(), new Derivation(Derivation.Kind.QUESTIONS, List.of(), "{\"pairs\":" + pairs + "}"));
        }
    }
}
