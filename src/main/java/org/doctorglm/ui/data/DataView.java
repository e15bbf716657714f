package org.doctorglm.ui.data;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.data.DataViewModel.Mode;
import org.doctorglm.ui.data.DataViewModel.Outcome;
import org.doctorglm.ui.data.DataViewModel.Part;
import org.doctorglm.ui.data.DataViewModel.Step;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The sets on the left; on the right one of them, or files on their way to become one, or questions made of disease sheets.
public final class DataView extends SplitPane {
    private static final double DIVIDER = 0.24;

    private final Desk desk;
    private final DataViewModel model;
    private final ListView<Dataset> list = new ListView<>();
    private final BorderPane page = new BorderPane();
    private final VBox notes = new VBox(8);
    private boolean following;

    public DataView(Desk desk, DataViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("library", "data-page");
        VBox left = left();
        SplitPane.setResizableWithParent(left, false);
        notes.getStyleClass().add("data-notes");
        page.setTop(notes);
        getItems().addAll(left, page);
        setDividerPositions(DIVIDER);
        Live.watch(this, model.mode(), now -> {
            follow();
            show();
        });
        Live.watch(this, model.sets(), () -> {
            following = true;
            list.getItems().setAll(model.sets());
            follow();
        });
        Live.watch(this, model.chosen(), now -> {
            follow();
            if (model.mode().get() == Mode.SET) {
                show();
            }
        });
        Live.watch(this, model.part(), now -> {
            if (model.mode().get() == Mode.SET) {
                show();
            }
        });
        Live.watch(this, model.jobs().current(), now -> showNotes());
        Live.watch(this, model.jobs().problem(), now -> showNotes());
        Live.watch(this, model.outcome(), now -> showNotes());
        model.refresh();
    }

