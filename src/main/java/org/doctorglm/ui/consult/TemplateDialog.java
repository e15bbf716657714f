package org.doctorglm.ui.consult;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// The template of the reference sheet, with the prompt it makes of the question on screen and the tokens of it, as it is typed.
final class TemplateDialog {
    private static final int TYPING_PAUSE_MS = 180;

    private final Desk desk;
    private final ConsultViewModel model;
    private final Answer answer;
    private final TextArea text = new TextArea();
    private final TextArea preview = new TextArea();
    private final Label tokens = Controls.label("", "muted", "small", "template-tokens");
    private final Label problem = Controls.wrapped("", "danger-text", "small", "template-problem");
    private final Button save;

    TemplateDialog(Desk desk, ConsultViewModel model, Answer answer) {
        this.desk = desk;
        this.model = model;
        this.answer = answer;
        this.save = Controls.primary(desk.say("template.save"), this::save);
        save.getStyleClass().add("template-save");
        for (TextArea area : List.of(text, preview)) {
            area.setWrapText(true);
            area.getStyleClass().add("prompt-text");
            area.setStyle("-fx-pref-height: 11em;");
        }
        text.getStyleClass().add("template-text");
        text.setAccessibleText(desk.say("template.edit"));
        preview.setEditable(false);
        preview.setAccessibleText(desk.say("template.preview"));
        text.textProperty().addListener((property, old, now) -> desk.runner().debounce("template", TYPING_PAUSE_MS, this::look));
    }

    void open() {
        text.setText(model.template().text());
        look();
        VBox body = new VBox(6, Controls.wrapped(desk.say("template.words", String.join(" ", PromptTemplate.PLACES.stream().map(place -> "{" + place + "}").toList())),
                "muted", "small"), owner(), text, problem, Controls.label(desk.say("template.preview"), "strong", "small"), preview, tokens);
        Button standard = Controls.button(desk.say("template.standard"), () -> text.setText(PromptTemplate.STANDARD.text()));
        Button cancel = Controls.button(desk.say("cancel"), () -> desk.layer().close());
        cancel.setCancelButton(true);
        desk.layer().show(desk.say("template.edit"), body, List.of(standard, cancel, save), text);
    }

    /// A profile brings its own template: what is written here waits until it is left, and the page says so.
    private Label owner() {
        Label words = Controls.wrapped(model.templateOwner().map(name -> desk.say("template.ofProfile", name)).orElse(""), "warning-text", "small", "template-owner");
        words.setVisible(!words.getText().isEmpty());
        words.setManaged(words.isVisible());
        return words;
    }

    private void look() {
        PromptTemplate template = new PromptTemplate(text.getText());
        PromptTemplate.Problem wrong = template.problem();
        problem.setText(wrong == null ? "" : desk.say(wrong));
        problem.setVisible(wrong != null);
        problem.setManaged(wrong != null);
        save.setDisable(wrong != null);
        if (wrong == null) {
            model.templated(template, answer, made -> {
                preview.setText(made.prompt());
                tokens.setText(desk.say("template.tokens", made.tokens() == 0 ? "–" : Integer.toString(made.tokens())));
            });
        }
    }

    private void save() {
        model.keep(new PromptTemplate(text.getText()));
        desk.layer().close();
    }
}
