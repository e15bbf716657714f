package org.doctorglm.ui.library.importing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.knowledge.importing.TableSample;
import org.doctorglm.platform.Sha256;
import org.doctorglm.ui.settings.UiSettings;
import org.jspecify.annotations.Nullable;

/// What a doctor says about an import: which column feeds which field, what becomes of entries that exist, and what the files do not tell.
/// Remembered for the next time; columns for each set of titles.
public final class ImportChoices {
    private static final String MERGE = "import.merge";
    private static final String EDITION = "import.edition";
    private static final String LICENCE = "import.licence";
    private static final String PROVENANCE = "import.provenance";
    private static final String COLUMNS = "import.columns.";
    private static final int MOST = 200;

    private final UiSettings settings;
    private final ObjectProperty<MergeRule> merge = new SimpleObjectProperty<>(MergeRule.KEEP);
    private final StringProperty edition = new SimpleStringProperty("");
    private final StringProperty licence = new SimpleStringProperty("");
    private final StringProperty provenance = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Map<String, TableColumn>> fields = new ReadOnlyObjectWrapper<>(Map.of());
    private @Nullable TableSample sample;

    ImportChoices(UiSettings settings) {
        this.settings = settings;
    }

    public ObjectProperty<MergeRule> merge() {
        return merge;
    }

    public StringProperty edition() {
        return edition;
    }

    public StringProperty licence() {
        return licence;
    }

    public StringProperty provenance() {
        return provenance;
    }

    /// The field that each column feeds, by the column's key; a column that is missing is not used.
    public ReadOnlyObjectProperty<Map<String, TableColumn>> fields() {
        return fields.getReadOnlyProperty();
    }

    /// Begins with what was remembered and, for a table never seen, with the guess.
    void begin(@Nullable TableSample table) {
        sample = table;
        String rule = settings.get(MERGE).orElse("");
        merge.set(List.of(MergeRule.values()).stream().filter(known -> known.name().equals(rule)).findFirst().orElse(MergeRule.KEEP));
        edition.set(settings.get(EDITION).orElse(""));
        licence.set(settings.get(LICENCE).orElse(""));
        provenance.set(settings.get(PROVENANCE).orElse(""));
        fields.set(table == null ? Map.of() : settings.get(key(table)).map(kept -> remembered(kept, table)).orElse(table.guessed()));
    }

    /// @param field null when the column is not used; one that another column fed is taken from it
    public void feed(String column, @Nullable TableColumn field) {
        Map<String, TableColumn> next = new HashMap<>(fields.get());
        next.values().removeIf(taken -> taken == field);
        next.remove(column);
        if (field != null) {
            next.put(column, field);
        }
        fields.set(Map.copyOf(next));
    }

    /// Whether a table, if there is one, has its names.
    boolean complete() {
        return sample == null || fields.get().containsValue(TableColumn.NAME);
    }

    void remember() {
        settings.put(MERGE, merge.get().name());
        settings.put(EDITION, edition.get());
        settings.put(LICENCE, licence.get());
        settings.put(PROVENANCE, provenance.get());
        TableSample table = sample;
        if (table != null) {
            settings.put(key(table), fields.get().entrySet().stream().map(one -> one.getValue() + "=" + one.getKey()).sorted().collect(Collectors.joining("\t")));
        }
    }

    ImportRequest request(ImportRequest files) {
        ImportRequest told = files.merging(Objects.requireNonNull(merge.get())).stating(shortened(edition), shortened(licence), shortened(provenance));
        if (sample == null) {
            return told;
        }
        Map<TableColumn, String> columns = new EnumMap<>(TableColumn.class);
        fields.get().forEach((column, field) -> columns.put(field, column));
        return told.only(columns);
    }

    private static String shortened(StringProperty property) {
        String clean = property.get().replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.substring(0, Math.min(MOST, clean.length()));
    }

    private static String key(TableSample table) {
        return COLUMNS + Sha256.of(table.columns().stream().map(TableSample.Column::key).collect(Collectors.joining("\t"))).substring(0, 16);
    }

    private static Map<String, TableColumn> remembered(String kept, TableSample table) {
        Map<String, TableColumn> remembered = new HashMap<>();
        for (String one : kept.split("\t")) {
            String[] parts = one.split("=", 2);
            for (TableColumn field : TableColumn.values()) {
                if (parts.length == 2 && field.name().equals(parts[0]) && table.columns().stream().anyMatch(column -> column.key().equals(parts[1]))) {
                    remembered.put(parts[1], field);
                }
            }
        }
        return Map.copyOf(remembered);
    }
}
