package org.doctorglm.ui.library.importing;

import java.nio.file.Path;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.KnowledgeException.Reason;
import org.jspecify.annotations.Nullable;

/// A failure as the page says it.
///
/// @param reason null for one that nobody foresaw
/// @param file the file or folder concerned, or the kind of failure where there is none
/// @param detail the column or columns concerned; may be empty
public record ImportProblem(@Nullable Reason reason, String file, String detail) {
    static ImportProblem of(Throwable thrown) {
        if (thrown instanceof KnowledgeException known) {
            Path name = known.file().getFileName();
            return new ImportProblem(known.reason(), name == null ? known.file().toString() : name.toString(), known.detail());
        }
        return new ImportProblem(null, thrown.getClass().getSimpleName(), "");
    }
}
