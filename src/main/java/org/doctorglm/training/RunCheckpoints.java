package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.SafetensorsReader;
import org.doctorglm.checkpoint.SafetensorsWriter;
import org.doctorglm.training.TrainingException.Reason;

/// The checkpoints of a run: whole files, each with everything that the next step depends on.
///
/// The best one and those that the recipe keeps are never overwritten or removed; of the others the newest are kept.
public final class RunCheckpoints {
    private static final Pattern NAME = Pattern.compile("step-(\\d{9})\\.safetensors");
    private static final int NEWEST = 3;

    private final Path folder;

    public RunCheckpoints(RunFolder run) {
        this.folder = run.checkpoints();
    }

    public Path file(long step) {
        return folder.resolve("step-%09d.safetensors".formatted(step));
    }

    /// Steps with a checkpoint, in their order.
    public List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    steps.add(Long.parseLong(name.group(1)));
                }
            }
        }
        steps.sort(Comparator.naturalOrder());
        return steps;
    }

    void write(long step, Map<String, Tensor> state) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().fact("step", String.valueOf(step));
        state.forEach((name, tensor) -> writer.tensor(name, tensor.shape(), tensor.values()));
        writer.write(file(step));
    }

    /// @throws TrainingException DAMAGED_RUN
    public Map<String, Tensor> read(long step) throws IOException {
        Map<String, Tensor> state = new LinkedHashMap<>();
        try (SafetensorsReader file = SafetensorsReader.open(List.of(file(step)))) {
            for (String name : file.names()) {
                state.put(name, new Tensor(file.info(name).shape(), file.read(name)));
            }
        } catch (CheckpointException e) {
            throw new TrainingException(Reason.DAMAGED_RUN, String.valueOf(file(step).getFileName()), e);
        }
        return state;
    }

    /// @throws TrainingException DAMAGED_RUN also for the checkpoint of another recipe
    void restore(long step, TrainableNetwork network) throws IOException {
        try {
            network.restore(read(step));
        } catch (IllegalArgumentException e) {
            throw new TrainingException(Reason.DAMAGED_RUN, String.valueOf(e.getMessage()), e);
        }
    }

    /// Removes older ones.
    ///
    /// @param pinned never removed
    void tidy(Collection<Long> pinned) throws IOException {
        List<Long> steps = steps();
        TreeSet<Long> old = new TreeSet<>(steps.subList(0, Math.max(0, steps.size() - NEWEST)));
        old.removeAll(pinned);
        for (long step : old) {
            Files.deleteIfExists(file(step));
        }
    }
}
