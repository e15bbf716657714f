package org.doctorglm.dataset.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.DatasetDetails;
import org.jspecify.annotations.Nullable;

/// What is to be imported, and as what.
///
/// @param files files, and folders whose files are all meant
/// @param details of the set that comes of it
/// @param format of all files, null where each is looked at
/// @param department of all dialogues, null where each says its own
/// @param columns that hold question and answer, where their names do not tell
public record ImportOrder(List<Path> files, DatasetDetails details, @Nullable DialogueFormat format, @Nullable String department,
        Map<DialogueField, String> columns) {
    public ImportOrder {
        files = List.copyOf(files);
        columns = Map.copyOf(columns);
    }

    public ImportOrder(List<Path> files, DatasetDetails details) {
        this(files, details, null, null, Map.of());
    }

    public ImportOrder as(@Nullable DialogueFormat newFormat, @Nullable String newDepartment, Map<DialogueField, String> newColumns) {
        return new ImportOrder(files, details, newFormat, newDepartment, newColumns);
    }
}
