package org.doctorglm.app;

import java.io.IOException;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.ui.library.LibraryService;

/// The library page on this home's library and consultations.
final class LocalLibrary implements LibraryService {
    private final DoctorGlm services;

    LocalLibrary(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public LibraryEditor editor() throws IOException {
        return services.editor();
    }

    @Override
    public Coverage coverage() {
        return Coverage.of(services.dialogues());
    }
}
