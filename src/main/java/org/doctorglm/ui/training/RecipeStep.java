package org.doctorglm.ui.training;

import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeOrigin;
import org.doctorglm.training.RecipeText;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

/// Step three: every value of the recipe, what it means, where it comes from, and how it differs from the recipe it began as.
final class RecipeStep extends VBox {
    private static final Map<String, List<String>> CHOICES = Map.ofEntries(Map.entry("method", List.of("lora", "p-tuning", "full")),
            Map.entry("optimizer", List.of("lion", "adamw")), Map.entry("schedule", List.of("constant", "cosine")),
            Map.entry("targets", List.of("qv", "thirds", "qv,dense", "qv,dense,up,down")), Map.entry("arithmetic", List.of("fp32", "fp16", "bf16")),
            Map.entry("base", List.of("fp32", "fp16", "int8", "int4")), Map.entry("recompute", List.of("false", "true")), Map.entry("on-alarm", List.of("stop", "pause")));
    private static final List<String> MEMORY = List.of("arithmetic", "base", "recompute");
    private static final List<String> WATCHING = List.of("evaluate-every", "look-samples", "save-every", "keep", "on-alarm", "seed");

    private final Desk desk;
    private final DraftViewModel draft;
    private final VBox values = new VBox(16);

    RecipeStep(Desk desk, DraftViewModel draft) {
        super(16);
        this.desk = desk;
        this.draft = draft;
        getChildren().add(values);
        Live.watch(this, draft.draft(), now -> show(now.recipe()));
    }

    private void show(Map<String, String> recipe) {
        String name = String.valueOf(recipe.get("recipe"));
        HBox presets = new HBox(12, presets(name), Controls.wrapped(desk.say("recipe.about." + name), "muted", "small"));
        presets.setAlignment(Pos.CENTER_LEFT);
        List<String> learning = recipe.keySet().stream().filter(key -> !key.equals("recipe") && !MEMORY.contains(key) && !WATCHING.contains(key)).toList();
        String focused = focused();
        values.getChildren().setAll(presets, card("recipe.learning", learning, recipe), card("recipe.memory", MEMORY, recipe),
                card("recipe.watching", WATCHING, recipe));
        if (!focused.isEmpty() && lookup("." + focused) instanceof Node again) {
            again.requestFocus();
        }
    }

    /// The field that is written in: its successor takes over.
    private String focused() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        return owner == null ? "" : owner.getStyleClass().stream().filter(style -> style.startsWith("recipe-")).findFirst().orElse("");
    }

    private Node presets(String chosen) {
        SegmentedButton all = new SegmentedButton();
        all.setMinWidth(Region.USE_PREF_SIZE);
        for (Recipe recipe : RecipeText.known().values()) {
            ToggleButton button = new ToggleButton(desk.say("recipe.name." + recipe.name()));
            button.setAccessibleText(button.getText());
            button.getStyleClass().add("preset-" + recipe.name());
            button.setSelected(recipe.name().equals(chosen));
            button.setOnAction(event -> {
                button.setSelected(true);
                draft.recipe(recipe);
            });
            all.getButtons().add(button);
        }
        return all;
    }

    private Node card(String title, List<String> keys, Map<String, String> recipe) {
        GridPane grid = new GridPane(14, 8);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        words.setMinWidth(120);
        grid.getColumnConstraints().addAll(fixed(170), fixed(150), fixed(76), words);
        Map<String, String> start = RecipeText.of(RecipeText.known().getOrDefault(String.valueOf(recipe.get("recipe")), Recipe.SMALL_SAFE));
        int row = 0;
        for (String key : keys) {
            String value = String.valueOf(recipe.get(key));
            String usual = start.get(key);
            boolean changed = usual != null && !usual.equals(value);
            RecipeOrigin origin = RecipeOrigin.of(key, value);
            var name = Controls.label(desk.say("recipe." + key), changed ? "strong" : "body");
            var chip = Controls.chip(desk.say(origin), origin == RecipeOrigin.PAPER ? "soft" : "plain");
            chip.setTooltip(new Tooltip(desk.words().aspect(origin, "why")));
            String why = desk.say("recipe." + key + ".why") + (changed && !usual.isEmpty() ? " " + desk.say("recipe.changed", usual) : "");
            var explained = Controls.wrapped(why, "small", changed ? "accent-text" : "muted");
            Node editor = editor(key, value);
            name.setLabelFor(editor);
            editor.setAccessibleText(desk.say("recipe." + key));
            editor.setAccessibleHelp(why);
            grid.addRow(row++, name, editor, chip, explained);
        }
        VBox card = new VBox(10, Controls.label(desk.say(title), "title"), grid);
        card.getStyleClass().add("card");
        return card;
    }

    private static ColumnConstraints fixed(double width) {
        ColumnConstraints column = new ColumnConstraints(width);
        column.setMinWidth(width);
        return column;
    }

    private Node editor(String key, String value) {
        List<String> choices = CHOICES.get(key);
        if (choices != null) {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().setAll(choices);
            if (!choices.contains(value)) {
                box.getItems().add(value);
            }
            box.setValue(value);
            box.setMaxWidth(Double.MAX_VALUE);
            box.getStyleClass().add("recipe-" + key);
            box.setOnAction(event -> draft.set(key, box.getValue()));
            return box;
        }
        TextField field = new TextField(value);
        field.getStyleClass().add("recipe-" + key);
        Runnable take = () -> {
            if (!field.getText().strip().equals(value)) {
                draft.set(key, field.getText());
                if (draft.problem().get() != null) {
                    // What no recipe can have is not kept; the sentence below says what was wrong.
                    field.setText(value);
                }
            }
        };
        field.setOnAction(event -> take.run());
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                take.run();
            }
        });
        return field;
    }
}
