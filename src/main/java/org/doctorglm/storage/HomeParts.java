package org.doctorglm.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.platform.Directories;

/// What of a home beside its database cannot be had again: knowledge, profiles, sets with what was decided about proposals, experiments with their answers, and runs. Of a run's
/// checkpoints that is the best one alone; models are left out, they can be imported again.
final class HomeParts {
    /// Folders of the home that a back-up may bring back.
    static final List<String> FOLDERS = List.of("knowledge", "profiles", "datasets", "experiments", "runs");
    /// A name that leads nowhere else.
    private static final String NAME = "[^/\\\\.][^/\\\\]{0,150}";
    private static final Pattern KEPT = Pattern.compile("knowledge/" + NAME + "\\.jsonl|profiles/" + NAME + "\\.json|datasets/" + NAME + "\\.(?:dataset|jsonl)"
            + "|experiments/" + NAME + "/(?:plan\\.json|answers\\.jsonl|adapters/" + NAME + "/" + NAME + ")"
            + "|runs/" + NAME + "/(?:(?:best|end|run|probes|memory)\\.json|events\\.jsonl|checkpoints/step-\\d{9}\\.safetensors)");
    private static final Pattern CHECKPOINT = Pattern.compile("runs/" + NAME + "/checkpoints/step-(\\d{9})\\.safetensors");
    private static final Pattern BEST = Pattern.compile("\"step\"\\s*:\\s*(\\d{1,9})");
    private static final int DEPTH = 4;

    private HomeParts() {
    }

    /// Whether a back-up may bring a file of this name.
    ///
    /// @param name relative to the home, apart by `/`
    static boolean known(String name) {
        return KEPT.matcher(name).matches();
    }

    /// Files that go into a back-up, by their names in it.
    static Map<String, Path> of(Directories directories) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path root = directories.home().resolve(folder);
            if (!Files.isDirectory(root)) {
                continue;
            }
            for (Path file : below(root)) {
                String name = name(directories.home().relativize(file));
                if (known(name) && (!CHECKPOINT.matcher(name).matches() || best(file))) {
                    files.put(name, file);
                }
            }
        }
        return files;
    }

    private static List<Path> below(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root, DEPTH)) {
            all.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)).forEach(files::add);
        }
        return files;
    }

    private static String name(Path relative) {
        List<String> parts = new ArrayList<>();
        relative.forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /// A run without a best checkpoint keeps all that it has: it may go on from the newest.
    private static boolean best(Path checkpoint) throws IOException {
        Path note = checkpoint.getParent().resolveSibling("best.json");
        if (!Files.isRegularFile(note)) {
            return true;
        }
        var step = BEST.matcher(Files.readString(note));
        return !step.find() || checkpoint.getFileName().toString().equals("step-%09d.safetensors".formatted(Long.parseLong(step.group(1))));
    }
}
