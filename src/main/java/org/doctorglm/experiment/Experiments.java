package org.doctorglm.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.platform.FileTree;

/// The experiments of a home, a folder each.
///
/// @param root made with the first one
public record Experiments(Path root) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,79}");

    /// Newest first. A folder without a plan was left by a kill, and nothing is in it.
    public List<ExperimentFolder> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<ExperimentFolder> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            folders.filter(folder -> Files.isRegularFile(folder.resolve(ExperimentFolder.PLAN))).map(ExperimentFolder::new).forEach(found::add);
        }
        found.sort(Comparator.comparing(ExperimentFolder::begun).reversed().thenComparing(ExperimentFolder::name));
        return found;
    }

    /// @throws ExperimentException UNKNOWN, BAD_NAME
    public ExperimentFolder find(String name) throws IOException {
        Path folder = place(name);
        if (!Files.isRegularFile(folder.resolve(ExperimentFolder.PLAN))) {
            throw new ExperimentException(Reason.UNKNOWN, name, "");
        }
        return new ExperimentFolder(folder);
    }

    /// A new experiment, or the one that is there with the very same plan, to go on with.
    ///
    /// @throws ExperimentException EXISTS, BAD_NAME, BAD_PLAN, TOO_MANY
    public ExperimentFolder begin(String name, ExperimentPlan plan) throws IOException {
        ExperimentFolder folder = new ExperimentFolder(place(name));
        plan.checked();
        if (Files.isRegularFile(folder.path().resolve(ExperimentFolder.PLAN))) {
            if (!folder.plan().equals(plan)) {
                throw new ExperimentException(Reason.EXISTS, name, "");
            }
            return folder;
        }
        Files.createDirectories(folder.path());
        folder.write(plan);
        return folder;
    }

    /// Takes an experiment with all answers away.
    ///
    /// @throws ExperimentException UNKNOWN, BUSY
    public void remove(String name) throws IOException {
        ExperimentFolder folder = find(name);
        folder.take().close();
        FileTree.delete(folder.path());
    }

    /// Where adapters are kept that an experiment was made for.
    ///
    /// @throws ExperimentException BAD_NAME
    Path adapters(String name) throws IOException {
        return Files.createDirectories(place(name).resolve("adapters"));
    }

    /// A name must not lead out of the folder.
    private Path place(String name) throws ExperimentException {
        try {
            Path place = root.resolve(name).normalize();
            if (NAME.matcher(name).matches() && root.normalize().equals(place.getParent())) {
                return place;
            }
        } catch (InvalidPathException e) {
            // No name of a folder on this system; said below.
        }
        throw new ExperimentException(Reason.BAD_NAME, name, "");
    }
}
