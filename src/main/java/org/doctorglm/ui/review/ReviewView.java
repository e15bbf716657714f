package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.review.Reviewer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.ReviewViewModel.Part;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The review place: its pages, who reads, and whether everything is stored. Alt and a digit lead to a page, Ctrl P to another reader.
public final class ReviewView extends BorderPane {
    private final Desk desk;
    private final ReviewViewModel model;
    private final Map<Part, ToggleButton> parts = new EnumMap<>(Part.class);
    private final Button who;
    private final Label stored = Controls.label("", "muted", "small", "review-stored");
    private final HBox problem = new HBox(10);
    private @Nullable Part shown;
    private boolean asked;

    public ReviewView(Desk desk, ReviewViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("review");
        for (Part part : Part.values()) {
            String words = desk.say(part);
            ToggleButton button = new ToggleButton(words);
            button.setAccessibleText(words + " Alt " + (part.ordinal() + 1));
            button.setTooltip(new javafx.scene.control.Tooltip(words + "  Alt " + (part.ordinal() + 1)));
            button.getStyleClass().add("review-" + part.name().toLowerCase(Locale.ROOT));
            button.setOnAction(event -> {
                model.go(part);
                select();
            });
            parts.put(part, button);
        }
        who = Controls.quiet(Feather.USER, desk.say("review.who"), this::chooseReviewer);
        who.getStyleClass().add("review-who");
        HBox head = new HBox(new SegmentedButton(parts.values().toArray(ToggleButton[]::new)), Controls.gap(), stored, who);
        head.getStyleClass().add("page-head");
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        problem.getStyleClass().addAll("note", "bad", "review-problem");
        problem.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        setTop(new VBox(head, problem));
        // At the scene: when the last answer goes, the focus goes with it to wherever it likes.
        EventHandler<KeyEvent> keys = this::key;
        sceneProperty().addListener((property, old, now) -> {
            if (old != null) {
                old.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
                model.look();
            }
        });
        Live.watch(this, model.part(), now -> show());
        Live.watch(this, model.reviewer(), now -> {
            who.setText(now.isEmpty() ? desk.say("review.who") : now + "  Ctrl P");
            who.setAccessibleText(desk.say("review.who") + " " + now);
            show();
        });
        Live.watch(this, model.loaded(), now -> show());
        Live.watch(this, model.unwritten(), now -> stored.setText(desk.say(now.intValue() == 0 ? "review.stored" : "review.storing", String.valueOf(now))));
        Live.watch(this, model.problem(), this::showProblem);
    }

    private void select() {
        parts.forEach((part, button) -> button.setSelected(part == model.part().get()));
    }

    private void show() {
        select();
        if (model.reviewer().get().isEmpty()) {
            if (!asked || shown != null) {
                shown = null;
                asked = true;
                setCenter(welcome());
            }
            return;
        }
        asked = false;
        if (shown != model.part().get() || getCenter() == null) {
            shown = model.part().get();
            Node page = page(model.part().get());
            setCenter(page);
            if (page instanceof MarkingView marking) {
                marking.focusText();
            } else if (page instanceof AdjudicationView adjudication) {
                adjudication.focusText();
            } else {
                page.requestFocus();
            }
        }
    }

    private Node page(Part part) {
        return switch (part) {
            case MARKING -> new MarkingView(desk, model);
            case ADJUDICATION -> new AdjudicationView(desk, model);
            case AGREEMENT -> new AgreementView(desk, model);
            case DASHBOARD -> new DashboardView(desk, model);
            case RANKING -> new RankingView(desk, model);
            case FILES -> new FilesView(desk, model);
        };
    }

