package org.doctorglm.ui.consult;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.safety.RedFlag;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// Danger signs, large until somebody has taken note of them, then one quiet line.
final class RedFlagBanner extends HBox {
    private final Desk desk;

    RedFlagBanner(Desk desk) {
        this.desk = desk;
        getStyleClass().add("red-flags");
        show(List.of(), true, false, () -> { });
    }

    /// @param passedOver whether the answer does not say that help is needed at once
    void show(List<RedFlag> flags, boolean acknowledged, boolean passedOver, Runnable acknowledge) {
        getChildren().clear();
        getStyleClass().removeAll("note", "bad", "quiet-flags");
        setVisible(!flags.isEmpty());
        setManaged(!flags.isEmpty());
        if (flags.isEmpty()) {
            return;
        }
        String titles = String.join(desk.say("list.separator"), flags.stream().map(this::title).toList());
        if (acknowledged) {
            getStyleClass().add("quiet-flags");
            getChildren().addAll(Controls.icon(Feather.CHECK), Controls.wrapped(desk.say("flags.acknowledged", titles), "muted", "small"));
            return;
        }
        getStyleClass().addAll("note", "bad");
        VBox words = new VBox(6);
        HBox.setHgrow(words, Priority.ALWAYS);
        for (RedFlag flag : flags) {
            words.getChildren().addAll(Controls.wrapped(title(flag), "strong", "flag-title"), Controls.wrapped(action(flag), "flag-action"),
                    Controls.wrapped(desk.say("flags.words", String.join(desk.say("list.separator"), flag.words())), "small"));
        }
        if (passedOver) {
            words.getChildren().add(Controls.wrapped(desk.say("flags.passedOver"), "small", "strong"));
        }
        Button known = Controls.button(desk.say("flags.acknowledge"), acknowledge, "acknowledge-button");
        words.getChildren().add(known);
        getChildren().addAll(Controls.icon(Feather.ALERT_OCTAGON), words);
        setAccessibleText(desk.say("flags.accessible", titles));
    }

    /// While a question is typed: the signs and what to do, nothing to take note of yet.
    void warn(List<RedFlag> flags) {
        getChildren().clear();
        getStyleClass().removeAll("note", "bad", "quiet-flags");
        setVisible(!flags.isEmpty());
        setManaged(!flags.isEmpty());
        if (!flags.isEmpty()) {
            getStyleClass().addAll("note", "bad");
            VBox words = new VBox(2);
            HBox.setHgrow(words, Priority.ALWAYS);
            flags.stream().limit(2).forEach(flag -> words.getChildren().addAll(Controls.wrapped(title(flag), "strong", "small", "flag-title"),
                    Controls.wrapped(action(flag), "small")));
            getChildren().addAll(Controls.icon(Feather.ALERT_OCTAGON), words);
        }
    }

    private String title(RedFlag flag) {
        return desk.words().chinese() ? flag.rule().title() : flag.rule().english();
    }

    private String action(RedFlag flag) {
        return desk.words().chinese() ? flag.rule().action() : flag.rule().englishAction();
    }
}
