package org.doctorglm.dataset.importing;

import java.io.IOException;

/// How dialogues lie in a file.
@FunctionalInterface
interface Layout {
    /// Reads the whole file, one record after the other.
    void read(ImportedFile file, Records records) throws IOException;
}
