package org.doctorglm.embedding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;

/// A sentence model in this home, as its manifest `encoder.json` describes it.
///
/// @param name of the folder that it came from
/// @param files with sizes and hashes
public record InstalledEncoder(Path folder, String name, List<File> files) {
    static final String MANIFEST = "encoder.json";
    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper MAPPER = new JsonMapper();

    /// A file below the folder.
    public record File(String name, long bytes, String sha256) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Manifest(int schema, String name, List<File> files) {
    }

    public InstalledEncoder {
        files = List.copyOf(files);
    }

    /// Reads the manifest and compares sizes.
    static InstalledEncoder open(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw damaged(MANIFEST);
        }
        Manifest manifest;
        try {
            manifest = MAPPER.readValue(file.toFile(), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new EncoderException(Reason.DAMAGED, MANIFEST, e);
        }
        if (manifest == null || manifest.schema() != 1 || manifest.name() == null || manifest.files() == null || manifest.files().contains(null)) {
            throw damaged(MANIFEST);
        }
        for (File one : manifest.files()) {
            Path path = folder.resolve(one.name()).normalize();
            if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path) || Files.size(path) != one.bytes()) {
                throw damaged(one.name());
            }
        }
        return new InstalledEncoder(folder, manifest.name(), manifest.files());
    }

    /// Describes files that lie in a folder and writes their manifest.
    static InstalledEncoder describe(Path folder, String name, List<String> files, Progress progress, Cancellation cancellation) throws IOException {
        long all = 0;
        for (String file : files) {
            all += Files.size(folder.resolve(file));
        }
        List<File> described = new ArrayList<>();
        long done = 0;
        for (String file : files.stream().sorted().toList()) {
            long before = done;
            long total = all;
            Path path = folder.resolve(file);
            described.add(new File(file, Files.size(path), Sha256.of(path, read -> progress.at(before + read, total), cancellation)));
            done += described.getLast().bytes();
        }
        Files.writeString(folder.resolve(MANIFEST), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new Manifest(1, name, described)),
                StandardCharsets.UTF_8);
        return new InstalledEncoder(folder, name, described);
    }

    public long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    /// Hash over names and hashes of all files.
    public String sha256() {
        return Sha256.of(files.stream().map(file -> file.name() + " " + file.sha256()).collect(Collectors.joining("\n")));
    }

    /// Reads every file again.
    ///
    /// @param progress in bytes
    /// @throws EncoderException DAMAGED when one is not as it was installed
    public void verify(Progress progress, Cancellation cancellation) throws IOException {
        long done = 0;
        for (File file : files) {
            long before = done;
            if (!Sha256.of(folder.resolve(file.name()), read -> progress.at(before + read, bytes()), cancellation).equals(file.sha256())) {
                throw damaged(file.name());
            }
            done += file.bytes();
        }
    }

    private static EncoderException damaged(String file) {
        return new EncoderException(Reason.DAMAGED, file);
    }
}
