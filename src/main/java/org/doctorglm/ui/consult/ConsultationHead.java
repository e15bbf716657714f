package org.doctorglm.ui.consult;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Title of the consultation, rename, delete, department profile, export, and the switch of the right panel.
final class ConsultationHead extends HBox {
    private static final int LONGEST_FILE_NAME = 40;

    private final Desk desk;
    private final ConsultViewModel model;
    private final ExportDoor exporter;
    private final Label title = Controls.label("", "title", "consultation-title");
    private final MenuButton export;
    private final Button rename;
    private final Button delete;

    ConsultationHead(Desk desk, ConsultViewModel model, ProfilePicker profile, HistoryView history, ExportDoor exporter, Button sideSwitch) {
        this.desk = desk;
        this.model = model;
        this.exporter = exporter;
        getStyleClass().add("page-head");
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.SOMETIMES);
        rename = Controls.iconButton(Feather.EDIT_2, desk.say("history.rename"), () -> withDialogue(history::rename));
        delete = Controls.iconButton(Feather.TRASH_2, desk.say("history.delete.do"), () -> withDialogue(history::confirmDelete));
        export = new MenuButton(desk.say("export"));
        export.setGraphic(Controls.icon(Feather.DOWNLOAD));
        export.setAccessibleText(desk.say("export"));
        export.getStyleClass().add("export-menu");
        export.setMinWidth(USE_PREF_SIZE);
        for (ExportFormat format : ExportFormat.values()) {
            MenuItem item = new MenuItem(desk.say(format));
            item.setOnAction(event -> export(format));
            export.getItems().add(item);
        }
        getChildren().addAll(title, rename, delete, Controls.gap(), profile, export, sideSwitch);
        Live.watch(this, model.tree(), this::show);
    }

    void openExport() {
        if (!export.isDisabled()) {
            export.requestFocus();
            export.show();
        }
    }

    private void show(@Nullable DialogueTree tree) {
        title.setText(tree == null ? desk.say("history.new") : tree.dialogue().title());
        rename.setVisible(tree != null);
        delete.setVisible(tree != null);
        export.setDisable(tree == null);
    }

    private void withDialogue(Consumer<Dialogue> action) {
        DialogueTree tree = model.tree().get();
        if (tree != null) {
            action.accept(tree.dialogue());
        }
    }

    private void export(ExportFormat format) {
        DialogueTree tree = model.tree().get();
        if (tree == null) {
            return;
        }
        // A title may hold what a file system refuses, and ends with dots where it was cut.
        String name = tree.dialogue().title().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", " ").replaceAll("[.…\\s]+$", "").strip();
        String shorter = name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST_FILE_NAME, name.codePointCount(0, name.length()))));
        desk.files().saveFile(desk.say("export"), shorter + "." + format.extension(), format.extension()).ifPresent(file -> write(format, tree, file));
    }

    private void write(ExportFormat format, DialogueTree tree, Path file) {
        var item = desk.work().begin(WorkKind.EXPORT, file.getFileName().toString(), new Cancellation());
        desk.runner().run(() -> {
            exporter.export(format, tree, file);
            return file;
        }, written -> {
            item.close();
            desk.layer().toast(desk.say("export.done", written.getFileName().toString()));
        }, thrown -> {
            item.close();
            desk.layer().toast(desk.say("export.failed", file.getFileName().toString()));
        });
    }
}
