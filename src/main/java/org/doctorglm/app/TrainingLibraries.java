package org.doctorglm.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Build step: lays the trainer's native libraries into a folder of their own, from which they are loaded in place. Nothing is unpacked at run time.
final class TrainingLibraries {
    /// libtorch of this platform and DJL's binding for the processor; the folder `jna` within has what DJL looks for graphics cards with.
    private static final String FOLDER = "libtorch";
    private static final Pattern WANTED = Pattern.compile("(?:pytorch/cpu/[^/]+|jnilib/" + platform("x86_64", "win", "osx") + "/cpu|com/sun/jna/"
            + platform("x86-64", "win32", "darwin") + ")/([^/]+\\.(?:so[.\\d]*|dll|dylib|jnilib))");

    private TrainingLibraries() {
    }

    /// @param classPath of the program
    static void lay(Path target, String classPath) throws IOException {
        Path folder = target.resolve(FOLDER);
        Files.createDirectories(folder.resolve("jna"));
        for (Path jar : jars(classPath)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream().filter(e -> WANTED.matcher(e.getName()).matches()).forEach(entry -> copy(zip, entry, folder));
            }
        }
    }

    private static List<Path> jars(String classPath) {
        return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator))).map(Path::of)
                .filter(p -> p.getFileName().toString().matches("(?:pytorch-(?:jni|native-cpu)|jna)-.*\\.jar")).toList();
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path folder) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        Path file = (entry.getName().startsWith("com/sun/jna/") ? folder.resolve("jna") : folder).resolve(name);
        try {
            // Half a gigabyte: what is there in its full length was laid by an earlier build.
            if (Files.isRegularFile(file) && Files.size(file) == entry.getSize()) {
                return;
            }
            Path part = folder.resolveSibling(file.getFileName() + ".part");
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform(String intel, String windows, String mac) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : intel;
        return (os.contains("win") ? windows : os.contains("mac") ? mac : "linux") + "-" + arch;
    }
}
