package org.doctorglm.ui.training;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

/// Offers to keep a new pack as a department profile, with the data, the probes and the checkpoint that it came from.
final class ProfileForm extends VBox {
    private static final int NAME_COLUMNS = 16;
    private static final int DEPARTMENT_COLUMNS = 18;

    ProfileForm(Desk desk, OutcomeViewModel outcome) {
        super(10);
        getStyleClass().add("profile-form");
        TextField name = field(desk.say("publish.profile.name"), NAME_COLUMNS, "profile-name");
        name.textProperty().bindBidirectional(outcome.profileName());
        TextField departments = field(desk.say("publish.profile.departments"), DEPARTMENT_COLUMNS, "profile-departments");
        departments.textProperty().bindBidirectional(outcome.profileDepartments());
        Button save = Controls.button(desk.say("publish.profile.save"), outcome::saveProfile, "profile-save");
        save.disableProperty().bind(outcome.profileName().isEmpty().or(outcome.busy().isNotNull()));
        FlowPane form = new FlowPane(16, 8, named(desk.say("publish.profile.name"), name), named(desk.say("publish.profile.departments"), departments), save);
        Label saved = Controls.wrapped("", "good-text", "profile-saved");
        getChildren().addAll(Controls.label(desk.say("publish.profile.title"), "strong"), Controls.wrapped(desk.say("publish.profile.words"), "muted", "small"), form,
                saved);
        Live.watch(this, outcome.profile(), now -> {
            saved.setText(now.isEmpty() ? "" : desk.say("publish.profile.saved", now));
            saved.setVisible(!now.isEmpty());
            saved.setManaged(!now.isEmpty());
        });
    }

    private static TextField field(String words, int columns, String style) {
        TextField field = new TextField();
        field.setPrefColumnCount(columns);
        field.setAccessibleText(words);
        field.getStyleClass().add(style);
        return field;
    }

    private static HBox named(String words, TextField field) {
        HBox row = new HBox(8, Controls.label(words, "muted"), field);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
