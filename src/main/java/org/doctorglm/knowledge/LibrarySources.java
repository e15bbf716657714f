package org.doctorglm.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.platform.Sha256;

/// The files that make up a library: `diseases.jsonl` and `terms.jsonl` of the shipped folder, then every `*.jsonl` of the
/// folder of imported entries in the order of their names (there, too, `terms.jsonl` holds terms).
public record LibrarySources(List<Path> diseases, List<Path> terms) {
    private static final String TERMS = "terms.jsonl";

    public LibrarySources {
        diseases = List.copyOf(diseases);
        terms = List.copyOf(terms);
    }

    public static LibrarySources of(Path shipped, Path imported) throws IOException {
        List<Path> diseases = new ArrayList<>();
        List<Path> terms = new ArrayList<>();
        diseases.add(shipped.resolve("diseases.jsonl"));
        if (Files.isRegularFile(shipped.resolve(TERMS))) {
            terms.add(shipped.resolve(TERMS));
        }
        if (Files.isDirectory(imported)) {
            try (Stream<Path> files = Files.list(imported)) {
                files.filter(file -> file.getFileName().toString().endsWith(".jsonl")).filter(Files::isRegularFile).sorted()
                        .forEach(file -> (file.getFileName().toString().equals(TERMS) ? terms : diseases).add(file));
            }
        }
        return new LibrarySources(diseases, terms);
    }

    /// Which file has the say over an entry that a later import put in the place of one in another file.
    ///
    /// @return file by id; an entry that nothing was put in the place of is missing
    Map<String, Path> owners() throws IOException {
        Map<String, Path> owners = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (Path file : diseases) {
            ImportHeader header = ImportHeader.of(file);
            if (header != null) {
                int number = header.origin().number();
                header.replaced().stream().filter(id -> numbers.merge(id, number, Math::max) == number).forEach(id -> owners.put(id, file));
            }
        }
        return owners;
    }

    /// SHA-256 over names and bytes of all files, in order.
    String sha256() throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Path file : Stream.concat(diseases.stream(), terms.stream()).toList()) {
            digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
