package org.doctorglm.ui.library.importing;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.LibraryImporter.Report;
import org.doctorglm.knowledge.importing.Recognised;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DropZone;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.library.importing.ImportViewModel.Chosen;
import org.doctorglm.ui.library.importing.ImportViewModel.Step;
import org.doctorglm.ui.task.Work;
import org.kordamp.ikonli.feather.Feather;

/// The content of each step of the import.
final class ImportSteps {
    private static final List<String> ENDINGS = List.of("csv", "tsv", "xlsx", "jsonl", "json", "txt", "html", "htm");
    private static final int FILES_SHOWN = 6;

    private final Desk desk;
    private final ImportViewModel model;
    private final Runnable showImported;

    ImportSteps(Desk desk, ImportViewModel model, Runnable showImported) {
        this.desk = desk;
        this.model = model;
        this.showImported = showImported;
    }

    List<Node> of(Step step) {
        return switch (step) {
            case FILES -> files();
            case HOW -> how();
            case READING, RUNNING -> running();
            case PREVIEW -> preview();
            case RESULT -> result();
        };
    }

    private List<Node> files() {
        List<Node> nodes = new ArrayList<>();
        Button choose = Controls.button(desk.say("import.choose"), () -> model.look(desk.files().openFiles(desk.say("library.import"), ENDINGS)), "import-choose");
        Button folder = Controls.button(desk.say("import.folder"), () -> desk.files().openFolder(desk.say("library.import"))
                .ifPresent(path -> model.look(List.of(path))), "import-folder");
        nodes.add(new DropZone(desk.say("import.drop"), model::look, choose, folder));
        Chosen chosen = model.chosen().get();
        if (model.looking().get()) {
            ProgressIndicator spinner = new ProgressIndicator();
            spinner.setAccessibleText(desk.say("wizard.looking"));
            spinner.getStyleClass().add("wizard-looking");
            nodes.add(new HBox(8, spinner, Controls.label(desk.say("wizard.looking"), "muted")));
        } else if (chosen != null) {
            nodes.add(recognised(chosen));
        }
        nodes.add(new PastImportsView(desk, model));
        return nodes;
    }

    private Node recognised(Chosen chosen) {
        VBox box = new VBox(8);
        box.getStyleClass().addAll("card", "recognised");
        for (Recognised one : chosen.files().stream().limit(FILES_SHOWN).toList()) {
            var icon = Controls.icon(Feather.CHECK_CIRCLE);
            icon.getStyleClass().add("accent-icon");
            Label name = Controls.label(String.valueOf(one.file().getFileName()), "strong");
            name.setMinWidth(0);
            Label format = Controls.label(desk.say(one.format()), "muted", "recognised-format");
            HBox row = new HBox(8, icon, name, format);
            row.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().add(row);
        }
        if (chosen.files().size() > FILES_SHOWN) {
            box.getChildren().add(Controls.label(desk.say("import.more", Integer.toString(chosen.files().size() - FILES_SHOWN)), "muted"));
        }
        return box;
    }

    private List<Node> how() {
        List<Node> nodes = new ArrayList<>();
        Chosen chosen = model.chosen().get();
        if (chosen != null && chosen.sample() != null) {
            nodes.add(new MappingView(desk, model.choices(), chosen.sample()));
        }
        nodes.add(new ChoicesView(desk, model.choices()));
        return nodes;
    }

    private List<Node> running() {
        Work.Item item = model.item().get();
        if (item == null) {
            return List.of();
        }
        WorkNodes work = new WorkNodes(desk, item);
        boolean reading = model.step().get() == Step.READING;
        Label done = work.amount(now -> reading ? work.bytes(now) : desk.say("library.count", Long.toString(now), Long.toString(item.total())));
        VBox card = new VBox(10, Controls.label(desk.say(item.kind()) + " " + item.name(), "strong"), work.bar(), work.row(done, model::cancel, "import-cancel"),
                Controls.wrapped(desk.say("wizard.notKept"), "muted", "small"));
        card.getStyleClass().add("card");
        return List.of(card);
    }

    private List<Node> preview() {
        ImportPlan plan = model.plan().get();
        return plan == null ? List.of() : List.of(new PreviewView(desk, plan));
    }

    private List<Node> result() {
        Report report = model.report().get();
        if (report == null) {
            boolean failed = model.problem().get() != null;
            return List.of(Controls.label(desk.say(failed ? "wizard.failed" : "wizard.cancelled"), "title", "import-ended"),
                    Controls.wrapped(desk.say("import.asBefore"), "muted"));
        }
        Label words = Controls.wrapped(desk.say("import.done", Integer.toString(report.imported()), Integer.toString(report.rejectedLines())), "strong", "import-done");
        HBox.setHgrow(words, Priority.ALWAYS);
        var icon = Controls.icon(Feather.CHECK_CIRCLE);
        icon.getStyleClass().add("accent-icon");
        HBox line = new HBox(8, icon, words);
        line.setAlignment(Pos.CENTER_LEFT);
        Button see = Controls.primary(desk.say("import.see"), showImported);
        see.getStyleClass().add("import-see");
        Button undo = Controls.button(desk.say("import.undoThis"), () -> PastImportsView.confirm(desk, model, report.number()), "import-undo-this");
        undo.setGraphic(Controls.icon(Feather.ROTATE_CCW));
        Button again = Controls.button(desk.say("import.again"), model::restart, "import-again");
        List<Node> nodes = new ArrayList<>(List.of(line, new FlowPane(8, 8, see, undo, again)));
        if (report.rejectedLines() > 0) {
            nodes.add(new RejectsView(desk, report.lines(), report.rejectedLines()));
        }
        return nodes;
    }
}
