package org.doctorglm.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.review.exchange.Refused;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DropZone;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.review.FilesViewModel.Form;
import org.doctorglm.ui.review.FilesViewModel.Outcome;
import org.jspecify.annotations.Nullable;

/// Marks to files and from files, with everything that a form cannot say and every place that was refused.
final class FilesView extends BorderPane {
    private static final List<String> ENDINGS = List.of("jsonl", "csv", "xlsx", "conll", "json", "zip");

    private final Desk desk;
    private final ReviewViewModel review;
    private final FilesViewModel model;
    private final ComboBox<Form> form = new ComboBox<>();
    private final VBox outcome = new VBox(10);

    FilesView(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.review = review;
        this.model = review.files();
        form.getItems().setAll(Form.values());
        form.setValue(Form.JSONL);
        form.setAccessibleText(desk.say("review.export.form"));
        form.getStyleClass().add("export-form");
        form.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Form value) {
                return value == null ? "" : desk.say(value);
            }

            @Override
            public Form fromString(String text) {
                return Form.JSONL;
            }
        });
        Button write = Controls.primary(desk.say("review.export.do"), this::write);
        write.getStyleClass().add("review-export");
        VBox out = Rows.card(Controls.label(desk.say("review.export"), "title"), Controls.wrapped(desk.say("review.export.words"), "muted"), Rows.row(form, write));
        Button files = Controls.button(desk.say("import.choose"), () -> read(desk.files().openFiles(desk.say("review.import"), ENDINGS)), "review-import");
        Button folder = Controls.button(desk.say("import.folder"), () -> desk.files().openFolder(desk.say("review.import")).ifPresent(path -> read(List.of(path))), "review-import-folder");
        VBox in = Rows.card(Controls.label(desk.say("review.import"), "title"), Controls.wrapped(desk.say("review.import.words"), "muted"),
                new DropZone(desk.say("review.import.drop"), this::read, files, folder));
        VBox page = new VBox(16, out, in, outcome, new BundleCard(desk, review.bundle()));
        page.getStyleClass().add("page");
        setCenter(Rows.scrolled(page));
        Live.watch(this, model.busy(), now -> {
            write.setDisable(now);
            in.setDisable(now);
        });
        Live.watch(this, model.outcome(), this::show);
    }

    private void write() {
        Form wanted = form.getValue();
        Optional<Path> target = wanted.folder() ? desk.files().openFolder(desk.say("review.export"))
                : desk.files().saveFile(desk.say("review.export"), "doctorglm-" + wanted.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + wanted.extension(), wanted.extension());
        target.ifPresent(path -> model.write(wanted, path, desk.words().language().locale()));
    }

    private void read(List<Path> paths) {
        if (!paths.isEmpty()) {
            model.read(paths.getFirst(), review.reviewer().get());
        }
    }

    private void show(@Nullable Outcome now) {
        outcome.getChildren().clear();
        if (now == null) {
            return;
        }
        VBox card = switch (now) {
            case Outcome.Written written -> {
                VBox made = Rows.card(Controls.wrapped(desk.say("review.written", String.valueOf(written.count()), String.valueOf(written.file())), "body", "files-outcome"));
                written.lost().forEach((detail, count) -> made.getChildren().add(Controls.wrapped(desk.say(detail, String.valueOf(count)), "warning-text")));
                yield made;
            }
            case Outcome.Read read -> {
                VBox made = Rows.card(Controls.wrapped(desk.say("review.imported", String.valueOf(read.added()), String.valueOf(read.readings()), String.valueOf(read.refusals())),
                        "body", "files-outcome"));
                if (!read.refused().isEmpty()) {
                    made.getChildren().addAll(Controls.label(desk.say("review.refused"), "strong"), refused(read.refused()));
                }
                yield made;
            }
            case Outcome.Failed failed -> Rows.card(Controls.wrapped(failed.reason() == null ? desk.say("review.files.failed", String.valueOf(failed.file().getFileName()))
                    : desk.say(failed.reason(), String.valueOf(failed.file().getFileName())), "danger-text", "files-outcome"));
        };
        outcome.getChildren().setAll(card);
    }

    private Node refused(List<Refused> all) {
        ListView<Refused> list = new ListView<>();
        list.getStyleClass().addAll("pick-list", "rejects-list");
        list.setAccessibleText(desk.say("review.refused"));
        list.setPrefHeight(Math.min(320, 36 * (all.size() + 1)));
        list.getItems().setAll(all);
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Refused one, boolean empty) {
                super.updateItem(one, empty);
                setText(empty || one == null ? null : one.file() + ":" + one.line() + "  " + desk.say(one.reason(), one.detail()));
            }
        });
        return list;
    }
}
