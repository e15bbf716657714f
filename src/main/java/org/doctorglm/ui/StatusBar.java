package org.doctorglm.ui;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.doctorglm.engine.Fallback;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.models.StatusSource.Snapshot;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Model, device, memory, background work, and that nothing leaves this machine.
final class StatusBar extends HBox {
    private static final double ROOM_FOR_MEMORY = 62;

    private final Desk desk;
    private final Label model = Controls.label("", "status-model");
    private final Label device = Controls.label("");
    private final ProgressBar memoryBar = new ProgressBar(0);
    private final Label memory = Controls.label("");
    private final Label fallback = Controls.label("", "warning-text", "status-fallback");
    private final HBox work = new HBox(16);

    StatusBar(Desk desk, ReadOnlyObjectProperty<@Nullable Snapshot> snapshot) {
        this.desk = desk;
        getStyleClass().add("status");
        model.setGraphic(Controls.icon(Feather.CPU));
        memoryBar.setAccessibleText(desk.say("status.memory"));
        HBox memoryBox = new HBox(6, Controls.label(desk.say("status.memory")), memoryBar, memory);
        memoryBox.setAlignment(Pos.CENTER_LEFT);
        // With large text there is room for what matters: which model, on what, and that nothing leaves.
        widthProperty().subscribe(width -> {
            memoryBox.setVisible(width.doubleValue() > ROOM_FOR_MEMORY * model.getFont().getSize());
            memoryBox.setManaged(memoryBox.isVisible());
        });
        work.setAlignment(Pos.CENTER_LEFT);
        Label offline = Controls.label(desk.say("status.offline"), "status-offline");
        var shield = Controls.icon(Feather.SHIELD);
        shield.getStyleClass().add("good-icon");
        offline.setGraphic(shield);
        offline.setMinWidth(USE_PREF_SIZE);
        fallback.setGraphic(warningIcon());
        fallback.setVisible(false);
        fallback.setManaged(false);
        getChildren().addAll(model, device, fallback, memoryBox, work, Controls.gap(), offline);
        Live.watch(this, snapshot, this::show);
        Live.watch(this, desk.work().items(), this::showWork);
    }

    private void show(@Nullable Snapshot now) {
        if (now == null) {
            return;
        }
        model.setText(now.model() == null ? desk.say("status.noModel") : now.model() + " " + now.precision().toUpperCase(Locale.ROOT));
        device.setText(now.model() == null ? "" : desk.say("status.device", now.device(), Integer.toString(now.threads())));
        Fallback why = now.fallback();
        fallback.setVisible(why != null);
        fallback.setManaged(why != null);
        if (why != null) {
            String words = desk.say(why.reason(), why.detail());
            fallback.setText(desk.say("status.fallback"));
            fallback.setTooltip(new Tooltip(words));
            fallback.setAccessibleText(words);
        }
        memoryBar.setProgress(now.totalBytes() > 0 ? Math.min(1, (double) now.usedBytes() / now.totalBytes()) : 0);
        memory.setText(desk.formats().size(now.usedBytes()) + " / " + desk.formats().size(now.totalBytes()));
    }

    private static Node warningIcon() {
        var icon = Controls.icon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("warning-icon");
        return icon;
    }

    private void showWork() {
        work.getChildren().clear();
        desk.work().items().forEach(item -> work.getChildren().add(itemNode(item)));
    }

    private Node itemNode(Work.Item item) {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(item.fraction());
        bar.setAccessibleText(desk.say(item.kind()));
        Label left = Controls.label("");
        item.secondsLeft().addListener((property, old, now) -> left.setText(now.longValue() < 1 ? "" : desk.formats().timeLeft(now.longValue())));
        HBox row = new HBox(6, Controls.label(desk.say(item.kind())), bar, left,
                Controls.iconButton(Feather.X, desk.say("status.cancel", desk.say(item.kind())), item::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
