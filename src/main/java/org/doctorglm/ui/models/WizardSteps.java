package org.doctorglm.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DropZone;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.models.ImportWizardViewModel.Step;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.task.Work;
import org.kordamp.ikonli.feather.Feather;

/// The content of each step of the import.
final class WizardSteps {
    private final Desk desk;
    private final ModelsViewModel model;
    private final ImportWizardViewModel wizard;
    private final Runnable consult;

    WizardSteps(Desk desk, ModelsViewModel model, Runnable consult) {
        this.desk = desk;
        this.model = model;
        this.wizard = model.wizard();
        this.consult = consult;
    }

    List<Node> of(Step step) {
        return switch (step) {
            case CLOSED -> List.of();
            case FOLDER -> folder();
            case ADAPTER -> adapter();
            case PRECISION -> precision();
            case RUNNING -> running();
            case RESULT -> result();
        };
    }

    private List<Node> folder() {
        List<Node> nodes = new ArrayList<>();
        Button choose = Controls.button(desk.say("wizard.folder.choose"), () -> desk.files().openFolder(desk.say("models.folder"))
                .ifPresent(wizard::look), "wizard-choose");
        nodes.add(new DropZone(desk.say("wizard.folder.drop"), paths -> wizard.look(paths.getFirst()), choose));
        addLooking(nodes);
        switch (wizard.found().get()) {
            case null -> { }
            case FolderInspection.Network network -> addNetwork(nodes, network);
            case FolderInspection.Adapter(AdapterSummary summary) -> {
                nodes.add(note(Feather.INFO, desk.say("wizard.isAdapter", summary.name()), "adapter-first"));
                nodes.add(facts(WizardFacts.of(desk, summary)));
            }
            case FolderInspection.Pack(var pack) -> {
                nodes.add(note(Feather.PACKAGE, desk.say("wizard.isPack", pack.name()), "is-pack"));
                nodes.add(facts(WizardFacts.of(desk, pack)));
            }
        }
        return nodes;
    }

    private void addNetwork(List<Node> nodes, FolderInspection.Network network) {
        nodes.add(note(Feather.CHECK_CIRCLE, desk.say("wizard.isNetwork"), "is-network"));
        nodes.add(facts(WizardFacts.of(desk, network)));
        if (!network.tokenizer()) {
            nodes.add(warning(desk.say("wizard.noTokenizer")));
        }
        AdapterSummary early = wizard.adapter().get();
        if (early != null) {
            nodes.add(note(Feather.LAYERS, desk.say("wizard.withAdapter", early.name()), "with-adapter"));
        }
    }

    private List<Node> adapter() {
        List<Node> nodes = new ArrayList<>();
        Button folder = Controls.button(desk.say("wizard.adapter.folder"), () -> desk.files().openFolder(desk.say("wizard.adapter.folder"))
                .ifPresent(wizard::lookAtAdapter), "wizard-adapter");
        nodes.add(Controls.wrapped(desk.say("wizard.adapter.words"), "muted"));
        nodes.add(new DropZone(desk.say("wizard.adapter.drop"), paths -> wizard.lookAtAdapter(paths.getFirst()), folder));
        addLooking(nodes);
        AdapterSummary chosen = wizard.adapter().get();
        if (chosen != null) {
            boolean complete = chosen.missing().isEmpty();
            nodes.add(note(complete ? Feather.CHECK_CIRCLE : Feather.HELP_CIRCLE,
                    desk.say(complete ? "wizard.adapter.fits" : "wizard.adapter.incomplete", chosen.name()), "adapter-found"));
            nodes.add(facts(WizardFacts.of(desk, chosen)));
        }
        if (chosen != null && !wizard.asked().get().isEmpty()) {
            nodes.add(new AdapterQuestions(desk, wizard));
        }
        if (chosen != null) {
            Button without = Controls.quiet(Feather.X, desk.say("wizard.adapter.forget"), wizard::forgetAdapter);
            without.getStyleClass().add("wizard-forget");
            nodes.add(without);
        }
        return nodes;
    }

