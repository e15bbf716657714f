package org.doctorglm.knowledge.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.MergeRule;
import org.jspecify.annotations.Nullable;

/// What somebody wants to import, and how.
///
/// @param files at least one; a folder stands for the pages in it
/// @param format of all files; null to tell it by each file
/// @param columns which column of a table holds a field, where the guess from its header is wrong
/// @param edition of entries that do not tell their own; empty for the month of the import
/// @param licence under which the entries may be used, in words; may be empty
public record ImportRequest(List<Path> files, @Nullable EntryFormat format, Map<TableColumn, String> columns, MergeRule merge,
                            String edition, String licence) {
    public ImportRequest {
        files = List.copyOf(files);
        columns = Map.copyOf(columns);
    }

    /// Files as they are: the format told by each of them, entries that exist kept.
    public static ImportRequest of(List<Path> files) {
        return new ImportRequest(files, null, Map.of(), MergeRule.KEEP, "", "");
    }

    public ImportRequest as(@Nullable EntryFormat wanted) {
        return new ImportRequest(files, wanted, columns, merge, edition, licence);
    }

    public ImportRequest merging(MergeRule rule) {
        return new ImportRequest(files, format, columns, rule, edition, licence);
    }
}
