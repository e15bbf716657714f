package org.doctorglm.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.doctorglm.platform.Version;

/// Build step: makes `models/`, `checkpoints/` and `knowledge/` of the runnable folder from the repository. The demo model goes through the import that
/// users run; nothing is done when the pack is there already and its sources are unchanged.
public final class ApplicationFolder {
    private static final String DEMO = "chatglm-mini";
    private static final List<String> CHECKPOINT = List.of("config.json", "doctorglm.json", "ice_text.model", "model.safetensors", "tokenizer_config.json");

    private ApplicationFolder() {
    }

    /// @param arguments repository, application folder, class path, file for the Java arguments of `mvn javafx:run`
    public static void main(String[] arguments) throws IOException {
        Path repository = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        demoPack(repository.resolve("models").resolve(DEMO), target.resolve("models"));
        checkpoint(repository.resolve("models").resolve(DEMO), target.resolve("checkpoints").resolve(DEMO));
        copy(repository.resolve("knowledge"), target.resolve("knowledge"));
        TrainingLibraries.lay(target, arguments[2]);
        Files.writeString(Path.of(arguments[3]), "-classpath " + quoted(arguments[2]) + "\norg.doctorglm.Main\n", StandardCharsets.UTF_8);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void demoPack(Path source, Path models) throws IOException {
        ModelStore store = new ModelStore(models, Version.current());
        try {
            ModelPack present = store.find(DEMO);
            if (upToDate(present, source)) {
                return;
            }
            store.remove(DEMO);
        } catch (ModelException e) {
            // Not there yet, or of an older format.
            if (e.reason() != ModelException.Reason.UNKNOWN) {
                store.remove(DEMO);
            }
        }
        store.importFolder(source, Precision.INT4, DEMO, Progress.NONE, new Cancellation());
    }

    private static boolean upToDate(ModelPack pack, Path source) throws IOException {
        if (!pack.manifest().createdBy().equals(Version.current())
                || !java.util.Objects.equals(pack.manifest().quantiser(), ModelStore.defaultQuantizer(Precision.INT4))) {
            return false;
        }
        for (FileHash file : pack.manifest().sources()) {
            if (!Sha256.of(source.resolve(file.name()), n -> { }, new Cancellation()).equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    /// What the demo model was before it was rounded, so that a fresh installation can train and publish.
    private static void checkpoint(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : CHECKPOINT) {
            Path from = source.resolve(name);
            Path to = target.resolve(name);
            if (!Files.isRegularFile(to) || Files.mismatch(from, to) >= 0) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> tree = Files.walk(from, 1, FileVisitOption.FOLLOW_LINKS)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
