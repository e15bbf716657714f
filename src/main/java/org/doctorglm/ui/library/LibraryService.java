package org.doctorglm.ui.library;

import java.io.IOException;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.ui.library.importing.ImportService;

/// What the library page stands on. Called on a background thread.
public interface LibraryService extends ImportService {
    LibraryEditor editor() throws IOException;

    Coverage coverage();
}
