package org.doctorglm.knowledge.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.Rejected;
import org.jspecify.annotations.Nullable;

/// What an import will do; nothing is written yet.
///
/// @param entries those that will be taken, in the order of the files
/// @param replaced ids of entries of other files that the new ones stand in for
/// @param rejected the first [LibraryReader#MAX_REJECTED] lines that will not be taken
/// @param rejectedLines how many lines will not be taken
/// @param columns what the columns of tables were taken for
/// @param pages how many manual pages there are; null when no page was read
/// @param origin what the import will say about itself
/// @param target where the entries will lie
public record ImportPlan(List<Disease> entries, Set<String> replaced, List<RejectedLine> rejected, int rejectedLines, Counts counts,
                         List<ColumnMap> columns, ManualPages.@Nullable Count pages, ImportOrigin origin, Path target) {
    public ImportPlan {
        entries = List.copyOf(entries);
        replaced = Set.copyOf(replaced);
        rejected = List.copyOf(rejected);
        columns = List.copyOf(columns);
    }

    /// A line of a file that will not be taken.
    public record RejectedLine(Path file, Rejected rejected) {
    }

    /// What becomes of the library's entries and of the lines.
    ///
    /// @param fresh entries that the library does not have
    /// @param merged entries that change one that is there
    /// @param unchanged entries that are there and stay as they are
    /// @param broken lines that cannot be read or that stand twice
    public record Counts(int fresh, int merged, int unchanged, int broken) {
    }
}
