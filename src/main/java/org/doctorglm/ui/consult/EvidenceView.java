package org.doctorglm.ui.consult;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.text.Formats;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The reference of the answer on screen. Confident, to be chosen, abstained and off look different at a glance.
final class EvidenceView extends BorderPane {
    private static final double LIKELY = 0.75;
    private static final double POSSIBLE = 0.25;

    private final Desk desk;
    private final ConsultViewModel model;
    private final DiseasePicker picker;
    private final EvidenceTabs tabs;
    private final VBox body = new VBox();
    private final VBox foot = new VBox();

    EvidenceView(Desk desk, ConsultViewModel model, DiseasePicker picker) {
        this.desk = desk;
        this.model = model;
        this.picker = picker;
        this.tabs = new EvidenceTabs(desk, this::back);
        getStyleClass().add("evidence");
        body.getStyleClass().add("panel");
        foot.getStyleClass().addAll("panel", "evidence-foot");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        // Where it comes from is never scrolled away.
        setBottom(foot);
        setAccessibleText(desk.say("evidence.title"));
        Live.watch(this, model.evidence(), this::show);
        Live.watch(this, model.judgements().told(), now -> tabs.tell(now == null ? 0 : now.number()));
    }

    /// From a statement to the sentences of the answer that rest on it.
    private void back(int number) {
        Answer answer = model.focus().get();
        if (answer != null) {
            model.judgements().told().set(new Judgements.Told(answer.id(), number));
        }
    }

    EvidenceTabs tabs() {
        return tabs;
    }

    private void show(@Nullable EvidenceShown shown) {
        body.getChildren().clear();
        foot.getChildren().clear();
        foot.setVisible(shown != null);
        foot.setManaged(shown != null);
        if (shown == null) {
            body.getChildren().addAll(Controls.label(desk.say("evidence.title"), "title"),
                    state(Feather.BOOK_OPEN, desk.say("evidence.empty.title"), desk.say("evidence.empty"), List.of()));
            return;
        }
        CitedEvidence sheet = shown.first();
        switch (shown.state()) {
            case CONFIDENT, PINNED -> showSheet(shown, sheet);
            case CHOOSE -> {
                body.getChildren().add(choices(shown));
                showSheet(shown, sheet);
            }
            case ABSTAIN -> {
                body.getChildren().add(Controls.label(desk.say("evidence.title"), "title"));
                body.getChildren().add(state(Feather.COMPASS, desk.say("evidence.abstain.title"), desk.say("evidence.abstain"), abstainButtons(shown)));
                if (!shown.evidence().isEmpty()) {
                    body.getChildren().add(alternatives(shown, shown.evidence(), "evidence.weak"));
                }
                foot.getChildren().add(footer(shown));
            }
            case OFF -> {
                body.getChildren().add(Controls.label(desk.say("evidence.title"), "title"));
                body.getChildren().add(state(Feather.SLASH, desk.say("evidence.off.title"), desk.say("evidence.off"), offButtons(shown)));
                foot.getChildren().add(footer(shown));
            }
        }
    }

    private void showSheet(EvidenceShown shown, @Nullable CitedEvidence sheet) {
        if (sheet == null) {
            return;
        }
        body.getChildren().add(heading(shown, sheet));
        if (!shown.others().isEmpty() && shown.state() != DesignerState.CHOOSE) {
            body.getChildren().add(alternatives(shown, shown.others(), "evidence.alternatives"));
        }
        body.getChildren().add(why(sheet));
        tabs.show(sheet);
        body.getChildren().add(tabs);
        foot.getChildren().addAll(source(sheet), footer(shown));
    }

    private Node heading(EvidenceShown shown, CitedEvidence sheet) {
        var name = Controls.wrapped(sheet.disease(), "title", "disease-name");
        var chip = shown.state() == DesignerState.PINNED ? Controls.chip(desk.say("evidence.pinned"), "soft", "confidence")
                : Controls.chip(desk.say("evidence.confidence", confidenceWord(sheet.score()), Formats.number(sheet.score())),
                        shown.state() == DesignerState.CHOOSE ? "warn" : "soft", "confidence");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(2, name);
        row.setAlignment(Pos.CENTER_LEFT);
        String question = shown.questionId();
        Button pin = Controls.iconButton(Feather.LOCK, desk.say("evidence.pin"),
                () -> model.composer().pin().set(new ComposerViewModel.Pin(sheet.diseaseId(), sheet.disease())));
        pin.getStyleClass().add("pin-button");
        row.getChildren().add(pin);
        if (question != null) {
            Button swap = Controls.iconButton(Feather.REPEAT, desk.say("evidence.swap"), () -> { });
            swap.getStyleClass().add("swap-button");
            swap.setOnAction(event -> picker.pick(swap, picked -> model.swap(question, picked.id())));
            Button exclude = Controls.iconButton(Feather.X_CIRCLE, desk.say("evidence.exclude"), () -> model.exclude(question, sheet));
            exclude.getStyleClass().add("exclude-button");
            Button off = Controls.iconButton(Feather.SLASH, desk.say("evidence.without"), () -> model.withoutReference(question));
            off.getStyleClass().add("off-button");
            row.getChildren().addAll(swap, exclude, off);
        }
        String departments = String.join("、", sheet.departments());
        String under = Stream.of(sheet.english(), sheet.icd10() == null ? "" : sheet.icd10(), departments)
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
        return new VBox(4, row, chip, Controls.wrapped(under, "muted", "small"));
    }

