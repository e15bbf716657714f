package org.doctorglm.ui.experiment;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// In which form figures and answers are written, and where to.
final class ExportDialog {
    private final Desk desk;
    private final ResultViewModel model;

    ExportDialog(Desk desk, ResultViewModel model) {
        this.desk = desk;
        this.model = model;
    }

    void open() {
        ToggleGroup forms = new ToggleGroup();
        VBox content = new VBox(8);
        for (Form form : Form.values()) {
            RadioButton button = new RadioButton(desk.say(form));
            button.setAccessibleText(button.getText());
            button.setUserData(form);
            button.setToggleGroup(forms);
            button.setSelected(form == Form.HTML);
            button.getStyleClass().add("form-" + form.name().toLowerCase(Locale.ROOT));
            content.getChildren().add(button);
        }
        CheckBox answers = new CheckBox(desk.say("experiments.export.answers"));
        answers.setSelected(true);
        answers.getStyleClass().add("export-answers");
        content.getChildren().addAll(answers, Controls.wrapped(desk.say("experiments.export.words"), "muted", "small"));
        Button write = Controls.primary(desk.say("experiments.export.do"), () -> {
            desk.layer().close();
            write((Form) forms.getSelectedToggle().getUserData(), answers.isSelected());
        });
        write.getStyleClass().add("export-write");
        Button cancel = Controls.button(desk.say("cancel"), desk.layer()::close);
        desk.layer().show(desk.say("experiments.export"), content, List.of(cancel, write), write);
    }

    private void write(Form form, boolean withAnswers) {
        String ending = switch (form) {
            case HTML -> "html";
            case MD -> "md";
            case LATEX -> "tex";
            case PDF -> "pdf";
            case CSV -> "csv";
        };
        String name = (model.names().size() == 1 ? model.names().getFirst() : "experiments") + "." + ending;
        desk.files().saveFile(desk.say("experiments.export"), name, ending)
                .ifPresent(file -> model.export(form, withAnswers, file, written -> desk.layer().toast(desk.say("experiments.exported", written))));
    }
}
