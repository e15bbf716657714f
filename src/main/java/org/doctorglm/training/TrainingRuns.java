package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.training.TrainingException.Reason;

/// The runs of a home, a folder each.
///
/// @param root made when the first run begins
public record TrainingRuns(Path root) {
    /// Newest first.
    public List<RunFolder> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<RunFolder> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                if (Files.isRegularFile(folder.resolve("run.json"))) {
                    runs.add(RunFolder.open(folder));
                }
            }
        }
        runs.sort(Comparator.comparing(TrainingRuns::begun).reversed());
        return runs;
    }

    private static long begun(RunFolder run) {
        return run.path().resolve("run.json").toFile().lastModified();
    }

    /// @throws TrainingException UNKNOWN_RUN
    public RunFolder find(String name) throws IOException {
        return RunFolder.open(place(name));
    }

    /// @throws TrainingException BUSY when there is one of this name
    public RunFolder create(String name, RunFile run) throws IOException {
        return RunFolder.create(place(name), run);
    }

    /// @param probes that are asked while it goes on
    /// @throws TrainingException BUSY when there is one of this name
    public RunFolder create(String name, RunFile run, List<Probe> probes) throws IOException {
        return RunFolder.create(place(name), run, probes);
    }

    /// A name must not lead out of the folder.
    private Path place(String name) throws TrainingException {
        try {
            Path place = root.resolve(name).normalize();
            if (root.normalize().equals(place.getParent())) {
                return place;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new TrainingException(Reason.UNKNOWN_RUN, name);
    }
}
