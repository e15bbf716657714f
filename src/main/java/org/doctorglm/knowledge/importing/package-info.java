/// Texts of a hospital's own made into entries: what format they are, what their columns hold, what becomes of entries that exist, and how
/// an import is put into place and taken back. Stands on the library; the library knows nothing of it.
/// Entry class: [org.doctorglm.knowledge.importing.LibraryImporter].
@NullMarked
package org.doctorglm.knowledge.importing;

import org.jspecify.annotations.NullMarked;
