package org.doctorglm.ui.library.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.importing.ImportPlan.RejectedLine;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The lines that were not taken, each with its reason; to be copied, or saved as a table for whoever mends the file.
final class RejectsView extends VBox {
    private static final int ROWS = 6;
    private static final double ROW_EM = 2.95;
    /// With which spreadsheet programs begin to compute.
    private static final String FORMULA = "=+-@\t";

    private final Desk desk;
    private final List<RejectedLine> lines;

    RejectsView(Desk desk, List<RejectedLine> lines, int all) {
        super(8);
        this.desk = desk;
        this.lines = lines;
        getStyleClass().addAll("card", "rejects");
        Button copy = Controls.quiet(Feather.COPY, desk.say("import.rejects.copy"), () -> Copying.copy(desk, table()));
        copy.getStyleClass().add("rejects-copy");
        Button save = Controls.quiet(Feather.SAVE, desk.say("import.rejects.save"), this::save);
        save.getStyleClass().add("rejects-save");
        HBox head = new HBox(8, Controls.label(desk.say("import.rejects", Integer.toString(all)), "title"), Controls.gap(), copy, save);
        head.setAlignment(Pos.CENTER_LEFT);
        ListView<RejectedLine> list = new ListView<>();
        list.getItems().setAll(lines);
        list.setAccessibleText(desk.say("import.rejects", Integer.toString(all)));
        list.getStyleClass().addAll("pick-list", "rejects-list");
        list.setStyle("-fx-pref-height: " + (Math.min(ROWS, lines.size()) * ROW_EM + 0.3) + "em;");
        list.setCellFactory(view -> new LineCell());
        getChildren().addAll(head, list);
        if (lines.size() < all) {
            getChildren().add(Controls.label(desk.say("import.rejects.first", Integer.toString(lines.size())), "muted", "small"));
        }
    }

    private void save() {
        desk.files().saveFile(desk.say("import.rejects.save"), desk.say("import.rejects.file"), "csv").ifPresent(file -> {
            String table = table();
            // With a byte order mark, so that spreadsheet programs take it for UTF-8.
            desk.runner().run(() -> write(file, "\uFEFF" + table), done -> desk.layer().toast(desk.say("import.rejects.saved")),
                    thrown -> desk.layer().toast(desk.say("import.rejects.notSaved")));
        });
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private String table() {
        return lines.stream().map(line -> cell(String.valueOf(line.file().getFileName())) + "," + line.rejected().line() + "," + cell(reason(line.rejected())))
                .collect(Collectors.joining("\r\n", desk.say("import.rejects.head") + "\r\n", "\r\n"));
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private String reason(Rejected rejected) {
        String reason = desk.say(rejected.reason());
        return rejected.detail().isBlank() ? reason : desk.say("import.reason", reason, detail(rejected.detail()));
    }

    /// The words of a field where its key is what is meant.
    private String detail(String detail) {
        for (EntryField field : EntryField.values()) {
            if (field.key().equals(detail)) {
                return desk.say(field);
            }
        }
        return detail;
    }

    private String place(RejectedLine line) {
        String file = String.valueOf(line.file().getFileName());
        return line.rejected().line() == 0 ? file : desk.say("import.line", file, Integer.toString(line.rejected().line()));
    }

    private final class LineCell extends ListCell<RejectedLine> {
        private final Label place = Controls.label("", "muted");
        private final Label reason = Controls.label("", "reject-reason");
        private final HBox row = new HBox(12, place, reason);

        LineCell() {
            place.setMinWidth(USE_PREF_SIZE);
            reason.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable RejectedLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setPrefWidth(0);
            setGraphic(line == null || empty ? null : row);
            if (line != null && !empty) {
                place.setText(place(line));
                reason.setText(reason(line.rejected()));
                setAccessibleText(place.getText() + " " + reason.getText());
            }
        }
    }
}
