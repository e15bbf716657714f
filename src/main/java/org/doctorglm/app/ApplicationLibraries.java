package org.doctorglm.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.doctorglm.platform.FileTree;

/// Build step: makes `lib/` (jars without native code) and `native/` (the native libraries of this platform) of the runnable folder.
///
/// Libraries that find their native code beside them unpack nothing at run time, and no file of another platform is shipped.
public final class ApplicationLibraries {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(\\..*)?|.*\\.dSYM/.*");

    private final Path libraries;
    private final Path natives;
    private final List<String> ours;

    private ApplicationLibraries(Path target) throws IOException {
        this.libraries = emptied(target.resolve("lib"));
        this.natives = emptied(target.resolve("native"));
        this.ours = platform();
    }

    /// @param arguments application folder, class path, the program's own jar
    public static void main(String[] arguments) throws IOException {
        ApplicationLibraries step = new ApplicationLibraries(Path.of(arguments[0]));
        for (String entry : arguments[1].split(Pattern.quote(File.pathSeparator))) {
            if (entry.endsWith(".jar")) {
                step.add(Path.of(entry));
            }
        }
        step.add(Path.of(arguments[2]), "doctorglm.jar");
    }

    /// Parts of paths that native libraries of this platform have; JavaFX keeps its own at the root of a jar of this platform.
    private static List<String> platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (os.contains("win")) {
            return List.of("/win-x64/", "/Windows/x86_64/");
        }
        if (os.contains("mac")) {
            return arm ? List.of("/osx-aarch64/", "/Mac/aarch64/") : List.of("/osx-x64/", "/Mac/x86_64/");
        }
        return arm ? List.of("/linux-aarch64/", "/Linux/aarch64/") : List.of("/linux-x64/", "/Linux/x86_64/");
    }

    private void add(Path jar) throws IOException {
        add(jar, jar.getFileName().toString());
    }

    private void add(Path jar, String name) throws IOException {
        Path copy = libraries.resolve(name);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(e -> NATIVE.matcher(e.getName()).matches())) {
                Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
                for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                    ZipEntry entry = entries.nextElement();
                    try (InputStream in = zip.getInputStream(entry)) {
                        if (!NATIVE.matcher(entry.getName()).matches()) {
                            out.putNextEntry(new ZipEntry(entry.getName()));
                            in.transferTo(out);
                        } else if (wanted(entry.getName())) {
                            Path target = natives.resolve(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                            try (OutputStream file = Files.newOutputStream(target)) {
                                in.transferTo(file);
                            }
                        }
                    }
                }
            }
        }
    }

    private boolean wanted(String name) {
        boolean atRoot = name.indexOf('/') < 0;
        return !name.contains(".dSYM") && (atRoot || ours.stream().anyMatch(("/" + name)::contains));
    }

    private static Path emptied(Path folder) throws IOException {
        FileTree.delete(folder);
        return Files.createDirectories(folder);
    }
}
