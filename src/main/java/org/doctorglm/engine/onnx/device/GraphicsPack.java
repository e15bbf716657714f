package org.doctorglm.engine.onnx.device;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.doctorglm.engine.onnx.device.GraphicsPackException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// The libraries that compute on a graphics card: ONNX Runtime's build for CUDA and the parts of CUDA that it needs. They are several times
/// as large as the program and serve one kind of card, so they lie in a folder of their own with a manifest of their versions and hashes.
///
/// @param folder with the files and [#MANIFEST]
public record GraphicsPack(Path folder, Manifest manifest) {
    public static final String MANIFEST = "graphics.json";
    /// ONNX Runtime's version that the graph and the places in its table were written for.
    public static final String RUNTIME = "1.29.0";
    private static final int FORMAT = 1;
    private static final long MOST = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    /// @param platform `linux-x64` or `win-x64`
    /// @param runtime version of ONNX Runtime
    /// @param files all of the folder, in the order in which they are loaded
    public record Manifest(int format, String platform, String runtime, List<File> files) {
        public Manifest {
            files = List.copyOf(files);
        }
    }

    /// @param loaded whether it is loaded by its name before ONNX Runtime; the others are looked for by the runtime itself
    public record File(String name, long bytes, String sha256, boolean loaded) {
    }

    /// Opens a folder; looks at names and sizes, not at hashes.
    ///
    /// @throws GraphicsPackException when it is no such folder, or one for another program or computer
    public static GraphicsPack open(Path folder) throws GraphicsPackException {
        Path file = folder.resolve(MANIFEST);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
                throw new GraphicsPackException(Reason.NOT_A_PACK, folder.toString());
            }
            Manifest manifest = MAPPER.readValue(Files.readAllBytes(file), Manifest.class);
            check(folder, manifest);
            return new GraphicsPack(folder, manifest);
        } catch (IOException | NullPointerException e) {
            throw new GraphicsPackException(Reason.NOT_A_PACK, folder.toString(), e);
        }
    }

    private static void check(Path folder, Manifest manifest) throws GraphicsPackException, IOException {
        if (manifest.format() != FORMAT || !manifest.runtime().equals(RUNTIME)) {
            throw new GraphicsPackException(Reason.OTHER_VERSION, manifest.runtime());
        }
        if (!manifest.platform().equals(platform())) {
            throw new GraphicsPackException(Reason.OTHER_PLATFORM, manifest.platform());
        }
        Set<String> names = new HashSet<>();
        for (File file : manifest.files()) {
            Path path = folder.resolve(file.name());
            // Only files of this very folder: a manifest from a stick must not name others.
            if (!file.name().matches("[A-Za-z0-9_.+-]+") || file.name().startsWith(".") || !names.add(file.name())) {
                throw new GraphicsPackException(Reason.NOT_A_PACK, file.name());
            }
            if (!Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS) || Files.size(path) != file.bytes()) {
                throw new GraphicsPackException(Reason.DAMAGED, file.name());
            }
        }
        if (!names.contains(library("onnxruntime"))) {
            throw new GraphicsPackException(Reason.DAMAGED, library("onnxruntime"));
        }
    }

    /// Compares every hash.
    ///
    /// @param progress in bytes
    /// @throws GraphicsPackException DAMAGED with the first file that differs
    public void verify(Progress progress, Cancellation cancellation) throws IOException, GraphicsPackException {
        long before = 0;
        for (File file : manifest.files()) {
            long begin = before;
            String hash = Sha256.of(folder.resolve(file.name()), read -> progress.at(begin + read, bytes()), cancellation);
            if (!hash.equals(file.sha256())) {
                throw new GraphicsPackException(Reason.DAMAGED, file.name());
            }
            before += file.bytes();
        }
    }

    /// Size of all files.
    public long bytes() {
        return manifest.files().stream().mapToLong(File::bytes).sum();
    }

    /// Writes the manifest of a folder into which somebody has put the libraries.
    ///
    /// @throws GraphicsPackException DAMAGED with the name of a library that is missing
    public static GraphicsPack describe(Path folder, Progress progress, Cancellation cancellation) throws IOException, GraphicsPackException {
        List<File> files = new ArrayList<>();
        List<Wanted> wanted = wanted();
        for (Wanted want : wanted) {
            Path path = folder.resolve(want.name());
            if (!Files.isRegularFile(path)) {
                throw new GraphicsPackException(Reason.DAMAGED, want.name());
            }
            files.add(new File(want.name(), Files.size(path), Sha256.of(path, read -> { }, cancellation), want.loaded()));
            progress.at(files.size(), wanted.size());
        }
        Manifest manifest = new Manifest(FORMAT, platform(), RUNTIME, files);
        Files.write(folder.resolve(MANIFEST), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        return open(folder);
    }

    /// A library that must be there.
    private record Wanted(String name, boolean loaded) {
    }

    /// The libraries of CUDA 12 that ONNX Runtime's build links, what others need first.
    private static List<Wanted> wanted() {
        List<String> cuda = windows()
                ? List.of("cudart64_12.dll", "cublasLt64_12.dll", "cublas64_12.dll", "curand64_10.dll")
                : List.of("libcudart.so.12", "libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10");
        List<Wanted> all = new ArrayList<>(cuda.stream().map(name -> new Wanted(name, true)).toList());
        for (String own : List.of("onnxruntime", "onnxruntime_providers_shared", "onnxruntime_providers_cuda")) {
            all.add(new Wanted(library(own), false));
        }
        return all;
    }

    static String library(String name) {
        return windows() ? name + ".dll" : "lib" + name + ".so";
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    }

    /// What this computer would need, for example `linux-x64`.
    static String platform() {
        String arch = System.getProperty("os.arch");
        return (windows() ? "win" : "linux") + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }
}
