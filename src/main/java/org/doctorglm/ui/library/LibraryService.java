package org.doctorglm.ui.library;

import java.io.IOException;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.knowledge.LibraryEditor;

/// What the library page stands on. Called on a background thread.
public interface LibraryService {
    LibraryEditor editor() throws IOException;

    Coverage coverage();
}
