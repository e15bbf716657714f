package org.doctorglm.ui;

import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.data.DataView;
import org.doctorglm.ui.data.DataViewModel;
import org.doctorglm.ui.training.TrainingView;
import org.doctorglm.ui.training.TrainingViewModel;
import org.kordamp.ikonli.feather.Feather;

/// Training as one place with two rooms: what is learned from, and the learning itself.
final class TrainingPlace extends BorderPane {
    private final Desk desk;
    private final TrainingViewModel training;
    private final DataViewModel data;
    private final Runnable consult;
    private final ObjectProperty<Room> room;
    private final ToggleButton learning;
    private final ToggleButton studio;

    /// Which of the two is looked at.
    enum Room {
        TRAINING, STUDIO
    }

    /// @param room remembered by the window, because this view is made anew
    /// @param consult leads to the consultation
    TrainingPlace(Desk desk, TrainingViewModel training, DataViewModel data, ObjectProperty<Room> room, Runnable consult) {
        this.desk = desk;
        this.training = training;
        this.data = data;
        this.room = room;
        this.consult = consult;
        learning = button("training.place", Feather.TRENDING_UP, Room.TRAINING);
        studio = button("training.studio", Feather.DATABASE, Room.STUDIO);
        HBox head = new HBox(new SegmentedButton(learning, studio));
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.CENTER_LEFT);
        setTop(head);
        show();
    }

    private ToggleButton button(String words, Feather glyph, Room wanted) {
        ToggleButton button = new ToggleButton(desk.say(words), Controls.icon(glyph));
        button.setAccessibleText(desk.say(words));
        button.getStyleClass().add(wanted == Room.STUDIO ? "room-studio" : "room-training");
        button.setOnAction(event -> go(wanted));
        return button;
    }

    private void go(Room wanted) {
        room.set(wanted);
        show();
    }

    private void show() {
        boolean inStudio = room.get() == Room.STUDIO;
        learning.setSelected(!inStudio);
        studio.setSelected(inStudio);
        setCenter(inStudio ? new DataView(desk, data) : new TrainingView(desk, training, () -> go(Room.STUDIO), consult));
    }
}
