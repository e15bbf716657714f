package org.doctorglm.ui.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A place to drop folders or files on, with buttons for those who do not drag.
public final class DropZone extends VBox {
    private static final String OVER = "over";

    /// @param words what to drop
    /// @param buttons that open the desktop's dialogs
    public DropZone(String words, Consumer<List<Path>> dropped, Button... buttons) {
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
                dropped.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            }
            event.setDropCompleted(any);
            event.consume();
        });
    }
}
