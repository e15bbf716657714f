package org.doctorglm.ui.training;

import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.training.TrainingCheck;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Step two: what the recipe makes of the dialogues, and what is wrong with them.
final class CheckStep extends VBox {
    /// Above it a cut is worth a word.
    private static final double MANY = 0.02;

    private final Desk desk;
    private final DraftViewModel draft;
    private final VBox samples = new VBox(12);
    private final VBox findings = new VBox(10);

    CheckStep(Desk desk, DraftViewModel draft) {
        super(16);
        this.desk = desk;
        this.draft = draft;
        samples.getStyleClass().add("card");
        findings.getStyleClass().add("card");
        getChildren().addAll(samples, findings);
        Live.watch(this, draft.check(), this::showCheck);
        Live.watch(this, draft.checking(), now -> showCheck(draft.check().get()));
        Live.watch(this, draft.lint(), now -> showLint());
        Live.watch(this, draft.linting(), now -> showLint());
    }

    private void showCheck(@Nullable TrainingCheck check) {
        samples.getChildren().setAll(Controls.label(desk.say("training.samples"), "title"));
        if (check == null) {
            samples.getChildren().add(Controls.label(desk.say(draft.checking().get() ? "training.checking" : "training.unchecked"), "muted"));
            return;
        }
        Figures figures = new Figures().add(Numbers.count(check.dialogues()), desk.say("training.dialogues")).add(Numbers.count(check.samples()), desk.say("training.toLearn"))
                .add(Numbers.count(check.heldOut()), desk.say("training.heldOut"))
                .add(desk.say("training.spread", Numbers.count(check.fed().median()), Numbers.count(check.fed().nineTenths()), Numbers.count(check.fed().longest())), desk.say("training.fed"))
                .add(desk.say("training.spread", Numbers.count(check.learned().median()), Numbers.count(check.learned().nineTenths()), Numbers.count(check.learned().longest())),
                        desk.say("training.learned"));
        samples.getChildren().add(figures);
        if (check.heldOut() == 0) {
            samples.getChildren().add(note("warn", desk.say("training.nothingHeldOut"), null));
        }
        cut(check, check.answersCut(), "training.answersCut", "answer-tokens", check.learned().longest());
        cut(check, check.promptsCut(), "training.promptsCut", "prompt-tokens", 0);
        if (check.share(check.roundsLeft()) > MANY) {
            samples.getChildren().add(note("", desk.say("training.roundsLeft", Numbers.percent(check.share(check.roundsLeft()))), null));
        }
    }

    /// A sentence that is cut where the recipe's limit is, with the way to a higher limit.
    private void cut(TrainingCheck check, int some, String words, String key, int longest) {
        if (check.share(some) <= MANY) {
            return;
        }
        int limit = Integer.parseInt(String.valueOf(draft.draft().get().recipe().get(key)));
        int wider = Math.max(2 * limit, longest);
        Button widen = Controls.button(desk.say("training.widen", desk.say("recipe." + key), Numbers.count(wider)), () -> {
            draft.set(Map.of(key, String.valueOf(wider)));
            draft.look();
        }, "training-widen");
        samples.getChildren().add(note("warn", desk.say(words, Numbers.percent(check.share(some)), Numbers.count(limit)), widen));
    }

    private void showLint() {
        HBox head = new HBox(8, Controls.label(desk.say("training.findings"), "title"), Controls.gap());
        head.setAlignment(Pos.CENTER_LEFT);
        findings.getChildren().setAll(head);
        Work.Item item = draft.linting().get();
        LintReport report = draft.lint().get();
        if (item != null) {
            WorkNodes nodes = new WorkNodes(desk, item);
            findings.getChildren().addAll(nodes.bar(), nodes.row(Controls.label(desk.say("training.searching"), "muted", "small"), item::cancel, "lint-cancel"));
        } else if (report == null) {
            head.getChildren().add(Controls.button(desk.say("training.search"), draft::search, "training-search"));
            findings.getChildren().add(Controls.wrapped(desk.say("training.search.words"), "muted", "small"));
        } else {
            head.getChildren().add(Controls.quiet(Feather.REFRESH_CW, desk.say("training.searchAgain"), draft::search));
            findings.getChildren().add(found(report));
        }
    }

    private Node found(LintReport report) {
        FlowPane chips = new FlowPane(8, 8);
        for (Finding finding : Finding.values()) {
            long count = report.count(finding);
            if (count > 0) {
                boolean bad = finding == Finding.LEAKAGE || finding == Finding.UNSAFE || finding == Finding.PHONE || finding == Finding.IDENTITY_NUMBER
                        || finding == Finding.NAME;
                chips.getChildren().add(Controls.chip(desk.say(finding) + " " + Numbers.count(count), bad ? "warn" : "plain", "finding"));
            }
        }
        if (chips.getChildren().isEmpty()) {
            return Controls.label(desk.say("training.nothingFound"), "good-text");
        }
        return new VBox(8, chips, Controls.wrapped(desk.say("training.findings.words"), "muted", "small"));
    }

    private Node note(String style, String words, @Nullable Button way) {
        HBox note = new HBox(8, Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words), Controls.gap());
        note.getStyleClass().add("note");
        if (!style.isEmpty()) {
            note.getStyleClass().add(style);
        }
        note.setAlignment(Pos.CENTER_LEFT);
        if (way != null) {
            note.getChildren().add(way);
        }
        return note;
    }
}
