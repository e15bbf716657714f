package org.doctorglm.knowledge.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.MergeRule;
import org.jspecify.annotations.Nullable;

/// What somebody wants to import, and how.
///
/// @param files at least one; a folder stands for the files in it
/// @param format of all files; null to tell it by each file
/// @param columns which column of a table holds a field: its title, or `#3` for the third one
/// @param guess whether columns that nobody spoke of are guessed from their titles
/// @param edition of entries that do not tell their own; empty for the month of the import
/// @param licence under which the entries may be used, in words; may be empty
/// @param provenance where the files come from, in words; may be empty
public record ImportRequest(List<Path> files, @Nullable EntryFormat format, Map<TableColumn, String> columns, boolean guess, MergeRule merge,
                            String edition, String licence, String provenance) {
    public ImportRequest {
        files = List.copyOf(files);
        columns = Map.copyOf(columns);
    }

    /// Files as they are: the format told by each of them, columns guessed, entries that exist kept.
    public static ImportRequest of(List<Path> files) {
        return new ImportRequest(files, null, Map.of(), true, MergeRule.KEEP, "", "", "");
    }

    public ImportRequest as(@Nullable EntryFormat wanted) {
        return new ImportRequest(files, wanted, columns, guess, merge, edition, licence, provenance);
    }

    public ImportRequest merging(MergeRule rule) {
        return new ImportRequest(files, format, columns, guess, rule, edition, licence, provenance);
    }

    /// These columns, the others guessed.
    public ImportRequest mapping(Map<TableColumn, String> wanted) {
        return new ImportRequest(files, format, wanted, true, merge, edition, licence, provenance);
    }

    /// These columns and no other one.
    public ImportRequest only(Map<TableColumn, String> wanted) {
        return new ImportRequest(files, format, wanted, false, merge, edition, licence, provenance);
    }

    /// What the files do not tell themselves.
    public ImportRequest stating(String ofEdition, String underLicence, String from) {
        return new ImportRequest(files, format, columns, guess, merge, ofEdition.strip(), underLicence.strip(), from.strip());
    }
}
