package org.doctorglm.ui.consult;

import java.util.List;
import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.SelectableText;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The version of an answer on screen: text without a bubble, one quiet line, actions on hover and focus.
final class AnswerView extends VBox {
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private static final String WIDTH = "-fx-max-width: 50em;";

    private final Desk desk;
    private final ConsultViewModel model;
    private final DiseasePicker picker;
    private final ReviewDoor review;
    private final SelectableText text = new SelectableText("reading-text");
    private final Label dropped = Controls.wrapped("", "muted", "small", "dropped-rounds");
    private final RedFlagBanner flags;
    private final ConcernNotes concerns;
    private final VBox finish = new VBox();
    private final FlowPane line = new FlowPane();
    private final HBox actions = new HBox();
    private final Label phase = Controls.chip("", "soft", "phase");
    private final ChangeListener<Object> live = (property, old, now) -> showLive();
    private @Nullable Answer answer;
    private @Nullable Question question;
    private String questionId = "";
    private boolean listening;
    private Subscription judged = Subscription.EMPTY;

    AnswerView(Desk desk, ConsultViewModel model, DiseasePicker picker, ReviewDoor review) {
        this.picker = picker;
        this.review = review;
        this.desk = desk;
        this.model = model;
        this.flags = new RedFlagBanner(desk);
        this.concerns = new ConcernNotes(desk);
        getStyleClass().add("answer");
        setStyle(WIDTH);
        line.getStyleClass().add("answer-line");
        actions.getStyleClass().add("actions");
        getChildren().addAll(dropped, flags, text, concerns, finish, line);
        setOnMouseClicked(event -> {
            if (answer != null && answer != model.focus().get() && event.isStillSincePress() && !isWriting()) {
                model.focusOn(answer);
            }
        });
    }

    /// @param last whether it is the last answer on screen; its actions are always visible
    void show(Round round, boolean last) {
        answer = round.answer();
        int rounds = answer == null ? 0 : answer.provenance().droppedRounds();
        dropped.setText(desk.say("answer.dropped", rounds));
        setVisible(dropped, rounds > 0);
        question = round.question();
        questionId = round.question().id();
        pseudoClassStateChanged(LAST, last);
        if (answer == null || isWriting()) {
            listen(true);
            showLive();
            return;
        }
        listen(false);
        Answer shown = answer;
        text.writing().set(false);
        text.setText(shown.text());
        setVisible(text, !shown.text().isEmpty());
        judge(shown);
        finish.getChildren().setAll(new FinishNote(desk, model, picker, shown).nodes());
        setVisible(finish, !finish.getChildren().isEmpty());
        line.getChildren().clear();
        if (round.versions().size() > 1) {
            line.getChildren().add(new Pager(desk, "version", round.versions().indexOf(shown), round.versions().size(),
                    i -> model.choose(shown.questionId(), round.versions().get(i).id())));
        }
        addFacts(shown);
        addActions(shown);
        line.getChildren().add(actions);
    }

    void markFocus(@Nullable Answer focused) {
        boolean shown = focused != null && answer != null && focused.id().equals(answer.id());
        getStyleClass().removeAll("shown");
        if (shown) {
            getStyleClass().add("shown");
        }
    }

    void dispose() {
        listen(false);
        judged.unsubscribe();
    }

    /// Marks what the rules say of the answer as soon as it is worked out.
    private void judge(Answer shown) {
        judged.unsubscribe();
        flags.show(List.of(), true, false, () -> { });
        concerns.show(new AnswerMarks(List.of(), List.of(), List.of()));
        var judgement = model.judgements().of(shown);
        judged = judgement.subscribe(now -> mark(shown, now)).and(model.judgements().told().subscribe(told -> mark(shown, judgement.get())));
    }

    private void mark(Answer shown, Consultation.@Nullable Judgement judgement) {
        if (judgement == null || isWriting()) {
            return;
        }
        Judgements.Told told = model.judgements().told().get();
        int number = told != null && told.answerId().equals(shown.id()) ? told.number() : 0;
        text.setRuns(AnswerRuns.of(shown.text(), judgement.marks(), number, desk, cited -> {
            model.focusOn(shown);
            model.judgements().told().set(new Judgements.Told(shown.id(), cited));
        }));
        flags.show(judgement.flags(), judgement.acknowledged(), !judgement.marks().flags().isEmpty(), () -> model.judgements().acknowledge(shown));
        concerns.show(judgement.marks());
    }

    private boolean isWriting() {
        return answer != null && model.run().busy() && answer.id().equals(model.run().answerId().get());
    }

    private void listen(boolean on) {
        if (on != listening) {
            listening = on;
            if (on) {
                model.run().text().addListener(live);
                model.run().phase().addListener(live);
                model.run().readShare().addListener(live);
                model.run().readMsLeft().addListener(live);
            } else {
                model.run().text().removeListener(live);
                model.run().phase().removeListener(live);
                model.run().readShare().removeListener(live);
                model.run().readMsLeft().removeListener(live);
            }
        }
    }

