package org.doctorglm.ui.review;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.ErrorRates.Grouping;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Severity;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.FiguresViewModel.Rates;
import org.jspecify.annotations.Nullable;

/// Marks per 100 answers; a click leads to the answers.
final class DashboardView extends BorderPane {
    private static final double BAR = 260;
    /// Narrower than this, in text sizes, the numbers stand without bars: a number that is cut says nothing.
    private static final double ROOM_FOR_BARS = 84;

    private final Desk desk;
    private final ReviewViewModel review;
    private final FiguresViewModel model;
    private final VBox body = new VBox(16);
    private final Map<Grouping, ToggleButton> groupings = new EnumMap<>(Grouping.class);
    private final SegmentedButton way;

    DashboardView(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.review = review;
        this.model = review.figures();
        for (Grouping grouping : Grouping.values()) {
            ToggleButton button = new ToggleButton(desk.say(grouping));
            button.setAccessibleText(desk.say(grouping));
            button.getStyleClass().add("group-" + grouping.name().toLowerCase(Locale.ROOT));
            button.setOnAction(event -> {
                model.group(grouping);
                select();
            });
            groupings.put(grouping, button);
        }
        way = new SegmentedButton(groupings.values().toArray(ToggleButton[]::new));
        body.getStyleClass().add("page");
        ScrollPane scroll = Rows.scrolled(body);
        // With large text the numbers may need more than the page.
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
        setCenter(scroll);
        select();
        Live.watch(this, model.rates(), this::show);
        Live.watch(this, review.loaded(), now -> show(model.rates().get()));
    }

    private void select() {
        groupings.forEach((grouping, button) -> button.setSelected(grouping == model.grouping()));
    }

    private void show(@Nullable Rates rates) {
        if (rates == null) {
            body.getChildren().setAll(Controls.label(desk.say(review.loaded().get() ? "review.calculating" : "review.loading"), "muted"));
            return;
        }
        List<ErrorRates.Row> rows = rates.figures().groups();
        if (rows.isEmpty()) {
            body.getChildren().setAll(Rows.empty(desk.say("review.rates.none"), desk.say("review.rates.none.words")));
            return;
        }
        double most = rows.stream().mapToDouble(row -> row.kinds().values().stream().mapToDouble(Double::doubleValue).sum()).max().orElse(1);
        HBox legend = Rows.row();
        for (MarkKind kind : MarkKind.values()) {
            legend.getChildren().addAll(new KindLine(kind), Controls.label(desk.say(kind), "small"));
        }
        VBox card = Rows.card(Controls.label(desk.say("review.rates"), "title"), Controls.wrapped(desk.say("review.rates.words"), "muted", "small"), way, legend,
                grid(rates.grouping(), rows, Math.max(1, most)));
        body.getChildren().setAll(card, Controls.wrapped(desk.say("review.rates.blind"), "muted", "small"));
    }

    private GridPane grid(Grouping grouping, List<ErrorRates.Row> rows, double most) {
        GridPane grid = new GridPane(16, 10);
        grid.getStyleClass().add("rates-table");
        int column = 0;
        grid.add(Controls.label(desk.say(grouping), "muted", "small"), column++, 0);
        grid.add(head(desk.say("review.rates.answers")), column++, 0);
        grid.add(Controls.label("", "small"), column++, 0);
        for (MarkKind kind : MarkKind.values()) {
            Label head = head(desk.say(kind));
            head.setGraphic(new KindLine(kind));
            grid.add(head, column++, 0);
        }
        for (Severity severity : Severity.values()) {
            grid.add(head(desk.say(severity)), column++, 0);
        }
        for (int i = 0; i < 3; i++) {
            grid.getColumnConstraints().add(new ColumnConstraints());
        }
        grid.getColumnConstraints().getFirst().setHgrow(Priority.ALWAYS);
        for (int i = 0; i < rows.size(); i++) {
            row(grid, grouping, rows.get(i), i + 1, most);
        }
        Live.watch(grid, body.widthProperty(), width -> {
            boolean room = width.doubleValue() > ROOM_FOR_BARS * way.getButtons().getFirst().getFont().getSize();
            grid.getChildren().stream().filter(child -> child.getStyleClass().contains("rates-bar")).forEach(bar -> Rows.show(bar, room));
        });
        return grid;
    }

    private static Label head(String words) {
        Label head = Controls.wrapped(words, "muted", "small");
        head.setMinWidth(Region.USE_PREF_SIZE);
        return head;
    }

    private void row(GridPane grid, Grouping grouping, ErrorRates.Row row, int line, double most) {
        String name = name(grouping, row.group());
        Button open = Controls.button(name, () -> review.showOnly(row.ids(), name), "quiet", "rates-open");
        open.setDisable(row.ids().isEmpty());
        open.setAlignment(Pos.CENTER_LEFT);
        open.setAccessibleText(desk.say("review.rates.open", name));
        int column = 0;
        grid.add(open, column++, line);
        grid.add(Controls.label(String.valueOf(row.answers())), column++, line);
        grid.add(bar(row, most), column++, line);
        for (MarkKind kind : MarkKind.values()) {
            grid.add(number(row.kinds().get(kind)), column++, line);
        }
        for (Severity severity : Severity.values()) {
            grid.add(number(row.severities().get(severity)), column++, line);
        }
    }

    private String name(Grouping grouping, String group) {
        return switch (grouping) {
            case DESIGNER -> desk.say(group.equals("on") ? "review.designer.on" : "review.designer.off");
            case ADAPTER -> group.isEmpty() ? desk.say("review.adapter.none") : group;
            case DEPARTMENT, MODEL, PRECISION, MONTH -> group.isEmpty() ? desk.say("review.unnamed") : group;
        };
    }

    private static Label number(@Nullable Double value) {
        Label label = Controls.label(value == null ? "–" : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value));
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A part for each kind, told by pattern too: the numbers stand beside it.
    private static Node bar(ErrorRates.Row row, double most) {
        HBox bar = new HBox(1);
        bar.getStyleClass().add("rates-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setMinWidth(BAR);
        for (MarkKind kind : MarkKind.values()) {
            Region part = new Region();
            part.getStyleClass().addAll("rate-part", "rate-" + kind.key());
            double width = BAR * row.kinds().getOrDefault(kind, 0.0) / most;
            part.setMinWidth(width);
            part.setMaxWidth(width);
            bar.getChildren().add(part);
        }
        return bar;
    }
}
