package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.review.Agreement;
import org.doctorglm.review.ReadingState.Progress;
import org.doctorglm.review.ReviewQueue;
import org.doctorglm.review.ReviewQueue.Order;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.ReviewViewModel.Part;
import org.doctorglm.ui.review.ReviewViewModel.Tab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is still to be read, by whom and how far one is.
final class QueueView extends VBox {
    private final Desk desk;
    private final ReviewViewModel model;
    private final ToggleButton open;
    private final ToggleButton mine;
    private final ToggleButton apart;
    private final ComboBox<String> department = new ComboBox<>();
    private final ComboBox<String> writer = new ComboBox<>();
    private final ComboBox<Order> order = new ComboBox<>();
    private final ListView<ReviewedAnswer> list = new ListView<>();
    private final Label chosen = Controls.wrapped("", "muted", "small");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label progress = Controls.wrapped("", "muted", "small", "queue-progress");
    private final Label agreement = Controls.wrapped("", "muted", "small");
    private boolean echo;

    QueueView(Desk desk, ReviewViewModel model) {
        super(8);
        this.desk = desk;
        this.model = model;
        getStyleClass().add("review-queue");
        open = tab("queue-open", () -> model.show(Tab.OPEN));
        mine = tab("queue-mine", () -> model.show(Tab.MINE));
        apart = tab("queue-apart", () -> model.go(Part.ADJUDICATION));
        SegmentedButton tabs = new SegmentedButton(open, mine, apart);
        TextField search = new TextField();
        search.textProperty().bindBidirectional(model.search());
        search.setPromptText(desk.say("review.search"));
        search.setAccessibleText(desk.say("review.search"));
        search.getStyleClass().add("queue-search");
        CheckBox blind = check("review.blind", "queue-blind");
        blind.selectedProperty().bindBidirectional(model.blind());
        CheckBox second = check("review.second", "queue-second");
        second.selectedProperty().bindBidirectional(model.second());
        names(department, desk.say("review.allDepartments"), model.department());
        names(writer, desk.say("review.allModels"), model.writer());
        order.getItems().setAll(Order.ARRIVAL, Order.UNCERTAINTY, Order.DRAWN);
        order.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Order value) {
                return value == null ? "" : desk.say(value);
            }

