package org.doctorglm.ui.consult;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.consultation.Preview;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.Shortcut;
import org.kordamp.ikonli.feather.Feather;

/// Where the doctor types: chips of what was understood, the text, the designer's switch, how full the context is, send or stop.
final class ComposerView extends VBox {
    private static final int MOST_ROWS = 8;
    private static final double ROOM_FOR_HINT = 38;

    private final Desk desk;
    private final ConsultViewModel model;
    private final ComposerViewModel composer;
    private final FlowPane chips = new FlowPane(6, 6);
    private final UnderstoodChips understood;
    private final RedFlagBanner flags;
    private final TextArea area = new TextArea();
    private final Label context = Controls.label("", "muted", "small", "context-meter");
    private final Label wait = Controls.label("", "muted", "small", "expected-wait");
    private final Label dropped = Controls.wrapped("", "warning-text", "small", "dropped-preview");
    private final Button send;
    private final Label keys;
    private boolean wideEnough = true;
    private final HBox editing = new HBox(8);
    private final HBox elsewhere = new HBox(8);

    ComposerView(Desk desk, ConsultViewModel model) {
        this.desk = desk;
        this.model = model;
        this.composer = model.composer();
        this.understood = new UnderstoodChips(desk, composer);
        this.flags = new RedFlagBanner(desk);
        getStyleClass().add("composer");
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.setPromptText(desk.say("composer.prompt"));
        area.setAccessibleText(desk.say("composer.accessible"));
        area.getStyleClass().add("composer-text");
        area.textProperty().bindBidirectional(composer.draft());
        area.textProperty().addListener((property, old, now) -> fitHeight());
        area.widthProperty().addListener((property, old, now) -> fitHeight());
        area.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, event -> composer.composing().set(!event.getComposed().isEmpty()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        send = Controls.primary(desk.say("composer.send"), this::sendOrStop);
        send.getStyleClass().add("send-button");
        editing.setAlignment(Pos.CENTER_LEFT);
        editing.getChildren().setAll(Controls.icon(Feather.GIT_BRANCH), Controls.label(desk.say("composer.editing"), "muted", "small"),
                Controls.quiet(Feather.X, desk.say("composer.cancelEdit"), composer::cancelEdit));
        elsewhere.setAlignment(Pos.CENTER_LEFT);
        elsewhere.getStyleClass().add("busy-elsewhere");
        Label busy = Controls.wrapped(desk.say("composer.elsewhere"), "muted", "small");
        HBox.setHgrow(busy, Priority.ALWAYS);
        elsewhere.getChildren().setAll(Controls.icon(Feather.CLOCK), busy,
                Controls.quiet(Feather.ARROW_RIGHT, desk.say("composer.elsewhere.open"), model::openRunning));
        Label designer = Controls.label(desk.say("composer.designer"), "muted", "small");
        keys = Controls.label(desk.say("composer.keys"), "muted", "small", "composer-keys");
        for (Label label : new Label[] {designer, keys, context, wait}) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        HBox foot = new HBox(10, designer, designerSwitch(), context, Controls.gap(), keys, wait, send);
        // A hint is the first thing to give up when the text is large.
        foot.widthProperty().subscribe(width -> {
            wideEnough = width.doubleValue() > ROOM_FOR_HINT * area.getFont().getSize();
            showWait();
        });
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(elsewhere, editing, flags, chips, area, dropped, foot);
        Live.watch(this, composer.preview(), now -> showChips());
        Live.watch(this, composer.pin(), now -> showChips());
        Live.watch(this, composer.designerOn(), now -> showChips());
        Live.watch(this, composer.contextLimit(), now -> showChips());
        Live.watch(this, model.busyElsewhere(), now -> {
            elsewhere.setVisible(now);
            elsewhere.setManaged(now);
        });
        Live.watch(this, composer.edit(), now -> showEdit());
        Live.watch(this, model.run().phase(), now -> showPhase());
        fitHeight();
    }

    TextArea area() {
        return area;
    }

    private SegmentedButton designerSwitch() {
        ToggleButton on = new ToggleButton(desk.say("designer.on"));
        ToggleButton off = new ToggleButton(desk.say("designer.off"));
        on.setAccessibleText(desk.say("designer.on.accessible"));
        off.setAccessibleText(desk.say("designer.off.accessible"));
        SegmentedButton both = new SegmentedButton(on, off);
        both.getStyleClass().add("designer-switch");
        both.setMinWidth(USE_PREF_SIZE);
        Live.watch(both, composer.designerOn(), now -> {
            on.setSelected(now);
            off.setSelected(!now);
        });
        // One of the two is always chosen, also after a second click on it.
        on.setOnAction(event -> {
            on.setSelected(true);
            composer.designerOn().set(true);
        });
        off.setOnAction(event -> {
            off.setSelected(true);
            composer.designerOn().set(false);
        });
        return both;
    }

    private void key(KeyEvent event) {
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        switch (composer.enter(event.isShiftDown(), event.isShortcutDown())) {
            case SEND -> {
                model.send();
                event.consume();
            }
            case BREAK_LINE -> {
                area.replaceSelection("\n");
                event.consume();
            }
            case LEAVE_TO_INPUT_METHOD -> { }
        }
    }

    private void sendOrStop() {
        if (model.run().busy()) {
            model.run().stop();
        } else {
            model.send();
        }
    }

    private void showPhase() {
        boolean busy = model.run().busy();
        send.setText(busy ? desk.say("composer.stop") : desk.say("composer.send"));
        send.setAccessibleText(send.getText() + " " + (busy ? Shortcut.STOP : Shortcut.SEND).printed());
        send.setGraphic(Controls.icon(busy ? Feather.SQUARE : Feather.SEND));
        send.setDisable(model.run().phase().get() == AnswerRun.Phase.STOPPING);
    }

    private void showEdit() {
        boolean on = composer.edit().get() != null;
        editing.setVisible(on);
        editing.setManaged(on);
        if (on) {
            area.requestFocus();
            area.end();
        }
    }

    private void showChips() {
        chips.getChildren().clear();
        ComposerViewModel.Pin pin = composer.pin().get();
        if (pin != null) {
            Button chip = Controls.chipButton(desk.say("composer.pinned", pin.name()), desk.say("composer.unpin", pin.name()),
                    () -> composer.pin().set(null));
            chip.getStyleClass().add("soft");
            chip.setGraphic(Controls.icon(Feather.X));
            chips.getChildren().add(chip);
        }
        Preview preview = composer.preview().get();
        if (preview != null && composer.designerOn().get()) {
            understood.fill(chips, preview.understood());
        }
        flags.warn(preview == null ? List.of() : preview.flags());
        chips.setVisible(!chips.getChildren().isEmpty());
        chips.setManaged(chips.isVisible());
        int limit = composer.contextLimit().get();
        int tokens = composer.tokens();
        context.setVisible(limit > 0);
        context.setText(desk.say("composer.context", tokens > 0 ? Integer.toString(tokens) : "–", Integer.toString(limit)));
        showWait();
        context.getStyleClass().removeAll("warning-text");
        if (limit > 0 && tokens > limit * 0.9) {
            context.getStyleClass().add("warning-text");
        }
    }

    /// The wait takes the place of the hint about the keys.
    private void showWait() {
        double expected = composer.expectedMs();
        wait.setText(desk.say("composer.wait", desk.formats().seconds(expected)));
        wait.setVisible(expected > 0);
        wait.setManaged(expected > 0);
        keys.setVisible(wideEnough && expected == 0);
        keys.setManaged(keys.isVisible());
        int rounds = composer.droppedRounds();
        dropped.setText(desk.say("composer.dropped", rounds));
        dropped.setVisible(rounds > 0);
        dropped.setManaged(rounds > 0);
    }

    /// Grows with the text up to [#MOST_ROWS] rows.
    private void fitHeight() {
        double em = area.getFont().getSize();
        double perRow = Math.max(8, (area.getWidth() - 2 * em) / em);
        String words = area.getText();
        int rows = 0;
        int from = 0;
        while (from <= words.length() && rows < MOST_ROWS) {
            int to = words.indexOf('\n', from);
            int end = to < 0 ? words.length() : to;
            rows += Math.max(1, (int) Math.ceil((end - from) / perRow));
            from = end + 1;
        }
        area.setPrefRowCount(Math.clamp(rows, 2, MOST_ROWS));
    }
}
