package org.doctorglm.ui;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Shortcut;
import org.kordamp.ikonli.feather.Feather;

/// The places of the program, at the left edge.
final class Rail extends VBox {
    /// Where one can be.
    enum Place {
        OVERVIEW("place.overview", Feather.MAP, Shortcut.OVERVIEW),
        CONSULT("place.consult", Feather.MESSAGE_SQUARE, Shortcut.CONSULT),
        LIBRARY("place.library", Feather.BOOK_OPEN, Shortcut.LIBRARY),
        REVIEW("place.review", Feather.EDIT_3, Shortcut.REVIEW),
        EXPERIMENTS("place.experiments", Feather.BAR_CHART_2, Shortcut.EXPERIMENTS),
        TRAINING("place.training", Feather.TRENDING_UP, Shortcut.TRAINING),
        MODELS("place.models", Feather.BOX, Shortcut.MODELS),
        SETTINGS("place.settings", Feather.SETTINGS, Shortcut.SETTINGS);

        private final String key;
        private final Feather glyph;
        private final Shortcut shortcut;

        Place(String key, Feather glyph, Shortcut shortcut) {
            this.key = key;
            this.glyph = glyph;
            this.shortcut = shortcut;
        }
    }

    /// Height that all places need with their words, in text sizes.
    private static final double ROOM_FOR_WORDS = 39;
    /// Of the words in the rail, see the base sheet.
    private static final double SMALL = 0.8929;
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);
    private final ToggleGroup group = new ToggleGroup();

    Rail(Desk desk, Consumer<Place> go) {
        getStyleClass().add("rail");
        for (Place place : Place.values()) {
            String words = desk.say(place.key);
            ToggleButton button = new ToggleButton(words, Controls.icon(place.glyph));
            button.getStyleClass().setAll("toggle-button", "rail-place", "place-" + place.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAccessibleText(words + " " + place.shortcut.printed());
            button.setTooltip(new Tooltip(words + "  " + place.shortcut.printed()));
            button.setOnAction(event -> go.accept(place));
            buttons.put(place, button);
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(buttons.get(Place.OVERVIEW), buttons.get(Place.CONSULT), buttons.get(Place.LIBRARY), buttons.get(Place.REVIEW), buttons.get(Place.EXPERIMENTS),
                buttons.get(Place.TRAINING), buttons.get(Place.MODELS), gap, buttons.get(Place.SETTINGS));
        // With large text in a low window the icons stay; their words are in the tooltips.
        heightProperty().subscribe(this::fit);
        buttons.get(Place.CONSULT).fontProperty().subscribe(this::fit);
    }

    private void fit() {
        pseudoClassStateChanged(TIGHT, getHeight() < ROOM_FOR_WORDS * buttons.get(Place.CONSULT).getFont().getSize() / SMALL);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    void show(Place place) {
        group.selectToggle(buttons.get(place));
    }
}
