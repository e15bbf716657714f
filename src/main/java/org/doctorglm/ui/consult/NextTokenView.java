package org.doctorglm.ui.consult;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.doctorglm.generation.NextToken.Likely;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.kordamp.ikonli.feather.Feather;

/// The ten likeliest first tokens of the chosen answer: for each a bar before the settings and one after them.
final class NextTokenView extends VBox {
    private final Desk desk;
    private final NextTokenViewModel model;
    private final VBox rows = new VBox();

    NextTokenView(Desk desk, NextTokenViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("panel", "next-token");
        rows.getStyleClass().add("next-token");
        getChildren().addAll(Controls.label(desk.say("next.title"), "title"), rows);
        Live.watch(this, model.state(), now -> show());
        Live.watch(this, model.tokens(), now -> show());
    }

    private void show() {
        NextTokenViewModel.State state = model.state().get();
        setVisible(state != NextTokenViewModel.State.NOTHING);
        setManaged(isVisible());
        List<Likely> tokens = model.tokens().get();
        rows.getChildren().setAll(switch (state) {
            case NOTHING -> List.<Node>of();
            case UNREAD -> List.of(Controls.wrapped(desk.say("next.unread"), "muted", "small"),
                    Controls.quiet(Feather.BOOK_OPEN, desk.say("next.read"), model::read));
            case READING -> List.of(Controls.wrapped(desk.say("next.reading"), "muted", "small"));
            case SHOWN -> List.of(Controls.wrapped(desk.say("next.words"), "muted", "small"));
        });
        // One scale for all bars, so that they can be compared.
        double widest = tokens.stream().mapToDouble(one -> Math.max(one.before(), one.after())).max().orElse(1);
        tokens.forEach(one -> rows.getChildren().add(row(one, Math.max(widest, 1e-9))));
    }

    private Node row(Likely token, double widest) {
        String name = token.text().isEmpty() ? desk.say("next.end") : token.text().equals("\n") ? desk.say("next.newline") : token.text().strip();
        Label text = Controls.label(name, token.text().isBlank() ? "muted" : "body", "token");
        VBox bars = new VBox(2, new ShareBar(token.before() / widest, "before"), new ShareBar(token.after() / widest, "after"));
        bars.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bars, Priority.ALWAYS);
        Label percent = Controls.label(desk.say("next.percent", percent(token.before()), percent(token.after())), "muted", "small", "percent");
        HBox row = new HBox(8, text, bars, percent);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("next-token-row");
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(desk.say("next.row", name, percent(token.before()), percent(token.after())));
        return row;
    }

    private static String percent(double share) {
        return share == 0 ? "0" : share < 0.01 ? "<1" : Long.toString(Math.round(share * 100));
    }

    /// A thin bar that is filled to a share of its width.
    private static final class ShareBar extends Region {
        private final Region fill = new Region();
        private final double share;

        ShareBar(double share, String style) {
            this.share = share;
            getStyleClass().addAll("share-bar", style);
            fill.getStyleClass().add("fill");
            getChildren().add(fill);
        }

        @Override
        protected void layoutChildren() {
            double width = share == 0 ? 0 : Math.max(getHeight(), share * getWidth());
            fill.resizeRelocate(0, 0, Math.min(getWidth(), width), getHeight());
        }
    }
}
