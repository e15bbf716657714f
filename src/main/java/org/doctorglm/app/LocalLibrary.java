package org.doctorglm.app;

import java.io.IOException;
import java.util.List;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.library.LibraryService;

/// The library page on this home's library and consultations.
final class LocalLibrary implements LibraryService {
    private final DoctorGlm services;
    private final LibraryImporter importer;

    LocalLibrary(DoctorGlm services, Directories directories) {
        this.services = services;
        this.importer = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge());
    }

    @Override
    public LibraryEditor editor() throws IOException {
        return services.editor();
    }

    @Override
    public Coverage coverage() {
        return Coverage.of(services.dialogues());
    }

    @Override
    public ImportPlan plan(ImportRequest request, Progress progress, Cancellation cancellation) throws IOException {
        return importer.plan(request, progress, cancellation);
    }

    @Override
    public synchronized LibraryImporter.Report write(ImportPlan plan, Progress progress, Cancellation cancellation) throws IOException {
        LibraryImporter.Report report = importer.write(plan, progress, cancellation);
        services.openLibrary().reload();
        return report;
    }

    @Override
    public synchronized ImportOrigin undo(int number) throws IOException {
        ImportOrigin undone = importer.undo(number);
        services.openLibrary().reload();
        return undone;
    }

    @Override
    public List<PastImport> imports() throws IOException {
        return importer.imports();
    }

    @Override
    public void index(Progress progress, Cancellation cancellation) throws IOException {
        services.buildIndex(progress, cancellation);
        services.openLibrary().encode(progress, cancellation);
    }
}
