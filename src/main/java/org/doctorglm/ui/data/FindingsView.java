package org.doctorglm.ui.data;

import java.util.HashSet;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.data.DataViewModel.Found;
import org.doctorglm.ui.data.DataViewModel.Part;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What was found in a set, with the first dialogues of each kind; one step leads to the filter that lets them leave.
final class FindingsView extends VBox {
    private static final int LETTERS = 240;
    private static final int SENTENCES = 6;

    private final Desk desk;
    private final DataViewModel model;

    FindingsView(Desk desk, DataViewModel model, Dataset set) {
        super(12);
        this.desk = desk;
        this.model = model;
        getStyleClass().add("findings");
        Live.watch(this, model.found(), this::show);
    }

    private void show(@Nullable Found found) {
        getChildren().clear();
        if (found == null) {
            Button look = Controls.primary(desk.say("data.lint"), model::lint);
            look.getStyleClass().add("data-lint");
            getChildren().add(Fields.card(Controls.label(desk.say("data.lint.title"), "title"), Controls.wrapped(desk.say("data.lint.words"), "muted"), Fields.row(look)));
            return;
        }
        LintReport report = found.report();
        long any = 0;
        for (Finding finding : Finding.values()) {
            if (report.count(finding) > 0) {
                any++;
                getChildren().add(pane(found, finding));
            }
        }
        if (any == 0) {
            getChildren().add(Fields.empty(Feather.CHECK_CIRCLE, desk.say("data.lint.clean"), desk.say("data.lint.clean.words")));
        }
        if (!report.boilerplate().isEmpty()) {
            VBox card = Fields.card(Controls.label(desk.say("data.boilerplate"), "title"));
            report.boilerplate().entrySet().stream().limit(SENTENCES)
                    .forEach(entry -> card.getChildren().add(Controls.wrapped(desk.say("data.boilerplate.row", entry.getKey(), Long.toString(entry.getValue())))));
            getChildren().add(card);
        }
    }

    private Node pane(Found found, Finding finding) {
        LintReport report = found.report();
        VBox examples = new VBox(8);
        Set<Long> shown = new HashSet<>();
        report.examples().stream().filter(example -> example.finding() == finding).forEach(example -> {
            boolean like = example.like() >= 0 && example.like() != example.index();
            if (like && shown.add(example.like())) {
                examples.getChildren().add(dialogue(desk, example.like(), found.conversations().get(example.like()), ""));
            }
            examples.getChildren().add(dialogue(desk, example.index(), found.conversations().get(example.index()),
                    like ? desk.say("data.like", Long.toString(example.like() + 1)) : ""));
        });
        if (FilterViewModel.FINDINGS.contains(finding)) {
            Button leave = Controls.quiet(Feather.FILTER, desk.say("data.letLeave"), () -> {
                model.filter().without().add(finding);
                model.part().set(Part.FILTER);
            });
            leave.getStyleClass().add("let-leave");
            examples.getChildren().add(leave);
        }
        String title = desk.say("data.finding", desk.say(finding), StatisticsView.number(report.count(finding)),
                String.format(java.util.Locale.ROOT, "%.1f", 100.0 * report.count(finding) / Math.max(1, report.conversations())));
        TitledPane pane = new TitledPane(title, examples);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.setAccessibleText(title);
        pane.getStyleClass().add("finding-pane");
        return pane;
    }

    /// The first words of a dialogue.
    static Node dialogue(Desk desk, long index, @Nullable Conversation conversation, String note) {
        VBox box = new VBox(2);
        box.getStyleClass().add("data-dialogue");
        box.getChildren().add(Controls.label(desk.say("data.place", Long.toString(index + 1)) + (note.isEmpty() ? "" : " · " + note), "muted", "small"));
        if (conversation != null) {
            Turn turn = conversation.turns().getFirst();
            box.getChildren().addAll(Controls.wrapped(desk.say("data.q", cut(turn.question()))), Controls.wrapped(desk.say("data.a", cut(turn.answer())), "muted"));
            if (conversation.turns().size() > 1) {
                box.getChildren().add(Controls.label(desk.say("data.rounds", Integer.toString(conversation.turns().size())), "muted", "small"));
            }
        }
        return box;
    }

    private static String cut(String text) {
        return text.length() <= LETTERS ? text : text.substring(0, LETTERS) + "…";
    }
}
