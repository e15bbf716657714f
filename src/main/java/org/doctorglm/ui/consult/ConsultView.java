package org.doctorglm.ui.consult;

import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.HiddenSidesPane;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Shortcut;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.theme.Appearance;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The consultation page: list, conversation, and right of them evidence and sampling, which fold into a drawer in a narrow window.
public final class ConsultView extends StackPane {
    /// Below this width, at normal text size, the right panel is a drawer.
    private static final double WIDE = 1100;
    private static final String SIDE_WIDTH = "-fx-min-width: 25em; -fx-pref-width: 25em;";
    private static final double[] DIVIDERS = {0.2, 0.73};

    private final Desk desk;
    private final ConsultViewModel model;
    private final UiSettings settings;
    private final ReviewDoor review;
    private final SplitPane columns = new SplitPane();
    private final SplitPane side;
    private final HiddenSidesPane drawer = new HiddenSidesPane();
    private final HistoryView history;
    private final ConversationView conversation;
    private final ConsultationHead head;
    private final EvidenceView evidence;
    private boolean folded;
    private boolean hidden;

    public ConsultView(Desk desk, ConsultViewModel model, ProfilesViewModel profiles, DiseaseSearch diseases, ExportDoor exporter, UiSettings settings,
                       ReviewDoor review,
                       Runnable openModels) {
        this.desk = desk;
        this.model = model;
        this.settings = settings;
        this.review = review;
        DiseasePicker picker = new DiseasePicker(desk, diseases);
        history = new HistoryView(desk, model);
        Button sideSwitch = Controls.iconButton(Feather.SIDEBAR, desk.say("side.switch"), this::switchSide);
        sideSwitch.getStyleClass().add("side-switch");
        head = new ConsultationHead(desk, model, new ProfilePicker(desk, profiles, model.run()), history, exporter, sideSwitch);
        conversation = new ConversationView(desk, model, picker, head, review, openModels);
        evidence = new EvidenceView(desk, model, picker);
        side = new SplitPane(evidence, scrolled(new VBox(new SamplingView(desk, model.sampling()), new NextTokenView(desk, model.nextToken()))));
        side.setOrientation(Orientation.VERTICAL);
        side.getStyleClass().add("side");
        side.setStyle(SIDE_WIDTH);
        columns.getItems().setAll(history, conversation, side);
        SplitPane.setResizableWithParent(history, false);
        SplitPane.setResizableWithParent(side, false);
        drawer.setContent(columns);
        drawer.setTriggerDistance(0);
        drawer.setAnimationDelay(Duration.ZERO);
        drawer.setAnimationDuration(Appearance.motion());
        getChildren().add(drawer);
        columns.setDividerPositions(settings.number("divider.history", DIVIDERS[0]), settings.number("divider.side", DIVIDERS[1]));
        side.setDividerPositions(settings.number("divider.sampling", 0.54));
        rememberDividers();
        widthProperty().addListener((property, old, now) -> fold());
        // A click beside the drawer closes it; its switch may lie under it.
        columns.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> drawer.setPinnedSide(null));
        listenForKeys();
    }

    /// At the scene and not here: a button that was pressed with the mouse may be gone with the focus, and Esc must still stop.
    private void listenForKeys() {
        EventHandler<KeyEvent> keys = this::key;
        sceneProperty().addListener((property, old, now) -> {
            if (old != null) {
                old.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
    }

    public void focusComposer() {
        conversation.composer().area().requestFocus();
    }

    private static ScrollPane scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private void rememberDividers() {
        // Written when the page goes, not at each pixel of a drag.
        sceneProperty().addListener((property, old, now) -> {
            if (now == null) {
                double[] at = columns.getDividerPositions();
                settings.put("divider.history", Double.toString(at[0]));
                if (at.length > 1) {
                    settings.put("divider.side", Double.toString(at[1]));
                }
                settings.put("divider.sampling", Double.toString(side.getDividerPositions()[0]));
            }
        });
    }

    private void fold() {
        double em = conversation.composer().area().getFont().getSize() / (Appearance.BODY * 1.0357);
        boolean narrow = getWidth() < (WIDE - 76) * Math.max(1, em);
        if (narrow != folded && getWidth() > 0) {
            folded = narrow;
            arrange();
        }
    }

    private void arrange() {
        double first = columns.getDividerPositions().length > 0 ? columns.getDividerPositions()[0] : DIVIDERS[0];
        drawer.setPinnedSide(null);
        drawer.setRight(null);
        side.getStyleClass().remove("drawer");
        columns.getItems().remove(side);
        if (folded) {
            side.getStyleClass().add("drawer");
            drawer.setRight(side);
        } else if (!hidden) {
            columns.getItems().add(side);
            columns.setDividerPositions(first, settings.number("divider.side", DIVIDERS[1]));
        }
    }

    private void switchSide() {
        if (folded) {
            drawer.setPinnedSide(drawer.getPinnedSide() == null ? Side.RIGHT : null);
        } else {
            hidden = !hidden;
            arrange();
        }
    }

    private void key(KeyEvent event) {
        if (desk.layer().isOpen()) {
            return;
        }
        Runnable action = action(event);
        if (action != null) {
            action.run();
            event.consume();
        }
    }

    private @Nullable Runnable action(KeyEvent event) {
        for (Shortcut shortcut : Shortcut.values()) {
            if (shortcut.matches(event)) {
                return switch (shortcut) {
                    case NEW_CONSULTATION -> () -> {
                        model.startNew();
                        focusComposer();
                    };
                    case SEARCH -> () -> history.search().requestFocus();
                    case STOP -> escape();
                    case REGENERATE -> withFocus(answer -> model.regenerate(answer.questionId()));
                    case COPY_ANSWER -> withFocus(answer -> Copying.copy(desk, answer.text()));
                    case PROVENANCE -> withFocus(answer -> new ProvenanceCard(desk, model, answer).show(head));
                    case OLDER_VERSION -> () -> version(-1);
                    case NEWER_VERSION -> () -> version(1);
                    case SEND_TO_REVIEW -> withFocus(this::sendToReview);
                    case EXPORT -> head::openExport;
                    case RENAME -> () -> {
                        if (model.tree().get() != null) {
                            history.rename(model.tree().get().dialogue());
                        }
                    };
                    case SYMPTOMS -> () -> evidence.tabs().choose(0);
                    case DIAGNOSIS -> () -> evidence.tabs().choose(1);
                    case TREATMENT -> () -> evidence.tabs().choose(2);
                    case PREVENTION -> () -> evidence.tabs().choose(3);
                    case SIDE_PANEL -> this::switchSide;
                    case FOCUS_COMPOSER -> this::focusComposer;
                    case OVERVIEW, CONSULT, LIBRARY, REVIEW, EXPERIMENTS, TRAINING, MODELS, SETTINGS, SEND, LINE_BREAK, SEND_ALWAYS, LARGER, SMALLER, KEYS -> null;
                };
            }
        }
        return null;
    }

    /// Stops the answer; with none, gives up an edit; with none, closes the drawer.
    private @Nullable Runnable escape() {
        if (model.run().busy()) {
            return model.run()::stop;
        }
        if (model.composer().edit().get() != null) {
            return model.composer()::cancelEdit;
        }
        return drawer.getPinnedSide() == null ? null : () -> drawer.setPinnedSide(null);
    }

    private Runnable withFocus(Consumer<Answer> action) {
        return () -> {
            Answer answer = model.focus().get();
            if (answer != null && !model.run().busy()) {
                action.accept(answer);
            }
        };
    }

    private void sendToReview(Answer answer) {
        if (answer.finished()) {
            model.rounds().stream().filter(round -> round.question().id().equals(answer.questionId())).findFirst()
                    .ifPresent(round -> review.send(round.question(), answer));
        }
    }

    private void version(int step) {
        Answer answer = model.focus().get();
        for (Round round : model.rounds()) {
            if (answer != null && round.versions().contains(answer)) {
                int wanted = round.versions().indexOf(answer) + step;
                if (wanted >= 0 && wanted < round.versions().size()) {
                    model.choose(answer.questionId(), round.versions().get(wanted).id());
                }
            }
        }
    }
}
