package org.doctorglm.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// Reads entries and terms, one JSON object a line. A broken line is reported and the next one is read; a file may be hostile,
/// so its size, its lines and the number of entries are bounded. One thread, one object for the files of one library.
public final class LibraryReader {
    /// The largest file read.
    public static final long MAX_FILE_BYTES = 512L << 20;
    /// The most entries of one library.
    public static final int MAX_ENTRIES = 150_000;
    /// The most broken lines that are kept; more are only counted.
    public static final int MAX_REJECTED = 1000;
    private static final Set<String> TERM_FIELDS = Set.of("term", "kind", "synonyms", "broader");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Path> owners;

    public LibraryReader() {
        owners = Map.of();
    }

    /// For all files of a library, among which a later import may stand in for entries of other files.
    public LibraryReader(LibrarySources sources) throws IOException {
        owners = sources.owners();
    }

    /// What one file gave.
    ///
    /// @param rejected the first [#MAX_REJECTED] broken lines
    /// @param rejectedLines how many lines were broken
    public record Reading(List<Disease> diseases, List<Rejected> rejected, int rejectedLines) {
        public Reading {
            diseases = List.copyOf(diseases);
            rejected = List.copyOf(rejected);
        }
    }

    /// Entries of a file of the library; an id or a name that this reader has met before is a duplicate.
    public Reading diseases(Path file, Cancellation cancellation) throws IOException {
        List<Disease> diseases = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        int broken = 0;
        try (BoundedLines lines = open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                cancellation.throwIfRequested();
                try {
                    String text = text(line);
                    Disease disease = ImportHeader.begins(text) ? null : DiseaseJson.read(text);
                    if (disease != null && owners.getOrDefault(disease.id(), file).equals(file)) {
                        diseases.add(accepted(disease));
                    }
                } catch (Refusal e) {
                    broken++;
                    if (rejected.size() < MAX_REJECTED) {
                        rejected.add(e.at(line.number()));
                    }
                }
            }
        }
        return new Reading(diseases, rejected, broken);
    }

    /// The entry without the aliases that another entry has, if its id and name are new.
    private Disease accepted(Disease disease) throws Refusal {
        if (ids.size() >= MAX_ENTRIES) {
            throw new Refusal(Rejected.Reason.TOO_MANY, "");
        }
        if (ids.contains(disease.id())) {
            throw new Refusal(Rejected.Reason.DUPLICATE_ID, disease.id());
        }
        if (!names.add(Folding.fold(disease.name()))) {
            throw new Refusal(Rejected.Reason.DUPLICATE_NAME, disease.name());
        }
        ids.add(disease.id());
        return disease.withAliases(disease.aliases().stream().filter(alias -> names.add(Folding.fold(alias))).toList());
    }

    /// Terms of the file; broken lines are passed over.
    public List<Term> terms(Path file, Cancellation cancellation) throws IOException {
        List<Term> terms = new ArrayList<>();
        try (BoundedLines lines = open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null && terms.size() < MAX_ENTRIES; line = lines.next()) {
                cancellation.throwIfRequested();
                try {
                    terms.add(term(text(line)));
                } catch (Refusal e) {
                    continue;
                }
            }
        }
        return terms;
    }

    private static Term term(String line) throws Refusal {
        JsonFields fields = JsonFields.parse(line);
        fields.onlyFields(TERM_FIELDS);
        TermKind kind = switch (fields.filled("kind", 20).toLowerCase(Locale.ROOT)) {
            case "disease" -> TermKind.DISEASE;
            case "symptom" -> TermKind.SYMPTOM;
            case "test" -> TermKind.TEST;
            case "drug" -> TermKind.DRUG;
            default -> throw new Refusal(Rejected.Reason.BAD_VALUE, "kind");
        };
        return new Term(fields.filled("term", 80), kind, fields.texts("synonyms", 80),
                fields.has("broader") ? fields.texts("broader", 80) : List.of());
    }

    public static String text(BoundedLines.Line line) throws Refusal {
        Rejected.@Nullable Reason reason = line.reason();
        String text = line.text();
        if (text == null) {
            throw new Refusal(reason == null ? Rejected.Reason.BAD_ENCODING : reason, "");
        }
        return text;
    }

    public static BoundedLines open(Path file) throws IOException {
        return open(file, StandardCharsets.UTF_8);
    }

    public static BoundedLines open(Path file, Charset charset) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new KnowledgeException(KnowledgeException.Reason.TOO_LARGE, file);
        }
        InputStream in = Files.newInputStream(file);
        return new BoundedLines(in, charset);
    }
}
