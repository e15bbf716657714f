package org.doctorglm.ui.review;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTable;
import org.doctorglm.export.ReviewTableExporter;
import org.doctorglm.feedback.FeedbackIntake;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Standings;
import org.doctorglm.review.exchange.Detail;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.ExchangeFormat;
import org.doctorglm.review.exchange.Known;
import org.doctorglm.review.exchange.Lessons;
import org.doctorglm.review.exchange.MarkFiles;
import org.doctorglm.review.exchange.Refused;
import org.doctorglm.review.exchange.ReviewIntake;
import org.doctorglm.review.exchange.ReviewRecord;
import org.doctorglm.review.exchange.Taken;
import org.doctorglm.ui.review.ReviewMirror.Snapshot;
import org.doctorglm.ui.task.OrderedWork;
import org.jspecify.annotations.Nullable;

/// Marks out of this computer and into it.
public final class FilesViewModel {
    private final ReviewMirror mirror;
    private final ReviewRepository disk;
    private final OrderedWork work;
    private final Runnable changed;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();

    /// What can be written.
    public enum Form {
        JSONL, CSV, XLSX, CONLL, BRAT, TABLE_HTML, TABLE_MD, TABLE_LATEX, TABLE_PDF, TABLE_CSV, CORRECTIONS, REGRESSIONS, PREFERENCES;

        /// Without the dot; empty for a folder.
        public String extension() {
            return switch (this) {
                case JSONL, CORRECTIONS, REGRESSIONS, PREFERENCES -> "jsonl";
                case CSV, TABLE_CSV -> "csv";
                case XLSX -> "xlsx";
                case CONLL -> "conll";
                case BRAT -> "";
                case TABLE_HTML -> "html";
                case TABLE_MD -> "md";
                case TABLE_LATEX -> "tex";
                case TABLE_PDF -> "pdf";
            };
        }

        public boolean folder() {
            return this == BRAT;
        }
    }

    /// What came of it.
    public sealed interface Outcome {
        /// @param lost how often something could not be said in this form
        record Written(Path file, int count, Map<Detail, Integer> lost) implements Outcome { }

        /// @param added marks that are new here
        record Read(Path file, int readings, int added, List<Refused> refused, long refusals) implements Outcome { }

        /// @param reason null when the disk refused
        record Failed(Path file, ExchangeException.@Nullable Reason reason) implements Outcome { }
    }

    FilesViewModel(ReviewMirror mirror, ReviewRepository disk, OrderedWork work, Runnable changed) {
        this.mirror = mirror;
        this.disk = disk;
        this.work = work;
        this.changed = changed;
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /// @param language of a table's words
    public void write(Form form, Path file, Locale language) {
        Snapshot now = mirror.snapshot();
        run(file, () -> written(form, file, now, language));
    }

    /// @param reviewer for files that name none
    /// @param path a file, or a folder in brat's layout
    public void read(Path path, String reviewer) {
        run(path, () -> {
            String name = String.valueOf(path.getFileName());
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                FeedbackIntake.Result read = FeedbackIntake.read(path, disk);
                return new Outcome.Read(path, read.readings(), read.added(), List.of(), 0);
            }
            ExchangeFormat format = java.nio.file.Files.isDirectory(path) ? ExchangeFormat.BRAT
                    : ExchangeFormat.ofFile(name).orElseThrow(() -> new ExchangeException(ExchangeException.Reason.UNKNOWN_FORMAT, name));
            ReviewIntake intake = new ReviewIntake(disk);
            int[] added = {0};
            Taken taken = MarkFiles.read(format, path, new Known(disk.answers()), reviewer, Instant.now(), record -> added[0] += intake.put(record));
            return new Outcome.Read(path, taken.readings(), added[0], taken.refused(), taken.refusals());
        });
    }

    private void run(Path file, java.util.concurrent.Callable<Outcome> job) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        outcome.set(null);
        work.read(job, result -> ended(result, result instanceof Outcome.Read),
                thrown -> ended(new Outcome.Failed(file, thrown instanceof ExchangeException known ? known.reason() : null), true));
    }

    private void ended(Outcome result, boolean read) {
        busy.set(false);
        outcome.set(result);
        if (read) {
            changed.run();
        }
    }

    private static Outcome written(Form form, Path file, Snapshot all, Locale language) throws IOException {
        Map<String, ReviewedAnswer> answers = new LinkedHashMap<>();
        all.answers().forEach(answer -> answers.put(answer.id(), answer));
        List<ReviewRecord> records = new ArrayList<>();
        all.readings().forEach(reading -> {
            ReviewedAnswer answer = answers.get(reading.answerId());
            if (answer != null) {
                records.add(new ReviewRecord(answer, reading));
            }
        });
        return switch (form) {
            case JSONL -> marks(ExchangeFormat.JSON_LINES, records, file);
            case CSV -> marks(ExchangeFormat.CSV, records, file);
            case XLSX -> marks(ExchangeFormat.SPREADSHEET, records, file);
            case CONLL -> marks(ExchangeFormat.CONLL, records, file);
            case BRAT -> marks(ExchangeFormat.BRAT, records, file);
            case TABLE_HTML -> table(ReviewTableExporter.Form.HTML, records, answers, file, language);
            case TABLE_MD -> table(ReviewTableExporter.Form.MD, records, answers, file, language);
            case TABLE_LATEX -> table(ReviewTableExporter.Form.LATEX, records, answers, file, language);
            case TABLE_PDF -> table(ReviewTableExporter.Form.PDF, records, answers, file, language);
            case TABLE_CSV -> table(ReviewTableExporter.Form.CSV, records, answers, file, language);
            case CORRECTIONS -> new Outcome.Written(file, Lessons.writeCorrections(records, file), Map.of());
            case REGRESSIONS -> new Outcome.Written(file, Lessons.writeRegressions(records, file), Map.of());
            case PREFERENCES -> {
                List<Standings.Preference> pairs = Standings.preferences(all.rankings(), answers);
                Lessons.writePreferences(pairs, file);
                yield new Outcome.Written(file, pairs.size(), Map.of());
            }
        };
    }

    private static Outcome marks(ExchangeFormat format, List<ReviewRecord> records, Path file) throws IOException {
        MarkFiles.Written written = MarkFiles.write(format, records, file);
        return new Outcome.Written(file, written.marks(), written.lost());
    }

    private static Outcome table(ReviewTableExporter.Form form, List<ReviewRecord> records, Map<String, ReviewedAnswer> answers, Path file, Locale language) throws IOException {
        Map<String, List<Annotation>> marks = new HashMap<>();
        Lessons.settled(records).forEach(record -> marks.put(record.answer().id(), record.reading().marks()));
        List<ReviewedAnswer> chosen = answers.values().stream().filter(answer -> marks.containsKey(answer.id())).toList();
        ExportWords words = ExportWords.of(language);
        ReviewTableExporter.write(form, new ReviewTable(words.get("table.caption"), words.get("notice"), ReviewTable.rows(chosen, marks)), words, file);
        return new Outcome.Written(file, chosen.size(), Map.of());
    }
}
