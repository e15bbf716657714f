package org.doctorglm.ui.consult;

import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// ‹ 2 / 3 ›: which of several versions is on screen, and the way to its neighbours.
final class Pager extends HBox {
    /// @param what `version` or `branch`, for the words
    /// @param at index on screen, from 0
    Pager(Desk desk, String what, int at, int count, IntConsumer choose) {
        getStyleClass().add("pager");
        Button older = Controls.iconButton(Feather.CHEVRON_LEFT, desk.say(what + ".older"), () -> choose.accept(at - 1));
        Button newer = Controls.iconButton(Feather.CHEVRON_RIGHT, desk.say(what + ".newer"), () -> choose.accept(at + 1));
        older.setDisable(at <= 0);
        newer.setDisable(at >= count - 1);
        older.getStyleClass().add(what + "-older");
        newer.getStyleClass().add(what + "-newer");
        var place = Controls.label((at + 1) + " / " + count, what + "-place");
        place.setAccessibleText(desk.say(what + ".place", Integer.toString(at + 1), Integer.toString(count)));
        getChildren().addAll(older, place, newer);
    }
}
