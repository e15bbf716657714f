package org.doctorglm.ui.library.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.knowledge.importing.TableSample;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// Which column feeds which field: its title and first values, and beside them the field.
final class MappingView extends VBox {
    private final Desk desk;
    private final ImportChoices choices;
    private final Map<String, ComboBox<Optional<TableColumn>>> boxes = new HashMap<>();
    private final Label missing;
    private boolean following;

    MappingView(Desk desk, ImportChoices choices, TableSample sample) {
        super(10);
        this.desk = desk;
        this.choices = choices;
        getStyleClass().addAll("card", "mapping");
        missing = Controls.wrapped(desk.say("import.noName"), "danger-text", "mapping-problem");
        GridPane grid = new GridPane(16, 6);
        ColumnConstraints title = new ColumnConstraints();
        title.setPercentWidth(20);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        ColumnConstraints field = new ColumnConstraints();
        field.setPercentWidth(33);
        grid.getColumnConstraints().setAll(title, values, field);
        grid.addRow(0, head("import.column"), head("import.values"), head("import.field"));
        int row = 1;
        for (TableSample.Column column : sample.columns()) {
            grid.addRow(row++, title(column), values(column), box(column));
        }
        getChildren().addAll(Controls.label(desk.say("import.columnsOf", String.valueOf(sample.file().getFileName())), "title"),
                Controls.wrapped(desk.say("import.columns.words"), "muted"), missing, grid);
        Live.watch(this, choices.fields(), this::show);
    }

    private Label head(String key) {
        return Controls.label(desk.say(key), "muted", "small");
    }

    private Node title(TableSample.Column column) {
        Label label = Controls.wrapped(name(column), "strong");
        GridPane.setValignment(label, VPos.CENTER);
        return label;
    }

    private String name(TableSample.Column column) {
        return column.title().isBlank() ? desk.say("import.untitled", column.key().substring(1)) : column.title();
    }

    private Node values(TableSample.Column column) {
        Label label = Controls.label(column.values().stream().filter(value -> !value.isBlank()).collect(Collectors.joining(" ｜ ")), "muted", "column-values");
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private Node box(TableSample.Column column) {
        ComboBox<Optional<TableColumn>> box = new ComboBox<>();
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Optional<TableColumn> field) {
                return field == null ? "" : field.map(desk::say).orElseGet(() -> desk.say("import.notUsed"));
            }

            @Override
            public @Nullable Optional<TableColumn> fromString(String text) {
                return null;
            }
        });
        List<Optional<TableColumn>> fields = new ArrayList<>();
        fields.add(Optional.empty());
        for (TableColumn field : TableColumn.values()) {
            fields.add(Optional.of(field));
        }
        box.getItems().setAll(fields);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(desk.say("import.fieldOf", name(column)));
        box.getStyleClass().add("column-field");
        box.setId("column-" + column.key());
        box.valueProperty().addListener((property, old, now) -> {
            if (!following) {
                choices.feed(column.key(), now == null ? null : now.orElse(null));
            }
        });
        boxes.put(column.key(), box);
        return box;
    }

    private void show(Map<String, TableColumn> fields) {
        following = true;
        boxes.forEach((key, box) -> box.setValue(Optional.ofNullable(fields.get(key))));
        following = false;
        boolean named = fields.containsValue(TableColumn.NAME);
        missing.setVisible(!named);
        missing.setManaged(!named);
    }
}