    private VBox left() {
        Button bring = Controls.primary(desk.say("data.import"), () -> {
            model.imports().restart();
            model.mode().set(Mode.IMPORTING);
        });
        bring.setGraphic(Controls.icon(Feather.FOLDER_PLUS));
        bring.getStyleClass().add("data-import");
        Button ask = Controls.button(desk.say("data.questions"), () -> model.mode().set(Mode.QUESTIONS), "data-questions");
        ask.setGraphic(Controls.icon(Feather.HELP_CIRCLE));
        bring.setMaxWidth(Double.MAX_VALUE);
        ask.setMaxWidth(Double.MAX_VALUE);
        list.getStyleClass().addAll("pick-list", "data-sets");
        list.setAccessibleText(desk.say("data.sets"));
        list.setPlaceholder(Controls.wrapped(desk.say("data.sets.none"), "muted"));
        list.setCellFactory(view -> new SetCell());
        list.getSelectionModel().selectedItemProperty().subscribe(now -> {
            if (now != null && !following) {
                model.choose(now);
                model.mode().set(Mode.SET);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox left = new VBox(Controls.label(desk.say("data.sets"), "title"), bring, ask, list);
        left.getStyleClass().add("entry-list-pane");
        return left;
    }

    /// The list marks the set that is on the page, and none while another thing is there, so that any can be chosen to come back.
    private void follow() {
        following = true;
        if (model.mode().get() == Mode.SET) {
            list.getSelectionModel().select(model.chosen().get());
        } else {
            list.getSelectionModel().clearSelection();
        }
        following = false;
    }

    private void show() {
        Dataset set = model.chosen().get();
        Node content = switch (model.mode().get()) {
            case IMPORTING -> column(new SetImportView(desk, model));
            case QUESTIONS -> column(new QuestionsView(desk, model));
            case SET -> set == null ? nothing() : set(set);
        };
        page.setCenter(content);
    }

    private Node nothing() {
        Button bring = Controls.primary(desk.say("data.import"), () -> model.mode().set(Mode.IMPORTING));
        return new StackPane(Fields.empty(Feather.DATABASE, desk.say("data.none"), desk.say("data.none.words"), bring));
    }

    private Node set(Dataset set) {
        Button remove = Controls.quiet(Feather.TRASH_2, desk.say("data.remove"), () -> desk.layer().confirm(desk.say("data.remove.title", set.name()),
                desk.say("data.remove.words"), desk.say("data.remove"), desk.say("cancel"), () -> model.remove(set)));
        remove.getStyleClass().add("data-remove");
        Label name = Controls.label(set.name(), "headline", "data-name");
        name.setMinWidth(0);
        HBox head = Fields.row(name, Controls.gap(), remove);
        SegmentedButton parts = new SegmentedButton();
        ToggleGroup group = new ToggleGroup();
        for (Part part : Part.values()) {
            ToggleButton button = new ToggleButton(desk.say(part));
            button.setAccessibleText(button.getText());
            button.getStyleClass().add("data-part-" + part.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(model.part().get() == part);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.part().set(part);
            });
            parts.getButtons().add(button);
        }
        parts.setToggleGroup(group);
        Node content = switch (model.part().get()) {
            case STATISTICS -> new StatisticsView(desk, model, set);
            case FINDINGS -> new FindingsView(desk, model, set);
            case FILTER -> new FilterView(desk, model.filter(), set);
            case PARTS -> new PartsView(desk, model, set);
            case TOKENS -> new TokensView(desk, model.tokens());
        };
        return column(new VBox(14, head, Controls.label(counts(set), "muted"), parts, content));
    }

    private String counts(Dataset set) {
        return desk.say("data.counts", StatisticsView.number(set.conversations()), StatisticsView.number(set.turns()));
    }

    private static ScrollPane column(Node content) {
        VBox box = new VBox(content);
        box.getStyleClass().add("page");
        box.setStyle("-fx-max-width: 70em;");
        StackPane middle = new StackPane(box);
        middle.setAlignment(Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private void showNotes() {
        notes.getChildren().clear();
        Work.Item item = model.jobs().current().get();
        DataProblem problem = model.jobs().problem().get();
        Outcome outcome = model.outcome().get();
        if (item != null) {
            WorkNodes work = new WorkNodes(desk, item);
            VBox card = new VBox(8, Fields.row(Controls.label(desk.say(item.kind()) + " " + item.name(), "strong"), Controls.gap(), work.timeLeft(),
                    Controls.button(desk.say("cancel"), model.jobs()::cancel, "data-cancel")), work.bar());
            card.getStyleClass().add("card");
            notes.getChildren().add(card);
        }
        if (problem != null) {
            notes.getChildren().add(note(Feather.ALERT_TRIANGLE, problem.words(desk), "data-problem", null, () -> model.jobs().problem().set(null)));
        } else if (outcome != null && item == null) {
            Button undo = outcome.step() != Step.FILTERED && outcome.step() != Step.MIXED ? null
                    : Controls.button(desk.say("data.undo"), () -> model.undo(outcome.name()), "outcome-undo");
            notes.getChildren().add(note(Feather.CHECK_CIRCLE, desk.say(outcome.step(), outcome.name(), outcome.other()), "data-outcome", undo, () -> model.outcome().set(null)));
        }
        Fields.show(notes, !notes.getChildren().isEmpty());
    }

    private HBox note(Feather glyph, String words, String style, @Nullable Button button, Runnable close) {
        HBox note = new HBox(Controls.icon(glyph), Controls.wrapped(words, style), Controls.gap());
        if (button != null) {
            note.getChildren().add(button);
        }
        note.getChildren().add(Controls.iconButton(Feather.X, desk.say("close"), close));
        note.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().add("note");
        if (glyph == Feather.ALERT_TRIANGLE) {
            note.getStyleClass().add("bad");
        }
        return note;
    }

    /// Name, counts, licence, and what it was made of.
    private final class SetCell extends ListCell<Dataset> {
        private final Label name = Controls.label("", "entry-name");
        private final Label facts = Controls.label("", "muted", "small");
        private final Label from = Controls.label("", "muted", "small");
        private final VBox box = new VBox(2, name, facts, from);

        @Override
        protected void updateItem(@Nullable Dataset set, boolean empty) {
            super.updateItem(set, empty);
            setText(null);
            setPrefWidth(0);
            setGraphic(set == null || empty ? null : box);
            if (set != null && !empty) {
                name.setText(set.name());
                facts.setText(counts(set));
                String origin = set.derivation() == null ? set.details().licence().isBlank() ? desk.say("data.nolicence") : set.details().licence()
                        : set.derivation().parents().isEmpty() ? desk.say(set.derivation().kind())
                        : desk.say("data.madeOf", desk.say(set.derivation().kind()), set.derivation().parents().getFirst().name());
                from.setText(origin);
                setAccessibleText(name.getText() + " " + facts.getText() + " " + origin);
            }
        }
    }
}