    private void showLive() {
        AnswerRun run = model.run();
        boolean busy = run.busy();
        boolean mine = isWriting();
        setVisible(text, mine && !run.text().get().isEmpty());
        if (mine) {
            text.setText(run.text().get());
        }
        text.writing().set(mine && run.phase().get() == AnswerRun.Phase.WRITING);
        setVisible(finish, false);
        String share = Long.toString(Math.round(run.readShare().get() * 100));
        boolean reading = run.phase().get() == AnswerRun.Phase.READING && run.readMsLeft().get() > ComposerViewModel.SHORT_WAIT_MS;
        phase.setText(desk.say(run.phase().get(), share)
                + (reading ? " · " + desk.say("answer.reading.left", desk.formats().seconds(run.readMsLeft().get())) : ""));
        if (busy && !line.getChildren().contains(phase)) {
            line.getChildren().setAll(phase);
        } else if (!busy) {
            // Nothing was answered: the request failed before a word was written.
            line.getChildren().setAll(Controls.quiet(Feather.REFRESH_CW, desk.say("answer.regenerate"), () -> model.regenerate(questionId)));
        }
    }

    /// Which pack wrote it: name, precision, adapter.
    private Label badge(Provenance from) {
        Label badge = Controls.chip(from.model() + " · " + from.precision().toUpperCase(Locale.ROOT)
                + (from.adapter() == null ? "" : " · " + from.adapter()), "pack-badge");
        badge.setAccessibleText(desk.say("answer.pack", from.model(), from.precision().toUpperCase(Locale.ROOT),
                from.adapter() == null ? desk.say("answer.pack.noAdapter") : desk.say("answer.pack.adapter", from.adapter())));
        badge.setTooltip(new Tooltip(badge.getAccessibleText() + "\nSHA-256 " + from.modelSha256()));
        return badge;
    }

    private void addFacts(Answer shown) {
        if (!shown.provenance().model().isEmpty()) {
            line.getChildren().add(badge(shown.provenance()));
        }
        var timings = shown.timings();
        if (timings.firstTokenMs() > 0) {
            fact(desk.say("answer.firstToken", desk.formats().milliseconds(timings.firstTokenMs())));
        }
        if (timings.decodeTokensPerSecond() > 0) {
            fact(desk.formats().rate(timings.decodeTokensPerSecond()));
        }
        var used = shown.provenance().evidence().stream().filter(CitedEvidence::used).findFirst();
        used.ifPresent(sheet -> {
            fact(desk.say("answer.evidence", Integer.toString(sheet.sections().size())));
            line.getChildren().add(Controls.chipButton(desk.say("answer.reference", sheet.disease()),
                    desk.say("answer.reference.show", sheet.disease()), () -> model.focusOn(shown)));
        });
        if (used.isEmpty() && shown.finishReason() != FinishReason.ABSTAINED) {
            line.getChildren().add(Controls.chip(desk.say("answer.noReference")));
        }
    }

    private void fact(String words) {
        line.getChildren().add(Controls.label(words, "muted"));
    }

    private void addActions(Answer shown) {
        actions.getChildren().setAll(
                Controls.quiet(Feather.REFRESH_CW, desk.say("answer.regenerate"), () -> model.regenerate(shown.questionId())));
        actions.getChildren().add(severalVersions(shown));
        if (shown.finishReason() == FinishReason.STOPPED || shown.finishReason() == FinishReason.LENGTH) {
            actions.getChildren().add(Controls.quiet(Feather.PLAY, desk.say("answer.continue"), () -> model.continueAnswer(shown)));
        }
        var copy = Controls.iconButton(Feather.COPY, desk.say("answer.copy"), () -> Copying.copy(desk, shown.text()));
        copy.setDisable(shown.text().isEmpty());
        var provenance = Controls.quiet(Feather.INFO, desk.say("answer.provenance"), () -> { });
        provenance.getStyleClass().add("provenance-button");
        provenance.setOnAction(event -> new ProvenanceCard(desk, model, shown).show(provenance));
        var send = Controls.iconButton(Feather.EDIT_3, desk.say("answer.review"), () -> send(shown));
        send.getStyleClass().add("send-to-review");
        send.setDisable(!shown.finished() || shown.text().isEmpty());
        actions.getChildren().addAll(copy, send, provenance);
    }

    private void send(Answer shown) {
        Question asked = question;
        if (asked != null) {
            review.send(asked, shown);
        }
    }

    private MenuButton severalVersions(Answer shown) {
        MenuButton several = new MenuButton(desk.say("answer.versions"));
        several.setGraphic(Controls.icon(Feather.LAYERS));
        several.setAccessibleText(desk.say("answer.versions.accessible"));
        several.getStyleClass().addAll("quiet", "versions-menu");
        for (int count = 2; count <= Consultation.MOST_VERSIONS; count++) {
            int wanted = count;
            MenuItem item = new MenuItem(desk.say("answer.versions.count", Integer.toString(count)));
            item.setOnAction(event -> model.regenerate(shown.questionId(), wanted));
            several.getItems().add(item);
        }
        // At temperature 0 all versions are the same.
        Live.watch(several, model.sampling().settings(), now -> several.setDisable(now.greedy()));
        return several;
    }

    private static void setVisible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
