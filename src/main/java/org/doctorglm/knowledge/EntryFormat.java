package org.doctorglm.knowledge;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The forms in which disease libraries are passed around.
public enum EntryFormat {
    /// Our own entries: JSON lines of `knowledge/disease.schema.json`.
    ENTRIES,
    /// JSON lines with a name and lists, as MedicalQA and QASystemOnMedicalKG export them; unknown fields are passed over.
    RECORDS,
    /// `疾病 NAME RELATION TYPE VALUE`, separated by blanks: several lines, and several files, make up one entry.
    RELATIONS,
    /// A table in GB18030 or UTF-8 with the header `name,alias,…,department,checklist,symptom,…,treatment,…`.
    TABLE;

    /// Tells the format by the first lines of a file; [#ENTRIES] when nothing else fits.
    public static EntryFormat of(Path file) throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("GB18030")}) {
            try (BoundedLines lines = LibraryReader.open(file, charset)) {
                BoundedLines.Line line = lines.next();
                String text = line == null ? null : line.text();
                if (text == null) {
                    continue;
                }
                if (text.startsWith("疾病 ")) {
                    return RELATIONS;
                }
                if (text.startsWith("name,")) {
                    return TABLE;
                }
                return text.startsWith("{") && text.contains("\"name\"") && !text.contains("\"schema\"") ? RECORDS : ENTRIES;
            }
        }
        return ENTRIES;
    }

    /// The encoding of a file of this format: GB18030 for a table that does not start as UTF-8, else UTF-8.
    Charset charset(Path file) throws IOException {
        if (this == TABLE) {
            try (BoundedLines lines = LibraryReader.open(file, StandardCharsets.UTF_8)) {
                for (int i = 0; i < 20; i++) {
                    BoundedLines.Line line = lines.next();
                    if (line != null && line.text() == null) {
                        return Charset.forName("GB18030");
                    }
                }
            }
        }
        return StandardCharsets.UTF_8;
    }
}
