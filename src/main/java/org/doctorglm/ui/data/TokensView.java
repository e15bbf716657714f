package org.doctorglm.ui.data;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.doctorglm.training.TokenView;
import org.doctorglm.training.TokenView.Part;
import org.doctorglm.training.TokenView.Token;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.data.TokensViewModel.Shown;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A dialogue as the trainer feeds it. Each token shows its piece; below it stand its id and both positions. What is learned is underlined
/// and says so in words too.
final class TokensView extends VBox {
    private static final int MOST = 700;

    private final Desk desk;
    private final TokensViewModel model;
    private final TextField place = new TextField();
    private final VBox samples = new VBox(14);
    private final ToggleButton numbers;

    TokensView(Desk desk, TokensViewModel model) {
        super(14);
        this.desk = desk;
        this.model = model;
        getStyleClass().add("tokens");
        place.setAccessibleText(desk.say("data.tokens.place"));
        place.getStyleClass().add("tokens-place");
        place.setStyle("-fx-pref-width: 6em; -fx-max-width: 6em;");
        place.setOnAction(event -> {
            if (place.getText().strip().matches("\\d{1,12}")) {
                model.show(Long.parseLong(place.getText().strip()) - 1);
            }
        });
        Button before = Controls.iconButton(Feather.CHEVRON_LEFT, desk.say("data.tokens.before"), () -> model.show(model.place().get() - 1));
        Button next = Controls.iconButton(Feather.CHEVRON_RIGHT, desk.say("data.tokens.next"), () -> model.show(model.place().get() + 1));
        next.getStyleClass().add("tokens-next");
        numbers = new ToggleButton(desk.say("data.tokens.numbers"));
        numbers.setAccessibleText(numbers.getText());
        numbers.setSelected(true);
        numbers.setOnAction(event -> show(model.shown().get()));
        getChildren().addAll(Fields.card(Controls.label(desk.say("data.tokens.title"), "title"), Controls.wrapped(desk.say("data.tokens.words"), "muted"),
                Fields.row(before, place, next, Controls.label(desk.say("data.tokens.of", StatisticsView.number(model.last() + 1)), "muted"), Controls.gap(), numbers), legend()), samples);
        Live.watch(this, model.place(), now -> place.setText(Long.toString(now.longValue() + 1)));
        Live.watch(this, model.shown(), this::show);
        if (model.shown().get() == null) {
            model.show(model.place().get());
        }
    }

    private FlowPane legend() {
        FlowPane legend = Fields.flow();
        for (Part part : Part.values()) {
            Label sign = Controls.label(desk.say(part), "token-cell", style(part));
            legend.getChildren().add(sign);
        }
        legend.getChildren().add(Controls.label(desk.say("data.tokens.learned"), "token-cell", "learned"));
        return legend;
    }

    private static String style(Part part) {
        return "token-" + part.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void show(@Nullable Shown shown) {
        samples.getChildren().clear();
        if (shown == null) {
            return;
        }
        if (shown.samples().isEmpty()) {
            samples.getChildren().add(Controls.wrapped(desk.say("data.tokens.none"), "muted"));
        }
        int number = 1;
        for (TokenView sample : shown.samples()) {
            samples.getChildren().add(card(sample, number++, shown.samples().size()));
        }
    }

    private Node card(TokenView sample, int number, int of) {
        FlowPane flow = new FlowPane(3, 5);
        sample.tokens().stream().limit(MOST).forEach(token -> flow.getChildren().add(cell(token)));
        if (sample.tokens().size() <= MOST && sample.tokens().getLast().learned()) {
            // What comes last is never fed, only learned.
            flow.getChildren().add(Controls.label("→ " + sample.tokens().getLast().labelPiece(), "token-end"));
        }
        VBox card = Fields.card(Controls.label(desk.say("data.tokens.sample", Integer.toString(number), Integer.toString(of), Integer.toString(sample.tokens().size()),
                Long.toString(sample.learned())), "strong", "tokens-sample"), Controls.wrapped(desk.say("data.tokens.attention", Integer.toString(sample.sequence().context())), "muted", "small"), flow);
        if (sample.answerCut()) {
            card.getChildren().add(Controls.wrapped(desk.say("data.tokens.cut", Integer.toString(sample.answerTokens()), Long.toString(sample.learned() - 1)), "warning-text", "tokens-cut"));
        }
        if (sample.tokens().size() > MOST) {
            card.getChildren().add(Controls.label(desk.say("data.tokens.more", Integer.toString(sample.tokens().size() - MOST)), "muted"));
        }
        return card;
    }

    private Node cell(Token token) {
        Label piece = Controls.label(token.piece().replace('▁', '␣').replace("\n", "⏎"), "token-piece");
        VBox cell = new VBox(piece);
        cell.setAlignment(Pos.TOP_CENTER);
        if (numbers.isSelected()) {
            cell.getChildren().addAll(Controls.label(Integer.toString(token.id()), "token-number"), Controls.label(token.position() + " · " + token.block(), "token-number"));
        }
        cell.getStyleClass().addAll("token-cell", style(token.part()));
        String learns = token.learned() ? desk.say("data.tokens.learns", token.labelPiece(), Integer.toString(token.label())) : desk.say("data.tokens.learnsNot");
        if (token.learned()) {
            cell.getStyleClass().add("learned");
        }
        String words = desk.say("data.tokens.token", token.piece(), Integer.toString(token.id()), Integer.toString(token.position()), Integer.toString(token.block()),
                desk.say(token.bothDirections() ? "data.tokens.both" : "data.tokens.past"), learns);
        Tooltip.install(cell, new Tooltip(words));
        cell.setAccessibleText(words);
        return cell;
    }
}