    private String confidenceWord(double score) {
        return desk.say(score >= LIKELY ? "confidence.high" : score >= POSSIBLE ? "confidence.middle" : "confidence.low");
    }

    private Node alternatives(EvidenceShown shown, List<CitedEvidence> others, String key) {
        FlowPane row = new FlowPane(6, 6, Controls.label(desk.say(key), "strong", "small"));
        row.setAlignment(Pos.CENTER_LEFT);
        others.forEach(one -> row.getChildren().add(choice(shown, one)));
        return row;
    }

    private Button choice(EvidenceShown shown, CitedEvidence one) {
        String words = one.disease() + " " + Formats.number(one.score());
        Button chip = Controls.chipButton(words, desk.say("evidence.use", one.disease()), () -> use(shown, one));
        chip.getStyleClass().add("alternative");
        return chip;
    }

    /// With an answer: answer again. While typing: fix it for the question to come.
    private void use(EvidenceShown shown, CitedEvidence one) {
        if (shown.questionId() == null) {
            model.composer().pin().set(new ComposerViewModel.Pin(one.diseaseId(), one.disease()));
        } else {
            model.swap(shown.questionId(), one.diseaseId());
        }
    }

    private Node choices(EvidenceShown shown) {
        FlowPane row = new FlowPane(6, 6);
        shown.others().forEach(one -> row.getChildren().add(choice(shown, one)));
        VBox words = new VBox(6, Controls.wrapped(desk.say("evidence.choose.title"), "strong"),
                Controls.wrapped(desk.say("evidence.choose"), "small"), row);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox note = new HBox(Controls.icon(Feather.HELP_CIRCLE), words);
        note.getStyleClass().addAll("note", "warn", "choose-note");
        return note;
    }

    private Node why(CitedEvidence sheet) {
        FlowPane row = new FlowPane(8, 2, Controls.label(desk.say(sheet.matched().isEmpty() ? "evidence.noWhy" : "evidence.why"), "muted", "small"));
        row.setAlignment(Pos.CENTER_LEFT);
        sheet.matched().forEach(word -> row.getChildren().add(Controls.label(word, "matched", "small")));
        return row;
    }

    private Node source(CitedEvidence sheet) {
        String review = sheet.review().equals(CitedEvidence.NOT_REVIEWED) ? desk.say("evidence.unreviewed") : sheet.review();
        var words = Controls.wrapped(desk.say("evidence.source", sheet.source(), sheet.edition(), review), "muted", "small", "source");
        HBox row = new HBox(6, Controls.icon(Feather.BOOKMARK), words);
        HBox.setHgrow(words, Priority.ALWAYS);
        return row;
    }

    private Node footer(EvidenceShown shown) {
        FlowPane row = new FlowPane(10, 4);
        row.setAlignment(Pos.CENTER_LEFT);
        if (shown.tokens() > 0) {
            int limit = model.composer().contextLimit().get();
            String tokens = Integer.toString(shown.tokens());
            row.getChildren().add(Controls.label(limit > 0 ? desk.say("evidence.tokensOf", tokens, Integer.toString(limit))
                    : desk.say("evidence.tokens", tokens), "muted", "small"));
        }
        if (shown.milliseconds() >= 0 && shown.state() != DesignerState.OFF) {
            row.getChildren().add(Controls.label(desk.say("evidence.search", desk.formats().milliseconds(shown.milliseconds())), "muted", "small"));
        }
        Button prompt = Controls.quiet(Feather.FILE_TEXT, desk.say("prompt.show"), () -> PromptSheet.show(desk, model, shown.prompt(),
                shown.questionId() == null ? null : model.focus().get()));
        prompt.getStyleClass().addAll("small", "prompt-button");
        prompt.setDisable(shown.prompt().isEmpty());
        row.getChildren().add(prompt);
        return row;
    }

    private List<Button> abstainButtons(EvidenceShown shown) {
        String question = shown.questionId();
        if (question == null) {
            return List.of();
        }
        Button choose = Controls.button(desk.say("abstain.choose"), () -> { });
        choose.setOnAction(event -> picker.pick(choose, picked -> model.swap(question, picked.id())));
        return List.of(choose, Controls.button(desk.say("abstain.plain"), () -> model.withoutReference(question)));
    }

    private List<Button> offButtons(EvidenceShown shown) {
        String question = shown.questionId();
        return question == null ? List.of() : List.of(Controls.button(desk.say("evidence.again"), () -> {
            model.composer().designerOn().set(true);
            model.regenerate(question);
        }));
    }

    private Node state(Feather glyph, String title, String words, List<Button> buttons) {
        VBox box = new VBox(8, Controls.icon(glyph), Controls.wrapped(title, "strong"), Controls.wrapped(words, "muted"));
        if (!buttons.isEmpty()) {
            FlowPane row = new FlowPane(8, 8);
            row.getChildren().addAll(buttons);
            box.getChildren().add(row);
        }
        box.getStyleClass().addAll("note", "state-note");
        return box;
    }
}