    private List<Node> precision() {
        TextField name = new TextField(wizard.name().get());
        name.setAccessibleText(desk.say("models.name"));
        name.getStyleClass().add("import-name");
        name.textProperty().bindBidirectional(wizard.name());
        Label label = Controls.label(desk.say("models.name"));
        label.setLabelFor(name);
        return List.of(Controls.wrapped(desk.say("models.precision.help"), "muted"), new PrecisionCards(desk, wizard), label, name);
    }

    private List<Node> running() {
        Work.Item item = wizard.item().get();
        if (item == null) {
            return List.of();
        }
        WorkNodes work = new WorkNodes(desk, item);
        boolean network = wizard.found().get() instanceof FolderInspection.Network;
        return List.of(Controls.label(desk.say(item.kind()) + " " + item.name(), "strong"), work.bar(),
                work.row(work.amount(work::bytes, "wizard-bytes"), wizard::cancel, "wizard-cancel"),
                Controls.wrapped(desk.say(network ? "wizard.kept" : "wizard.notKept"), "muted", "small"));
    }

    private List<Node> result() {
        PackRow row = wizard.result().get();
        if (row == null) {
            boolean failed = wizard.problem().get() != null;
            boolean network = wizard.found().get() instanceof FolderInspection.Network;
            return List.of(Controls.label(desk.say(failed ? "wizard.failed" : "wizard.cancelled"), "title"),
                    Controls.wrapped(desk.say(failed ? "wizard.failed.words" : network ? "wizard.kept" : "wizard.notKept"), "muted"));
        }
        Button use = Controls.primary(desk.say("wizard.use"), () -> PackCard.use(desk, model, row));
        use.getStyleClass().add("wizard-use");
        Button ask = Controls.button(desk.say("wizard.ask"), () -> {
            wizard.close();
            consult.run();
        }, "wizard-ask");
        FlowPane buttons = new FlowPane(8, 8, use, ask);
        Live.watch(buttons, model.rows(), () -> showUsed(row, use, ask));
        return List.of(note(Feather.CHECK_CIRCLE, desk.say("wizard.done", row.name(), row.precision().toUpperCase(Locale.ROOT),
                desk.formats().size(row.bytes())), "wizard-done"), new LossCardView(desk, row.gate()), buttons);
    }

    private void showUsed(PackRow row, Button use, Button ask) {
        boolean active = model.rows().stream().anyMatch(r -> r.id().equals(row.id()) && r.active());
        use.setDisable(active);
        use.setText(desk.say(active ? "models.active" : "wizard.use"));
        ask.setDisable(!active);
    }

    private void addLooking(List<Node> nodes) {
        if (wizard.looking().get()) {
            ProgressIndicator spinner = new ProgressIndicator();
            spinner.setAccessibleText(desk.say("wizard.looking"));
            spinner.getStyleClass().add("wizard-looking");
            HBox row = new HBox(8, spinner, Controls.label(desk.say("wizard.looking"), "muted"));
            row.setAlignment(Pos.CENTER_LEFT);
            nodes.add(row);
        }
    }

    private static HBox note(Feather glyph, String words, String style) {
        Label label = Controls.wrapped(words, "strong", style);
        HBox.setHgrow(label, Priority.ALWAYS);
        var icon = Controls.icon(glyph);
        icon.getStyleClass().add("accent-icon");
        HBox line = new HBox(8, icon, label);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static HBox warning(String words) {
        HBox note = new HBox(8, Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words));
        note.getStyleClass().addAll("note", "warn");
        return note;
    }

    private static GridPane facts(List<WizardFacts.Fact> facts) {
        GridPane grid = new GridPane(24, 6);
        for (int i = 0; i < facts.size(); i++) {
            Label name = Controls.label(facts.get(i).name(), "fact-name");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label value = Controls.wrapped(facts.get(i).value());
            value.setAccessibleText(facts.get(i).name() + ": " + facts.get(i).value());
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(i, name, value);
        }
        return grid;
    }
}