            @Override
            public Order fromString(String text) {
                return Order.ARRIVAL;
            }
        });
        order.setAccessibleText(desk.say("review.order"));
        order.valueProperty().bindBidirectional(model.order());
        HBox filters = new HBox(6, department, writer);
        for (ComboBox<?> box : List.of(department, writer, order)) {
            box.setMaxWidth(Double.MAX_VALUE);
            box.setMinWidth(0);
            box.setPrefWidth(10);
            HBox.setHgrow(box, Priority.ALWAYS);
        }
        order.setPrefWidth(USE_COMPUTED_SIZE);
        list.getStyleClass().addAll("history-list", "queue-list");
        list.setAccessibleText(desk.say("review.queue"));
        list.setItems(model.listed());
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(Controls.wrapped(desk.say("review.nothing"), "muted"));
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (now != null && !echo) {
                model.open(now);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(desk.say("review.progress"));
        VBox foot = new VBox(5, bar, progress, agreement);
        getChildren().addAll(tabs, search, filters, order, blind, second, chosen, list, foot);
        Live.watch(this, model.queue(), now -> show());
        Live.watch(this, model.tab(), now -> show());
        Live.watch(this, model.blind(), now -> show());
        Live.watch(this, model.current(), now -> select());
        Live.watch(this, model.listed(), this::select);
        Live.watch(this, model.adjudication().cases(), this::show);
        Live.watch(this, model.figures().agreement(), this::showAgreement);
    }

    private ToggleButton tab(String style, Runnable action) {
        ToggleButton button = new ToggleButton();
        button.getStyleClass().add(style);
        button.setOnAction(event -> {
            action.run();
            show();
        });
        return button;
    }

    private CheckBox check(String key, String style) {
        CheckBox box = new CheckBox(desk.say(key));
        box.getStyleClass().add(style);
        return box;
    }

    private void names(ComboBox<String> box, String all, javafx.beans.property.ObjectProperty<@Nullable String> value) {
        box.setAccessibleText(all);
        box.setValue(value.get() == null ? all : value.get());
        box.setOnShowing(event -> {
            List<String> names = new ArrayList<>(List.of(all));
            names.addAll(box == writer ? model.writers() : model.departments());
            if (!box.getItems().equals(names)) {
                String kept = box.getValue();
                box.setItems(FXCollections.observableArrayList(names));
                box.setValue(kept);
            }
        });
        box.valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                value.set(now.equals(all) ? null : now);
            }
        });
        value.addListener((property, old, now) -> {
            if (now == null) {
                box.setValue(all);
            }
        });
    }

    private void show() {
        ReviewQueue queue = model.queue().get();
        Tab tab = model.tab().get();
        say(open, desk.say("review.tab.open", String.valueOf(queue.open().size())), tab == Tab.OPEN);
        say(mine, desk.say("review.tab.mine", String.valueOf(queue.done() + queue.skipped())), tab == Tab.MINE);
        say(apart, desk.say("review.tab.apart", String.valueOf(model.adjudication().unsettled())), false);
        Rows.show(chosen, tab == Tab.CHOSEN);
        chosen.setText(desk.say("review.tab.chosen", model.chosenName(), String.valueOf(model.listed().size())));
        // Blind is blind: neither the choice nor the order may tell what wrote it.
        Rows.show(writer, !model.blind().get());
        Rows.show(order, !model.blind().get());
        int all = queue.open().size() + queue.done() + queue.skipped();
        bar.setProgress(all == 0 ? 0 : (double) (queue.done() + queue.skipped()) / all);
        progress.setText(desk.say("review.progress.words", String.valueOf(queue.done()), String.valueOf(queue.skipped()), String.format(Locale.ROOT, "%.0f", queue.hourly()),
                String.valueOf(queue.active().toMinutes())));
        list.refresh();
    }

    private static void say(ToggleButton button, String words, boolean selected) {
        button.setText(words);
        button.setAccessibleText(words);
        button.setSelected(selected);
    }

    private void showAgreement(@Nullable Agreement now) {
        Rows.show(agreement, now != null && now.answers() > 0);
        if (now != null && now.answers() > 0) {
            agreement.setText(desk.say("review.alpha", AgreementView.value(now.units().getFirst()), AgreementView.interval(now.units().getFirst())));
        }
    }

    private void select() {
        echo = true;
        ReviewedAnswer now = model.current().get();
        if (now == null) {
            list.getSelectionModel().clearSelection();
        } else if (!now.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(now);
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 2));
        }
        echo = false;
    }

    /// Question and, when it may be seen, what wrote the answer.
    private final class Cell extends ListCell<ReviewedAnswer> {
        private final Label title = Controls.label("", "history-title");
        private final Label about = Controls.label("", "muted", "small");
        private final VBox item = new VBox(2, title, about);

        Cell() {
            item.getStyleClass().add("history-item");
            title.setTextOverrun(OverrunStyle.ELLIPSIS);
            title.setMinWidth(0);
            about.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ReviewedAnswer answer, boolean empty) {
            super.updateItem(answer, empty);
            if (empty || answer == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            title.setText(answer.question().strip().replace('\n', ' '));
            about.setText(about(answer));
            Progress progress = model.tab().get() == Tab.OPEN ? Progress.OPEN : model.progress(answer);
            about.setGraphic(progress == Progress.OPEN ? null : Controls.icon(progress == Progress.DONE ? Feather.CHECK : Feather.SKIP_FORWARD));
            setAccessibleText(title.getText() + " " + about.getText());
            setGraphic(item);
        }

        private String about(ReviewedAnswer answer) {
            String place = model.blind().get() ? desk.say("review.blind.place", String.valueOf(getIndex() + 1)) : Source.words(desk, answer);
            return place + (answer.source().department().isEmpty() ? "" : " · " + answer.source().department());
        }
    }
}
