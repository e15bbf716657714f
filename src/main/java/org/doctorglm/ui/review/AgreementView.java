package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.review.Agreement;
import org.doctorglm.review.Agreement.Figure;
import org.doctorglm.review.Reliability;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// How far two readings agree, with intervals, and what that allows.
final class AgreementView extends BorderPane {
    private static final String BETWEEN = " – ";

    private final Desk desk;
    private final ReviewViewModel review;
    private final FiguresViewModel model;
    private final VBox body = new VBox(16);
    private final ComboBox<String> pairs = new ComboBox<>();

    AgreementView(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.review = review;
        this.model = review.figures();
        body.getStyleClass().add("page");
        pairs.setAccessibleText(desk.say("review.pairs"));
        pairs.getStyleClass().add("agreement-pairs");
        setCenter(Rows.scrolled(body));
        Live.watch(this, model.readers(), this::showReaders);
        Live.watch(this, model.agreement(), this::show);
        Live.watch(this, review.loaded(), now -> show(model.agreement().get()));
        pairs.valueProperty().addListener((property, old, now) -> {
            if (old != null && now != null) {
                model.compare(pairs.getSelectionModel().getSelectedIndex() == 0 ? List.of() : List.of(now.split(BETWEEN)));
            }
        });
    }

    private void showReaders(List<String> readers) {
        List<String> all = new ArrayList<>(List.of(desk.say("review.pairs.any")));
        for (int i = 0; i < readers.size(); i++) {
            for (int j = i + 1; j < readers.size(); j++) {
                all.add(readers.get(i) + BETWEEN + readers.get(j));
            }
        }
        String wanted = model.compared().isEmpty() ? all.getFirst() : String.join(BETWEEN, model.compared());
        if (!pairs.getItems().equals(all)) {
            pairs.getItems().setAll(all);
            pairs.setValue(all.contains(wanted) ? wanted : all.getFirst());
        }
    }

    private void show(@Nullable Agreement now) {
        if (now == null) {
            body.getChildren().setAll(Controls.label(desk.say(review.loaded().get() ? "review.calculating" : "review.loading"), "muted"));
        } else if (now.answers() == 0) {
            body.getChildren().setAll(pairs, Rows.empty(desk.say("review.agreement.none"), desk.say("review.agreement.none.words")));
        } else {
            Figure alpha = now.units().getFirst();
            Label verdict = Controls.wrapped(desk.say(alpha.reliability()), style(alpha.reliability()), "agreement-verdict");
            VBox whole = Rows.card(Rows.row(Controls.label("α " + value(alpha), "figure", "agreement-alpha"), Controls.label(interval(alpha), "muted")), verdict,
                    Controls.wrapped(desk.say("review.agreement.words", String.valueOf(now.answers()), String.join("、", now.readers())), "muted"));
            body.getChildren().setAll(pairs, whole, table("review.units", "review.units.words", now.units(), true), table("review.f1", "review.f1.words", now.spans(), false),
                    table("review.grades", "review.grades.words", now.grades(), true), Controls.wrapped(desk.say("review.reliability.words"), "muted", "small"));
        }
    }

    private VBox table(String title, String words, List<Figure> figures, boolean judged) {
        GridPane grid = new GridPane(18, 7);
        grid.getStyleClass().add("agreement-table");
        String[] heads = {"review.figure.of", "review.figure.value", "review.figure.interval", "review.figure.count", "review.figure.means"};
        for (int i = 0; i < heads.length - (judged ? 0 : 1); i++) {
            grid.add(Controls.label(desk.say(heads[i]), "muted", "small"), i, 0);
        }
        for (int width : new int[] {15, 5, 11, 5}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setMinWidth(width * 13.0);
            grid.getColumnConstraints().add(column);
        }
        ColumnConstraints last = new ColumnConstraints();
        last.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(last);
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            grid.add(Controls.label(name(figure.name())), 0, i + 1);
            grid.add(Controls.label(value(figure), "strong"), 1, i + 1);
            grid.add(Controls.label(interval(figure), "muted"), 2, i + 1);
            grid.add(Controls.label(String.valueOf(figure.marks()), "muted"), 3, i + 1);
            if (judged) {
                grid.add(Controls.wrapped(desk.say(figure.reliability()), style(figure.reliability()), "small"), 4, i + 1);
            }
        }
        return Rows.card(Controls.label(desk.say(title), "title"), Controls.wrapped(desk.say(words), "muted", "small"), grid);
    }

    private String name(String figure) {
        return switch (figure) {
            case "all" -> desk.say("review.figure.all");
            case "exact" -> desk.say("review.figure.exact");
            case "overlapping" -> desk.say("review.figure.overlapping");
            case "error.kappa" -> desk.say("review.figure.error") + " κ";
            default -> {
                String[] parts = figure.split("\\.");
                String words = org.doctorglm.review.MarkKind.of(parts[0]).map(desk::say).orElseGet(() -> other(parts[0]));
                yield parts.length == 1 ? words : words + (parts[1].equals("alpha") ? " α" : " κ");
            }
        };
    }

    private String other(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (org.doctorglm.review.Severity severity : org.doctorglm.review.Severity.values()) {
            if (severity.name().equals(upper)) {
                return desk.say("review.severity") + " " + desk.say(severity);
            }
        }
        for (org.doctorglm.review.AnswerGrade.Aspect aspect : org.doctorglm.review.AnswerGrade.Aspect.values()) {
            if (aspect.name().equals(upper)) {
                return desk.say(aspect);
            }
        }
        return name;
    }

    private static String style(Reliability reliability) {
        return switch (reliability) {
            case UNDEFINED -> "muted";
            case WORSE_THAN_CHANCE -> "danger-text";
            case UNRELIABLE -> "warning-text";
            case TENTATIVE -> "body";
            case RELIABLE -> "good-text";
        };
    }

    static String value(Figure figure) {
        return Double.isNaN(figure.value()) ? "–" : String.format(Locale.ROOT, "%.2f", figure.value());
    }

    static String interval(Figure figure) {
        Bootstrap.Interval interval = figure.interval();
        return interval == null ? "" : String.format(Locale.ROOT, "[%.2f … %.2f]", interval.low(), interval.high());
    }
}
