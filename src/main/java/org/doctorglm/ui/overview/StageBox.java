package org.doctorglm.ui.overview;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.doctorglm.pipeline.PipelineCounts;
import org.doctorglm.pipeline.PipelineStage;
import org.doctorglm.review.ReviewCounts;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One place of the loop: its name, its number, and what stands behind the number, or what to do first where nothing is.
///
/// The button lies over the words and has none itself: a button's own content does not break its lines.
final class StageBox extends StackPane {
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private final Desk desk;
    private final PipelineStage stage;
    private final Label number = Controls.label("–", "stage-number");
    private final Label unit = Controls.label("", "muted", "small");
    private final Label about = Controls.wrapped("", "muted", "small");
    private final Button button = new Button();

    StageBox(Desk desk, PipelineStage stage, Consumer<PipelineStage> open) {
        this.desk = desk;
        this.stage = stage;
        getStyleClass().add("stage");
        Label name = Controls.wrapped(desk.say(stage), "strong");
        HBox head = new HBox(8, Controls.icon(icon()), name);
        head.setAlignment(Pos.CENTER_LEFT);
        unit.setText(desk.words().aspect(stage, "unit"));
        unit.setMinWidth(0);
        HBox count = new HBox(6, number, unit);
        count.setAlignment(Pos.BASELINE_LEFT);
        number.setMinWidth(USE_PREF_SIZE);
        VBox words = new VBox(head, count, about);
        words.getStyleClass().add("stage-words");
        words.setMouseTransparent(true);
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        button.getStyleClass().addAll("stage-open", "stage-" + stage.name().toLowerCase(Locale.ROOT));
        button.setTooltip(new Tooltip(desk.words().aspect(stage, "opens")));
        button.setOnAction(event -> open.accept(stage));
        getChildren().addAll(words, button);
        show(null);
    }

    void show(@Nullable PipelineCounts counts) {
        if (counts == null) {
            button.setAccessibleText(desk.say(stage));
            return;
        }
        long now = counts.at(stage);
        boolean none = now == 0;
        number.setText(String.format(Locale.ROOT, "%,d", now));
        about.setText(none ? desk.words().aspect(stage, "none") : behind(counts));
        pseudoClassStateChanged(NONE, none);
        button.setAccessibleText(desk.say(stage) + " " + number.getText() + " " + unit.getText() + ". " + about.getText());
    }

    private String behind(PipelineCounts counts) {
        ReviewCounts review = counts.review();
        return switch (stage) {
            case DATA -> said(counts.sets());
            case TRANSLATION -> counts.foreign() == 0 ? desk.words().aspect(stage, "all") : said(counts.foreign());
            case TRAINING -> said(counts.finished(), counts.training());
            case GATE -> said(counts.measured(), counts.packs());
            case PACKS -> said(counts.packs() - counts.measured());
            case DESIGNER -> said(counts.reviewedSheets());
            case CHAT -> said(review.answers());
            case REVIEW -> said(review.read(), review.answers());
        };
    }

    private String said(long... numbers) {
        Object[] words = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            words[i] = String.format(Locale.ROOT, "%,d", numbers[i]);
        }
        return desk.words().aspect(stage, "behind", words);
    }

    private Feather icon() {
        return switch (stage) {
            case DATA -> Feather.DATABASE;
            case TRANSLATION -> Feather.GLOBE;
            case TRAINING -> Feather.TRENDING_UP;
            case GATE -> Feather.SHIELD;
            case PACKS -> Feather.BOX;
            case DESIGNER -> Feather.BOOK_OPEN;
            case CHAT -> Feather.MESSAGE_SQUARE;
            case REVIEW -> Feather.EDIT_3;
        };
    }
}
