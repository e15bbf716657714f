package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.kordamp.ikonli.feather.Feather;

/// A place to drop one folder or file on, with buttons for those who do not drag.
final class DropZone extends VBox {
    private static final String OVER = "over";

    /// @param words what to drop
    /// @param buttons that open the desktop's dialogs
    DropZone(String words, Consumer<Path> dropped, Button... buttons) {
        HBox row = new HBox(8, buttons);
        row.setAlignment(Pos.CENTER);
        getChildren().addAll(Controls.icon(Feather.DOWNLOAD), Controls.wrapped(words, "muted"), row);
        getStyleClass().add("drop-zone");
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            }
            event.consume();
        });
        setOnDragEntered(event -> getStyleClass().add(OVER));
        setOnDragExited(event -> getStyleClass().removeAll(OVER));
        setOnDragDropped(event -> {
            boolean any = event.getDragboard().hasFiles();
            if (any) {
                dropped.accept(event.getDragboard().getFiles().getFirst().toPath());
            }
            event.setDropCompleted(any);
            event.consume();
        });
    }
}
