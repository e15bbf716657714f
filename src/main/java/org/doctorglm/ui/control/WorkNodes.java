package org.doctorglm.ui.control;

import java.util.function.LongFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.doctorglm.ui.task.Work;

/// Nodes that follow a long job until it ends: bar, time left, amount.
public record WorkNodes(Desk desk, Work.Item item) {
    public ProgressBar bar() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(item.fraction());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(desk.say(item.kind()));
        return bar;
    }

    /// Empty while it is not known.
    public Label timeLeft() {
        Label left = Controls.label("", "muted", "small");
        item.secondsLeft().subscribe(now -> left.setText(now.longValue() < 1 ? "" : desk.formats().timeLeft(now.longValue())));
        return left;
    }

    /// @param words for the units that are done; asked only while their number in all is known
    public Label amount(LongFunction<String> words, String... styles) {
        Label amount = Controls.label("", "muted", "small");
        amount.getStyleClass().addAll(styles);
        item.done().subscribe(now -> amount.setText(item.total() < 1 ? "" : words.apply(now.longValue())));
        return amount;
    }

    /// Bytes that are done, of all.
    public String bytes(long done) {
        return desk.say("wizard.bytes", desk.formats().size(done), desk.formats().size(item.total()));
    }

    /// Amount, time left, and a button that asks the job to stop.
    ///
    /// @param amount of [#amount]
    public HBox row(Label amount, Runnable cancel, String style) {
        HBox row = new HBox(12, amount, Controls.gap(), timeLeft(), Controls.button(desk.say("cancel"), cancel, style));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
