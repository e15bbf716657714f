package org.doctorglm.ui.models;

import org.doctorglm.ui.models.ModelsService.ModelsException;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;

/// A failure as the page says it.
///
/// @param detail a fact for the sentence; may be empty
public record ModelsProblem(Reason reason, String detail) {
    static ModelsProblem of(Throwable thrown) {
        return thrown instanceof ModelsException known ? new ModelsProblem(known.reason(), known.detail())
                : new ModelsProblem(Reason.DISK, thrown.getClass().getSimpleName());
    }
}
