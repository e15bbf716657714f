package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.knowledge.BoundedLines;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.platform.sheet.Workbook;

/// The forms in which disease libraries are passed around. Text is UTF-8, with or without byte order mark, or GB18030.
public enum EntryFormat {
    /// Our own entries: JSON lines of `knowledge/disease.schema.json`.
    ENTRIES,
    /// JSON lines with a name and lists, as MedicalQA and QASystemOnMedicalKG export them; unknown fields are passed over.
    RECORDS,
    /// `疾病 NAME RELATION TYPE VALUE`, separated by blanks: several lines, and several files, make up one entry.
    RELATIONS,
    /// A table of text with a header, separated by commas, tabs or semicolons; [TableColumn] says what is recognised.
    TABLE,
    /// The first sheet of an XLSX workbook, with a header as in a table.
    XLSX,
    /// Pages of the MSD manual in the layout that DoctorGLM's authors read: a folder of them, single ones, or an index ([PageIndex]).
    PAGES;

    /// Tells the format by name and first line of a file; [#ENTRIES] when nothing else fits.
    public static EntryFormat of(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file) || name.endsWith(".html") || name.endsWith(".htm")) {
            return PAGES;
        }
        try (BoundedLines lines = LibraryReader.open(file, Encoding.of(file))) {
            if (Workbook.begins(head(file))) {
                return XLSX;
            }
            BoundedLines.Line line = lines.next();
            String text = line == null || line.text() == null ? "" : line.text().strip();
            if (text.startsWith("疾病 ")) {
                return RELATIONS;
            }
            // One value over the whole file, which an index is: its first line is the beginning of it, or too long to be an entry.
            boolean whole = line != null && line.reason() == Rejected.Reason.LINE_TOO_LONG || text.startsWith("[")
                    || text.startsWith("{") && !text.contains("\"name\"") && !text.contains("\"schema\"");
            if (name.endsWith(".json") && whole) {
                return PAGES;
            }
            if (text.startsWith("{")) {
                return text.contains("\"name\"") && !text.contains("\"schema\"") ? RECORDS : ENTRIES;
            }
            return name.endsWith(".csv") || name.endsWith(".tsv") || header(text) ? TABLE : ENTRIES;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    private static boolean header(String line) {
        for (char separator : new char[] {',', '\t', ';'}) {
            if (TableRows.cells(line, separator).stream().limit(50).anyMatch(cell -> TableColumn.guess(cell).filter(TableColumn.NAME::equals).isPresent())
                    && line.indexOf(separator) > 0) {
                return true;
            }
        }
        return false;
    }
}
