package org.doctorglm.knowledge.importing;

import java.time.LocalDate;
import org.doctorglm.knowledge.ImportOrigin;
import org.jspecify.annotations.Nullable;

/// An import that the library uses now.
///
/// @param back what is there again when it is taken back
/// @param former day of the import that comes back, null where none does or it has no header
public record PastImport(ImportOrigin origin, Back back, @Nullable LocalDate former) {
    /// What taking an import back leaves.
    public enum Back {
        /// Nothing: its entries are gone, those that they stood in for are there again.
        NOTHING,
        /// The former import of the same name.
        FORMER,
        /// Nothing, although there was a former import: its copy is not kept any more.
        FORMER_GONE
    }
}