    /// Nobody has said who reads.
    private Node welcome() {
        TextField name = new TextField();
        name.setPromptText(desk.say("review.name"));
        name.setAccessibleText(desk.say("review.name"));
        name.getStyleClass().add("reviewer-name");
        TextField field = new TextField();
        field.setPromptText(desk.say("review.field"));
        field.setAccessibleText(desk.say("review.field"));
        field.getStyleClass().add("reviewer-field");
        Runnable begin = () -> read(name.getText(), field.getText());
        name.setOnAction(event -> begin.run());
        field.setOnAction(event -> begin.run());
        Button go = Controls.primary(desk.say("review.begin"), begin);
        go.getStyleClass().add("reviewer-begin");
        VBox fields = new VBox(8, name, field, go);
        fields.setStyle("-fx-max-width: 22em;");
        fields.setAlignment(javafx.geometry.Pos.CENTER);
        VBox page = Rows.empty(desk.say("review.welcome"), desk.say("review.welcome.words"), fields);
        model.reviewers().get().forEach(one -> fields.getChildren().addFirst(profile(one, 0)));
        desk.runner().onNextFrame(name::requestFocus);
        return page;
    }

    private void read(String name, String field) {
        if (!name.isBlank()) {
            try {
                model.read(name.strip(), field.strip());
            } catch (IllegalArgumentException noName) {
                desk.layer().toast(desk.say("review.name.bad"));
            }
        }
    }

    private Button profile(Reviewer one, int number) {
        String words = one.name() + (one.field().isBlank() ? "" : " · " + one.field());
        Button button = Controls.button((number > 0 ? number + "  " : "") + words, () -> {
            desk.layer().close();
            read(one.name(), one.field());
        }, "reviewer-profile");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return button;
    }

    /// One key each; 0 makes a new profile.
    private void chooseReviewer() {
        List<Button> profiles = new ArrayList<>();
        for (Reviewer one : model.reviewers().get()) {
            profiles.add(profile(one, profiles.size() + 1));
        }
        Button fresh = Controls.button("0  " + desk.say("review.name.new"), () -> {
            desk.layer().close();
            // A frame later: the 0 that was pressed is still to be typed, and must not begin the name.
            desk.runner().onNextFrame(() -> desk.layer().prompt(desk.say("review.name"), "", desk.say("review.begin"), desk.say("cancel"), name -> read(name, "")));
        }, "reviewer-new");
        fresh.setMaxWidth(Double.MAX_VALUE);
        fresh.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        VBox content = new VBox(8);
        content.getChildren().addAll(profiles);
        content.getChildren().add(fresh);
        content.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int digit = ReviewKey.digit(event.getCode());
            if (digit == 0) {
                fresh.fire();
                event.consume();
            } else if (digit >= 1 && digit <= profiles.size()) {
                profiles.get(digit - 1).fire();
                event.consume();
            }
        });
        desk.layer().show(desk.say("review.who"), content, List.of(Controls.button(desk.say("cancel"), desk.layer()::close)), profiles.isEmpty() ? fresh : profiles.getFirst());
    }

    private void showProblem(@Nullable Throwable now) {
        Rows.show(problem, now != null);
        if (now != null) {
            boolean elsewhere = now instanceof StorageException storage && storage.reason() == StorageException.Reason.LOCKED;
            problem.getChildren().setAll(Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(desk.say(elsewhere ? "review.problem.elsewhere" : "review.problem.disk"), "problem-words"),
                    Controls.gap(), Controls.button(desk.say("review.problem.retry"), model::retry, "problem-retry"),
                    Controls.button(desk.say("review.problem.readAgain"), model::readAgain, "problem-read"));
        }
    }

    private void key(KeyEvent event) {
        if (desk.layer().isOpen()) {
            return;
        }
        int digit = ReviewKey.digit(event.getCode());
        if (event.isAltDown() && !event.isShortcutDown() && digit >= 1 && digit <= Part.values().length) {
            model.go(Part.values()[digit - 1]);
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.P) {
            chooseReviewer();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.D) {
            model.second().set(!model.second().get());
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.H) {
            model.blind().set(!model.blind().get());
        } else {
            return;
        }
        event.consume();
    }
}
