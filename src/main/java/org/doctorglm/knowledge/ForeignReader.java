package org.doctorglm.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// Reads the files of one import in a format that is not ours. As strict about bounds as [LibraryReader], looser about fields.
/// One thread, one object an import.
final class ForeignReader {
    private final Map<String, ForeignEntry> related = new LinkedHashMap<>();
    private @Nullable List<String> header;

    /// Takes one entry, or says why not.
    @FunctionalInterface
    interface Sink {
        void take(Disease disease) throws Refusal;
    }

    void read(Path file, EntryFormat format, Cancellation cancellation, Sink sink, BiConsumer<Integer, Refusal> refused)
            throws IOException {
        header = null;
        try (BoundedLines lines = LibraryReader.open(file, format.charset(file))) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                cancellation.throwIfRequested();
                try {
                    line(LibraryReader.text(line), format, sink);
                } catch (Refusal e) {
                    refused.accept(line.number(), e);
                }
            }
        }
    }

    /// The entries that relations have built up; call once, after the last file.
    void finish(Sink sink, BiConsumer<Integer, Refusal> refused) {
        for (ForeignEntry entry : related.values()) {
            try {
                sink.take(entry.build());
            } catch (Refusal e) {
                refused.accept(0, e);
            }
        }
    }

    private void line(String line, EntryFormat format, Sink sink) throws Refusal {
        switch (format) {
            case ENTRIES -> sink.take(DiseaseJson.read(line));
            case RECORDS -> sink.take(ForeignEntry.ofRecord(line).build());
            case TABLE -> row(cells(line), sink);
            case RELATIONS -> relation(line.split(" ", 5));
        }
    }

    private void row(List<String> cells, Sink sink) throws Refusal {
        List<String> names = header;
        if (names == null) {
            header = cells;
        } else {
            sink.take(ForeignEntry.ofRow(names, cells).build());
        }
    }

    private void relation(String[] parts) throws Refusal {
        if (parts.length < 5 || !parts[0].equals("疾病")) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, "relation");
        }
        ForeignEntry entry = related.get(parts[1]);
        if (entry == null) {
            if (related.size() >= LibraryReader.MAX_ENTRIES) {
                throw new Refusal(Rejected.Reason.TOO_MANY, "");
            }
            entry = new ForeignEntry(parts[1]);
            related.put(parts[1], entry);
        }
        List<String> value = List.of(parts[4]);
        switch (parts[2]) {
            case "症状" -> entry.items(SectionKind.SYMPTOMS, value);
            case "检查项目" -> entry.items(SectionKind.DIAGNOSIS, value);
            case "治疗方法" -> entry.items(SectionKind.TREATMENT, value);
            case "预防措施" -> entry.items(SectionKind.PREVENTION, value);
            case "就诊科室" -> entry.departments(value);
            case "别名", "同义词" -> entry.aliases(value);
            default -> { }
        }
    }

    /// The cells of one line of a comma-separated table; quotes as in RFC 4180.
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
