package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.BoundedLines;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.platform.sheet.Workbook;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// Reads the files of one import, whatever their format. As strict about bounds as [LibraryReader], looser about fields.
/// One thread, one object an import.
final class ForeignReader {
    private final Map<TableColumn, String> wanted;
    private final Sink sink;
    private final Refused refused;
    private final Map<String, ForeignEntry> related = new LinkedHashMap<>();
    private final List<ColumnMap> columns = new ArrayList<>();
    private final boolean guess;
    private final Progress progress;
    private ManualPages.@Nullable Count pages;
    /// Bytes of the files that are read through, and of all.
    private long before;
    private long total;

    /// Takes one entry, or says why not.
    @FunctionalInterface
    interface Sink {
        void take(Disease disease) throws Refusal;
    }

    /// Is told of a line that was not taken.
    @FunctionalInterface
    interface Refused {
        void at(Path file, int line, Refusal refusal);
    }

    /// Makes an entry of a line.
    @FunctionalInterface
    private interface Step {
        void run() throws Refusal;
    }

    /// @param request which column holds what, where somebody said so
    /// @param progress bytes read, of all
    ForeignReader(ImportRequest request, Progress progress, Sink sink, Refused refused) {
        this.wanted = request.columns();
        this.guess = request.guess();
        this.progress = progress;
        this.sink = sink;
        this.refused = refused;
    }

    /// What the columns of the tables were taken for.
    List<ColumnMap> columns() {
        return columns;
    }

    /// How many manual pages there were; null when none was read.
    ManualPages.@Nullable Count pages() {
        return pages;
    }

    /// Reads them in their order, then what relations have built up.
    void read(List<Recognised> files, Cancellation cancellation) throws IOException {
        List<Path> ofManual = files.stream().filter(file -> file.format() == EntryFormat.PAGES).map(Recognised::file).toList();
        // As one, so that an index and the pages chosen beside it know of each other.
        ManualPages manual = ofManual.isEmpty() ? null : ManualPages.of(ofManual);
        for (Recognised one : files) {
            total += one.format() == EntryFormat.PAGES ? 0 : Files.size(one.file());
        }
        if (manual != null) {
            for (ManualPages.Page page : manual.pages()) {
                total += page.text() == null ? Files.size(page.file()) : page.text().length();
            }
            pages(manual, cancellation);
        }
        for (Recognised one : files) {
            switch (one.format()) {
                case ENTRIES, RECORDS, RELATIONS -> lines(one.file(), one.format(), cancellation);
                case TABLE -> table(one.file(), cancellation);
                case XLSX -> workbook(one.file(), cancellation);
                case PAGES -> { }
            }
            before += one.format() == EntryFormat.PAGES ? 0 : Files.size(one.file());
        }
        Path last = files.getFirst().file();
        related.values().forEach(entry -> step(last, 0, () -> sink.take(entry.build())));
    }

    private void step(Path file, int line, Step step) {
        try {
            step.run();
        } catch (Refusal e) {
            refused.at(file, line, e);
        }
    }

    private void lines(Path file, EntryFormat format, Cancellation cancellation) throws IOException {
        try (BoundedLines lines = LibraryReader.open(file, Encoding.of(file))) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                cancellation.throwIfRequested();
                progress.at(before + lines.bytes(), total);
                BoundedLines.Line now = line;
                step(file, line.number(), () -> {
                    String text = LibraryReader.text(now);
                    if (format == EntryFormat.RELATIONS) {
                        relation(text.split(" ", 5));
                    } else {
                        sink.take(format == EntryFormat.ENTRIES ? DiseaseJson.read(text) : ForeignEntry.ofRecord(text).build());
                    }
                });
            }
        }
    }

    private void table(Path file, Cancellation cancellation) throws IOException {
        Charset charset = Encoding.of(file);
        try (TableRows rows = new TableRows(file, charset)) {
            ColumnMap map = null;
            for (TableRows.Row row = rows.next(); row != null; row = rows.next()) {
                cancellation.throwIfRequested();
                progress.at(before + rows.bytes(), total);
                Refusal refusal = row.refusal();
                if (refusal != null) {
                    refused.at(file, row.line(), refusal);
                } else if (map == null) {
                    map = header(file, row.cells());
                } else {
                    row(file, row.line(), map, row.cells());
                }
            }
        }
    }

    private void workbook(Path file, Cancellation cancellation) throws IOException {
        try (Workbook book = new Workbook(file)) {
            ColumnMap map = null;
            for (Workbook.Line line = book.next(); line != null; line = book.next()) {
                cancellation.throwIfRequested();
                List<String> cells = line.cells();
                if (cells == null) {
                    refused.at(file, line.number(), new Refusal(Rejected.Reason.LINE_TOO_LONG, ""));
                } else if (map == null) {
                    map = header(file, cells);
                } else {
                    row(file, line.number(), map, cells);
                }
            }
        } catch (Workbook.DamagedException e) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_WORKBOOK, file, e);
        }
    }

    private ColumnMap header(Path file, List<String> cells) throws KnowledgeException {
        ColumnMap map = ColumnMap.of(file, cells, wanted, guess);
        columns.add(map);
        return map;
    }

    private void row(Path file, int line, ColumnMap map, List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            step(file, line, () -> sink.take(ForeignEntry.ofRow(map, cells).build()));
        }
    }

    private void pages(ManualPages manual, Cancellation cancellation) throws IOException {
        pages = manual.count();
        for (ManualPages.Page page : manual.pages()) {
            cancellation.throwIfRequested();
            step(page.file(), 0, () -> sink.take(ManualPage.read(page).build()));
            before += page.text() == null ? Files.size(page.file()) : page.text().length();
            progress.at(before, total);
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
}
