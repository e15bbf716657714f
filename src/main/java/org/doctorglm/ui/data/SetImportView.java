package org.doctorglm.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.importing.DialogueField;
import org.doctorglm.dataset.importing.Recognised;
import org.doctorglm.dataset.importing.TableSample;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DropZone;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.data.SetImportViewModel.Chosen;
import org.doctorglm.ui.data.SetImportViewModel.Result;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Files become a set: what they are, which column is which, what is said of them, and what was not taken.
final class SetImportView extends VBox {
    private static final List<String> ENDINGS = List.of("csv", "tsv", "txt", "json", "jsonl", "xlsx");
    private static final int FILES = 8;
    private static final int REJECTED = 40;

    private final Desk desk;
    private final SetImportViewModel model;
    private final VBox files = new VBox(14);
    private final VBox ended = new VBox(14);
    private final Button run;

    SetImportView(Desk desk, DataViewModel page) {
        super(14);
        this.desk = desk;
        this.model = page.imports();
        getStyleClass().add("set-import");
        Button choose = Controls.button(desk.say("import.choose"), () -> model.look(desk.files().openFiles(desk.say("data.import"), ENDINGS)), "set-import-choose");
        Button folder = Controls.button(desk.say("import.folder"), () -> desk.files().openFolder(desk.say("data.import")).ifPresent(path -> model.look(List.of(path))),
                "set-import-folder");
        run = Controls.primary(desk.say("data.import.run"), model::run);
        run.getStyleClass().add("set-import-run");
        getChildren().addAll(Controls.label(desk.say("data.import"), "headline"), new DropZone(desk.say("data.import.drop"), model::look, choose, folder), files, ended);
        Live.watch(this, model.chosen(), now -> showFiles());
        Live.watch(this, model.looking(), now -> showFiles());
        Live.watch(this, page.jobs().current(), now -> ready());
        Live.watch(this, model.name(), now -> ready());
        Live.watch(this, model.claimed(), now -> ready());
        Live.watch(this, model.result(), now -> showResult());
    }

    private void ready() {
        run.setDisable(!model.ready());
    }

    private void showFiles() {
        files.getChildren().clear();
        Chosen chosen = model.chosen().get();
        if (model.looking().get()) {
            files.getChildren().add(Controls.label(desk.say("wizard.looking"), "muted"));
        } else if (chosen != null) {
            VBox card = Fields.card(Controls.label(desk.say("data.import.files"), "title"));
            chosen.files().stream().limit(FILES).forEach(file -> card.getChildren().add(file(file)));
            if (chosen.files().size() > FILES) {
                card.getChildren().add(Controls.label(desk.say("import.more", Integer.toString(chosen.files().size() - FILES)), "muted"));
            }
            if (chosen.files().stream().anyMatch(one -> one.problem() != null && !one.table())) {
                card.getChildren().add(Controls.wrapped(desk.say("data.import.leftOut"), "muted", "small"));
            }
            files.getChildren().add(card);
            if (chosen.sample() != null) {
                files.getChildren().add(mapping(chosen.sample()));
            }
            files.getChildren().addAll(details(), Fields.row(run));
        }
        ready();
    }

