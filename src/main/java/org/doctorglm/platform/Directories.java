package org.doctorglm.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where things lie: what came with the program (never written) and the user's home (everything else).
///
/// @param application folder with `models` and `knowledge` as shipped
/// @param home database, imported models and knowledge, index, logs, back-ups
public record Directories(Path application, Path home) {
    /// In the default home: one line with the place that the user moved the home to.
    public static final String POINTER = "home-location.txt";

    /// @param explicitHome from the command line, or null
    public static Directories resolve(@Nullable Path explicitHome) throws IOException {
        return new Directories(applicationFolder(), homeFolder(explicitHome));
    }

    private static Path applicationFolder() {
        String configured = System.getProperty("doctorglm.app");
        return Path.of(configured == null ? "." : configured).toAbsolutePath().normalize();
    }

    private static Path homeFolder(@Nullable Path explicit) throws IOException {
        if (explicit != null) {
            return explicit.toAbsolutePath().normalize();
        }
        String configured = System.getProperty("doctorglm.home", System.getenv("DOCTORGLM_HOME"));
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured).toAbsolutePath().normalize();
        }
        Path standard = standardHome();
        Path pointer = standard.resolve(POINTER);
        if (Files.isRegularFile(pointer)) {
            Path moved = Path.of(Files.readString(pointer, StandardCharsets.UTF_8).strip());
            if (Files.isDirectory(moved)) {
                return moved;
            }
        }
        return standard;
    }

    /// The home of a user who never chose another.
    public static Path standardHome() {
        String user = System.getProperty("user.home");
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            String local = System.getenv("LOCALAPPDATA");
            return Path.of(local == null ? user : local, "DoctorGLM");
        }
        if (os.contains("mac")) {
            return Path.of(user, "Library", "Application Support", "DoctorGLM");
        }
        String data = System.getenv("XDG_DATA_HOME");
        return data == null || data.isBlank() ? Path.of(user, ".local", "share", "doctorglm") : Path.of(data, "doctorglm");
    }

    public Path shippedModels() {
        return application.resolve("models");
    }

    /// Unrounded networks that came with the program, a folder each: what can be trained further.
    public Path shippedCheckpoints() {
        return application.resolve("checkpoints");
    }

    public Path shippedKnowledge() {
        return application.resolve("knowledge");
    }

    public Path importedModels() {
        return home.resolve("models");
    }

    public Path importedKnowledge() {
        return home.resolve("knowledge");
    }

    /// Packs of random weights for measurements; may be deleted at any time.
    public Path benchmarks() {
        return home.resolve("benchmarks");
    }

    /// Sets of dialogues to learn from, one file each.
    public Path datasets() {
        return home.resolve("datasets");
    }

    /// Training runs, one folder each.
    public Path runs() {
        return home.resolve("runs");
    }

    /// Experiments, a folder each.
    public Path experiments() {
        return home.resolve("experiments");
    }

    /// Department profiles, one file each.
    public Path profiles() {
        return home.resolve("profiles");
    }

    /// The trainer's native libraries, as shipped.
    public Path trainingLibraries() {
        return application.resolve("libtorch");
    }

    /// Libraries for graphics cards, one folder for each version.
    public Path graphics() {
        return home.resolve("graphics");
    }

    /// A hospital's own sentence model.
    public Path encoder() {
        return home.resolve("encoder");
    }

    public Path index() {
        return home.resolve("index");
    }

    public Path database() {
        return home.resolve("doctorglm.db");
    }

    /// [HeldFile] of the one window that a home may have.
    public Path windowLock() {
        return home.resolve("window.lock");
    }

    public Path backups() {
        return home.resolve("backups");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /// Makes the home and tries it: a file is written and removed.
    ///
    /// @throws IOException when the user may not write there
    public void prepareHome() throws IOException {
        Files.createDirectories(home);
        Path probe = Files.createTempFile(home, ".probe", "");
        Files.delete(probe);
    }
}
