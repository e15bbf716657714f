package org.doctorglm.ui.library.importing;

import java.io.IOException;
import java.util.List;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// What the import page stands on. Called on a background thread.
public interface ImportService {
    /// @param progress bytes read, of all
    ImportPlan plan(ImportRequest request, Progress progress, Cancellation cancellation) throws IOException;

    /// Does what was planned and makes it visible to dictionary and list.
    ///
    /// @param progress entries written, of all
    LibraryImporter.Report write(ImportPlan plan, Progress progress, Cancellation cancellation) throws IOException;

    /// Takes an import back and makes that visible.
    ///
    /// @param number of the import
    ImportOrigin undo(int number) throws IOException;

    /// The imports that the library uses, the last one first.
    List<PastImport> imports() throws IOException;

    /// Makes the full text follow.
    void index(Progress progress, Cancellation cancellation) throws IOException;
}
