package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.report.ExperimentReport;
import org.doctorglm.export.report.Report;
import org.doctorglm.export.report.ReportExporter;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.exchange.Lessons;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `experiment table NAME…`: figures of stored answers in groups, of one experiment or of several together; nothing is generated again.
@Command(name = "table")
final class ExperimentTableCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "experiment.which", arity = "1..*")
    List<String> names = List.of();

    @Option(names = "--rows", descriptionKey = "experiment.rows", paramLabel = "AXIS")
    @Nullable Axis rows;

    @Option(names = "--columns", descriptionKey = "experiment.columns", paramLabel = "AXIS")
    @Nullable Axis columns;

    @Option(names = "--format", descriptionKey = "experiment.format", paramLabel = "html|md|latex|pdf|csv")
    Form form = Form.MD;

    @Option(names = "--to", descriptionKey = "experiment.to", paramLabel = "FILE")
    @Nullable Path file;

    @Option(names = "--answers", descriptionKey = "experiment.withAnswers")
    boolean withAnswers;

    @Override
    int run(CommandServices services) throws Exception {
        if (form == Form.PDF && file == null) {
            throw wrongUsage("experiment.pdf");
        }
        List<ExperimentFolder> folders = new ArrayList<>();
        for (String name : names) {
            folders.add(services.experiments().find(name));
        }
        if (json()) {
            terminal().json(json(folders));
            return DONE;
        }
        Map<String, List<Annotation>> marks = new HashMap<>();
        Lessons.settled(ReviewJson.records(services.reviews())).forEach(record -> marks.put(record.answer().id(), record.reading().marks()));
        ExportWords words = ExportWords.of(terminal().language());
        Report report = ExperimentReport.of(folders, rows, columns, withAnswers, marks, words);
        if (file == null) {
            terminal().part(ReportExporter.text(form, report, words));
        } else {
            ReportExporter.write(form, report, words, file);
            terminal().line(file.toAbsolutePath().toString());
        }
        return DONE;
    }

    private ObjectNode json(List<ExperimentFolder> folders) throws Exception {
        List<ExperimentAnswer> answers = new ArrayList<>();
        for (ExperimentFolder folder : folders) {
            answers.addAll(folder.placed());
        }
        Layout layout = folders.getFirst().plan().layout();
        Axis down = rows == null ? Axis.rows(layout) : rows;
        Axis across = columns != null ? columns : rows == null && layout == Layout.GRID ? Axis.TEMPERATURE : down;
        FigureTable table = FigureTable.of(answers, down, across, List.of(Figure.values()));
        ObjectNode result = object().put("rows", down.name().toLowerCase(Locale.ROOT)).put("columns", across.name().toLowerCase(Locale.ROOT));
        ArrayNode groups = result.putArray("groups");
        table.groups().forEach((place, group) -> {
            ObjectNode json = groups.addObject().put("row", place.row()).put("column", place.column()).put("answers", group.answers().size());
            group.figures().forEach((figure, measured) -> json.set(figure.key(), ExperimentJson.json(measured)));
        });
        return result;
    }
}