    private Node file(Recognised file) {
        boolean good = file.problem() == null;
        var icon = Controls.icon(good ? Feather.CHECK_CIRCLE : file.table() ? Feather.HELP_CIRCLE : Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add(good ? "accent-icon" : file.table() ? "warning-icon" : "danger-icon");
        Label name = Controls.label(String.valueOf(file.file().getFileName()), "strong");
        name.setMinWidth(0);
        String what = good ? desk.say("data.import.is", String.valueOf(file.format() == null ? "" : file.format().key()), file.encoding().isEmpty() ? "XLSX" : file.encoding(),
                desk.formats().size(file.bytes())) : desk.say(file.problem().reason(), file.problem().file(), file.problem().detail());
        return Fields.row(icon, name, Controls.wrapped(what, good ? "muted" : file.table() ? "warning-text" : "danger-text", "set-file"));
    }

    private Node mapping(TableSample sample) {
        VBox card = Fields.card(Controls.label(desk.say("data.columns"), "title"), Controls.wrapped(desk.say("data.columns.words"), "muted"));
        Label missing = Controls.wrapped(desk.say("data.columns.missing"), "danger-text", "columns-missing");
        for (DialogueField field : DialogueField.values()) {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().add("");
            box.getItems().addAll(sample.columns());
            box.setConverter(new Column(sample));
            box.setValue(model.columns().getOrDefault(field, ""));
            box.setAccessibleText(desk.say(field));
            box.setMaxWidth(Double.MAX_VALUE);
            box.getStyleClass().add("column-" + field.name().toLowerCase(java.util.Locale.ROOT));
            box.setOnAction(event -> {
                if (box.getValue() == null || box.getValue().isEmpty()) {
                    model.columns().remove(field);
                } else {
                    model.columns().put(field, box.getValue());
                }
            });
            card.getChildren().add(Fields.named(desk.say(field), box));
        }
        MapChangeListener<DialogueField, String> follow = change -> known(missing);
        card.sceneProperty().subscribe(scene -> {
            model.columns().removeListener(follow);
            if (scene != null) {
                model.columns().addListener(follow);
                known(missing);
            }
        });
        card.getChildren().add(missing);
        return card;
    }

    private void known(Label missing) {
        Fields.show(missing, !model.columns().containsKey(DialogueField.QUESTION) || !model.columns().containsKey(DialogueField.ANSWER));
        ready();
    }

    private Node details() {
        FlowPane origins = Fields.flow();
        ToggleGroup group = new ToggleGroup();
        Stream.of(Origin.values()).forEach(origin -> {
            RadioButton button = new RadioButton(desk.say(origin));
            button.setToggleGroup(group);
            button.setSelected(model.origin().get() == origin);
            button.setAccessibleText(button.getText());
            button.setOnAction(event -> model.origin().set(origin));
            origins.getChildren().add(button);
        });
        return Fields.card(Controls.label(desk.say("data.import.said"), "title"), Fields.named(desk.say("data.newName"), Fields.text(desk.say("data.newName"), model.name(), "set-import-name")),
                Fields.named(desk.say("data.licence"), Fields.text(desk.say("data.licence"), model.licence(), "set-import-licence")),
                Fields.named(desk.say("data.provenance"), Fields.text(desk.say("data.provenance"), model.provenance(), "set-import-provenance")),
                Fields.named(desk.say("data.origin"), origins),
                Fields.named(desk.say("data.import.claimed"), Fields.row(Fields.shortText(desk.say("data.import.claimed"), model.claimed(), "set-import-claimed"))),
                Fields.named(desk.say("data.import.department"), Fields.text(desk.say("data.import.department"), model.department(), "set-import-department")));
    }

    private void showResult() {
        ended.getChildren().clear();
        Result result = model.result().get();
        if (result == null) {
            return;
        }
        VBox card = Fields.card(Controls.wrapped(desk.say("data.import.done", result.set().name(), StatisticsView.number(result.set().conversations()),
                StatisticsView.number(result.set().turns()), StatisticsView.number(result.set().rejected())), "strong", "set-import-done"));
        List<Node> lines = new ArrayList<>();
        for (RejectedRecord one : result.rejected().stream().limit(REJECTED).toList()) {
            lines.add(Controls.wrapped(desk.say("data.rejected", one.file(), Long.toString(one.line()), desk.say(one.reason()), one.detail()), "muted", "set-rejected"));
        }
        if (result.set().rejected() > lines.size() && !lines.isEmpty()) {
            lines.add(Controls.label(desk.say("import.rejects.first", Integer.toString(lines.size())), "muted", "small"));
        }
        card.getChildren().addAll(lines);
        ended.getChildren().add(card);
    }

    /// A column with its first value.
    private final class Column extends StringConverter<String> {
        private final TableSample sample;

        Column(TableSample sample) {
            this.sample = sample;
        }

        @Override
        public String toString(@Nullable String column) {
            if (column == null || column.isEmpty()) {
                return desk.say("import.notUsed");
            }
            int at = sample.columns().indexOf(column);
            String first = sample.rows().isEmpty() || at < 0 ? "" : sample.rows().getFirst().get(at);
            return first.isBlank() ? column : desk.say("data.column", column, first.substring(0, Math.min(40, first.length())));
        }

        @Override
        public String fromString(String text) {
            return text;
        }
    }
}
