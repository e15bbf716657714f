package org.doctorglm.ui.consult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The text that the model read, word for word; with an answer also as a prompt for another model, and the template it was made with.
final class PromptSheet {
    private final Desk desk;
    private final ConsultViewModel model;

    private PromptSheet(Desk desk, ConsultViewModel model) {
        this.desk = desk;
        this.model = model;
    }

    static void show(Desk desk, ConsultViewModel model, String prompt, @Nullable Answer answer) {
        new PromptSheet(desk, model).open(prompt, answer);
    }

    private void open(String prompt, @Nullable Answer answer) {
        TextArea area = new TextArea(prompt);
        area.setEditable(false);
        area.setWrapText(true);
        area.setStyle("-fx-pref-height: 24em;");
        area.getStyleClass().add("prompt-text");
        area.setAccessibleText(desk.say("prompt.title"));
        Button close = Controls.primary(desk.say("close"), () -> desk.layer().close());
        Button copy = Controls.button(desk.say("prompt.copy"), () -> Copying.copy(desk, prompt));
        if (answer == null) {
            desk.layer().show(desk.say("prompt.title"), area, List.of(copy, close), close);
            return;
        }
        Button edit = Controls.quiet(Feather.EDIT_3, desk.say("template.edit"), () -> new TemplateDialog(desk, model, answer).open());
        edit.getStyleClass().add("template-button");
        VBox body = new VBox(8, area, edit);
        desk.layer().show(desk.say("prompt.title"), body, List.of(elsewhere(answer), copy, close), close);
    }

    private MenuButton elsewhere(Answer answer) {
        MenuButton menu = new MenuButton(desk.say("portable.title"));
        menu.getStyleClass().add("portable-menu");
        menu.setAccessibleText(desk.say("portable.accessible"));
        for (boolean english : new boolean[] {false, true}) {
            MenuItem item = new MenuItem(desk.say(english ? "portable.english" : "portable.chinese"));
            item.setOnAction(event -> model.portable(answer, english, text -> Copying.copy(desk, text)));
            menu.getItems().add(item);
        }
        MenuItem file = new MenuItem(desk.say("portable.file"));
        file.setOnAction(event -> desk.files().saveFile(desk.say("portable.file"), "prompt.txt", "txt")
                .ifPresent(path -> model.portable(answer, false, text -> write(path, text))));
        menu.getItems().add(file);
        return menu;
    }

    private void write(Path path, String text) {
        desk.runner().run(() -> {
            try {
                return Files.writeString(path, text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, done -> desk.layer().toast(desk.say("portable.written", path)), thrown -> desk.layer().toast(desk.say("portable.failed", path)));
    }
}
