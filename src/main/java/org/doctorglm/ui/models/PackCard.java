package org.doctorglm.ui.models;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.models.ModelsService.GateResult;
import org.doctorglm.ui.models.ModelsService.PackFacts;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.models.ModelsService.PackState;
import org.doctorglm.ui.text.Formats;
import org.kordamp.ikonli.feather.Feather;

/// One installed pack: what it is, what it needs, what it lost, and what can be done with it.
final class PackCard extends VBox {
    private static final double ONE_LINE = 640;

    private final Desk desk;
    private final ModelsViewModel model;
    private final PackRow row;

    /// @param busy whether another job runs
    PackCard(Desk desk, ModelsViewModel model, PackRow row, boolean busy) {
        this.desk = desk;
        this.model = model;
        this.row = row;
        getStyleClass().add("card");
        if (row.active()) {
            getStyleClass().add("active");
        }
        VBox words = new VBox(6, name(), facts());
        HBox.setHgrow(words, Priority.ALWAYS);
        Button use = Controls.button(desk.say("models.use"), () -> use(desk, model, row), "use-button");
        use.setVisible(!row.active());
        use.setManaged(!row.active());
        use.setDisable(busy || row.state() == PackState.DAMAGED);
        Button compare = Controls.quiet(Feather.COLUMNS, desk.say("models.compare"), () -> model.comparison().open(row, model.rows()));
        compare.getStyleClass().add("compare-button");
        compare.setDisable(busy || row.facts() == null || model.rows().stream().filter(r -> r.facts() != null).count() < CompareViewModel.SIDES);
        HBox line = new HBox(8, words, use, compare, more(busy));
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
        PackFacts facts = row.facts();
        if (facts != null) {
            getChildren().addAll(new LossCardView(desk, facts.gate()), Controls.wrapped(desk.say("models.origin", facts.release(),
                    String.join(desk.say("list.separator"), facts.sources()), facts.createdBy()), "muted", "small"));
        }
    }

    /// Makes a pack answer. One whose measurement failed is asked about first.
    static void use(Desk desk, ModelsViewModel model, PackRow row) {
        GateResult gate = row.gate();
        if (gate == null || gate.passed()) {
            model.activate(row);
            return;
        }
        desk.layer().confirm(desk.say("gate.ask.title"), desk.say("gate.ask.words", row.name(), LossCardView.percent(gate.increase()),
                LossCardView.percent(gate.agreement()), LossCardView.percent(gate.repetition())), desk.say("gate.ask.do"), desk.say("cancel"),
                () -> model.activate(row));
    }

    private FlowPane name() {
        FlowPane name = new FlowPane(8, 4, Controls.label(row.name(), "title"));
        name.setAlignment(Pos.CENTER_LEFT);
        name.setPrefWrapLength(ONE_LINE);
        if (!row.precision().isEmpty()) {
            name.getChildren().add(Controls.chip(row.precision().toUpperCase(Locale.ROOT), "soft"));
        }
        PackFacts facts = row.facts();
        if (facts != null && facts.prefix() > 0) {
            name.getChildren().add(Controls.chip(desk.say("models.prefix", Integer.toString(facts.prefix())), "prefix-chip"));
        }
        if (facts != null && facts.adapter() != null) {
            name.getChildren().add(Controls.chip(desk.say("models.adapter", facts.adapter()), "adapter-chip"));
        }
        if (row.active()) {
            name.getChildren().add(Controls.chip(desk.say("models.active"), "soft", "active-chip"));
        }
        if (row.shipped()) {
            name.getChildren().add(Controls.chip(desk.say("models.shipped"), "shipped-chip"));
        }
        return name;
    }

    private FlowPane facts() {
        HBox state = new HBox(6, stateIcon(row.state()), Controls.label(desk.say(row.state()), stateStyle(row.state()), "small"));
        state.setAlignment(Pos.CENTER_LEFT);
        FlowPane line = new FlowPane(16, 4);
        PackFacts facts = row.facts();
        if (facts != null) {
            var hash = Controls.label("SHA-256 " + Formats.shortHash(row.sha256()), "muted", "small");
            hash.setTooltip(new Tooltip(row.sha256()));
            line.getChildren().addAll(Controls.label(disk(desk, row.bytes(), facts.disk().shared()), "muted", "small"),
                    Controls.label(desk.say("models.memory", desk.formats().size(facts.memoryBytes())), "muted", "small"), hash);
        }
        line.getChildren().add(state);
        return line;
    }

    /// How much a pack has on the disk, and how much of it is there for others too.
    static String disk(Desk desk, long bytes, long shared) {
        return shared == 0 ? desk.say("models.disk", desk.formats().size(bytes))
                : desk.say("models.disk.shared", desk.formats().size(bytes), desk.formats().size(shared));
    }

    private Node more(boolean busy) {
        MenuButton more = new MenuButton(desk.say("models.more"));
        more.setAccessibleText(desk.say("models.more.accessible", row.name()));
        more.getStyleClass().addAll("quiet", "more-menu");
        more.setMinWidth(USE_PREF_SIZE);
        more.setDisable(busy);
        if (row.facts() != null) {
            item(more, "models.verify", "verify-button", () -> model.verify(row));
            item(more, "models.measure", "measure-button",
                    () -> desk.files().openFile(desk.say("models.measure.texts"), "jsonl").ifPresent(texts -> model.measure(row, texts)));
            item(more, "models.export", "export-button",
                    () -> desk.files().openFolder(desk.say("models.export")).ifPresent(folder -> model.export(row, folder)));
        }
        if (!row.shipped()) {
            PackFacts facts = row.facts();
            item(more, "models.remove", "remove-button", () -> desk.layer().confirm(desk.say("models.remove.title"),
                    desk.say("models.remove.words", row.name(), desk.formats().size(facts == null ? row.bytes() : facts.disk().own())), desk.say("models.remove"), desk.say("cancel"),
                    () -> model.remove(row)));
        }
        return more;
    }

    private void item(MenuButton menu, String key, String style, Runnable action) {
        MenuItem item = new MenuItem(desk.say(key));
        item.getStyleClass().add(style);
        item.setOnAction(event -> action.run());
        menu.getItems().add(item);
    }

    private static Node stateIcon(PackState state) {
        var icon = Controls.icon(switch (state) {
            case INSTALLED -> Feather.CHECK;
            case VERIFIED -> Feather.CHECK_CIRCLE;
            case DAMAGED -> Feather.ALERT_TRIANGLE;
        });
        icon.getStyleClass().add(switch (state) {
            case INSTALLED -> "muted";
            case VERIFIED -> "good-icon";
            case DAMAGED -> "danger-icon";
        });
        return icon;
    }

    private static String stateStyle(PackState state) {
        return switch (state) {
            case INSTALLED -> "muted";
            case VERIFIED -> "good-text";
            case DAMAGED -> "danger-text";
        };
    }
}
