package org.doctorglm.ui.settings;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.NumberSlider;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.theme.Appearance;
import org.doctorglm.ui.theme.Theme;
import org.kordamp.ikonli.feather.Feather;

/// Language, look, speed and the home folder. Every choice works at once.
public final class SettingsView extends StackPane {
    private static final String COLUMN = "-fx-max-width: 58em;";
    private static final String BACKUP_EXTENSION = "zip";

    private final Desk desk;
    private final SettingsViewModel model;
    private static final NumberSlider.Range FIRST_WORD = new NumberSlider.Range(5, 120, 1);

    private final VBox message = new VBox();
    private final VBox page = new VBox();

    /// @param preset the preset that a new window starts with, and how to change it
    public SettingsView(Desk desk, SettingsViewModel model, SamplingPreset preset, Consumer<SamplingPreset> setPreset, Runnable showKeys,
                        String version) {
        this.desk = desk;
        this.model = model;
        page.getStyleClass().add("page");
        page.setStyle(COLUMN);
        page.getChildren().addAll(Controls.label(desk.say("place.settings"), "headline"), message,
                card("settings.look",
                        row("settings.language", choice("language", List.of(Language.values()), model.language().get(), Language::ownName,
                                model.language()::set)),
                        row("settings.theme", choice("theme", List.of(Theme.values()), model.appearance().theme().get(), desk::say,
                                model.appearance().theme()::set)),
                        textSize()),
                card("settings.answers",
                        row("settings.preset", choice("preset", List.of(SamplingPreset.values()), preset, desk::say, setPreset)),
                        firstWord(), threads()),
                home(),
                card("settings.keys", row("settings.keys.words", Controls.button(desk.say("settings.keys.show"), showKeys))),
                Controls.wrapped(desk.say("settings.version", version) + "\n" + desk.say("notice"), "muted", "small"));
        StackPane middle = new StackPane(page);
        middle.setAlignment(Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        getChildren().add(scroll);
        Live.watch(this, model.outcome(), now -> showOutcome());
    }

    private VBox card(String title, Node... rows) {
        VBox card = new VBox(Controls.label(desk.say(title), "title"));
        card.getStyleClass().add("card");
        card.getChildren().addAll(rows);
        return card;
    }

    private HBox row(String name, Node control) {
        var label = Controls.wrapped(desk.say(name));
        label.setStyle("-fx-pref-width: 12em; -fx-min-width: 8em;");
        label.setLabelFor(control);
        HBox row = new HBox(16, label, control);
        HBox.setHgrow(control, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private <E extends Enum<E>> Node choice(String style, List<E> values, E now, Function<E, String> words, Consumer<E> chosen) {
        SegmentedButton all = new SegmentedButton();
        for (E value : values) {
            ToggleButton button = new ToggleButton(words.apply(value));
            button.setAccessibleText(words.apply(value));
            button.getStyleClass().add(style + "-" + value.name().toLowerCase(Locale.ROOT));
            button.setSelected(value == now);
            button.setOnAction(event -> {
                // One of them is always chosen.
                button.setSelected(true);
                chosen.accept(value);
            });
            all.getButtons().add(button);
        }
        return new HBox(all);
    }

    private Node textSize() {
        Appearance look = model.appearance();
        NumberSlider slider = new NumberSlider(desk.say("settings.size"), desk.say("settings.size.help"),
                new NumberSlider.Range(Appearance.SMALLEST_PERCENT, Appearance.LARGEST_PERCENT, 10), look.percent().get(),
                () -> look.percent().set(100), value -> look.percent().set((int) value));
        slider.getStyleClass().add("size-slider");
        Live.watch(slider, look.percent(), now -> {
            if (slider.get() != now.intValue()) {
                slider.set(now.intValue());
            }
        });
        return slider;
    }

    private Node firstWord() {
        return new NumberSlider(desk.say("settings.firstWord"), desk.say("settings.firstWord.help"), FIRST_WORD, model.firstWordSeconds(),
                () -> { }, model::setFirstWordSeconds);
    }

    private Node threads() {
        return new NumberSlider(desk.say("settings.threads"), desk.say("settings.threads.help"),
                new NumberSlider.Range(1, Math.max(2, model.home().mostThreads()), 1), model.home().threads(), () -> { },
                value -> model.home().setThreads((int) value));
    }

    private Node home() {
        var folder = Controls.wrapped(model.home().folder().toString(), "home-folder");
        var size = Controls.label("", "muted", "small");
        desk.runner().run(model.home()::bytes, bytes -> size.setText(desk.formats().size(bytes)), thrown -> size.setText(""));
        Button open = Controls.button(desk.say("home.open"), model::openFolder);
        Button backUp = Controls.button(desk.say("home.backUp"), () -> desk.files()
                .saveFile(desk.say("home.backUp"), "doctorglm-backup." + BACKUP_EXTENSION, BACKUP_EXTENSION).ifPresent(model::backUp), "backup-button");
        Button restore = Controls.button(desk.say("home.restore"), () -> desk.files().openFile(desk.say("home.restore"), BACKUP_EXTENSION)
                .ifPresent(file -> desk.layer().confirm(desk.say("home.restore.title"), desk.say("home.restore.words"), desk.say("home.restore.do"),
                        desk.say("cancel"), () -> model.restore(file))));
        Button move = Controls.button(desk.say("home.move"), () -> desk.files().openFolder(desk.say("home.move")).ifPresent(model::move));
        FlowPane buttons = new FlowPane(8, 8, open, backUp, restore, move);
        Live.watch(buttons, model.state(), now -> buttons.setDisable(now == SettingsViewModel.State.WORKING));
        return card("settings.home", Controls.wrapped(desk.say("home.words"), "muted"),
                new HBox(8, Controls.icon(Feather.FOLDER), folder, size), buttons);
    }

    private void showOutcome() {
        SettingsViewModel.Outcome outcome = model.outcome().get();
        message.getChildren().clear();
        message.setVisible(outcome != null);
        message.setManaged(outcome != null);
        if (outcome != null) {
            String words = outcome.reason() == null ? desk.words().aspect(outcome.job(), "done") : desk.say(outcome.reason(), outcome.detail());
            HBox note = new HBox(Controls.icon(outcome.reason() == null ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE),
                    Controls.wrapped(words), Controls.gap(), Controls.iconButton(Feather.X, desk.say("close"), () -> model.outcome().set(null)));
            note.setAlignment(Pos.CENTER_LEFT);
            note.getStyleClass().addAll("note", "outcome");
            if (outcome.reason() != null) {
                note.getStyleClass().add("bad");
            }
            message.getChildren().add(note);
        }
    }
}
