package org.doctorglm.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.library.LibraryService;
import org.jspecify.annotations.Nullable;

/// The shipped library with changes that are forgotten; opened when a page asks for it. Imports are real ones into a folder of their own.
public final class FakeLibrary implements LibraryService {
    private static final Path SHIPPED = Path.of("knowledge");

    public final MemoryEntries changes = new MemoryEntries();
    public final Path imported;
    private final LibraryImporter importer;
    private final DialogueRepository dialogues;
    private final Clock clock;
    private @Nullable LibraryEditor editor;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakeLibrary(DialogueRepository dialogues, Clock clock) {
        this.dialogues = dialogues;
        this.clock = clock;
        try {
            imported = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-libraries")), "home-").resolve("knowledge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        importer = new LibraryImporter(SHIPPED, imported);
    }

    /// Reading and writing of an import stop half way until [#let] or until they are cancelled.
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void let() {
        gate.countDown();
    }

    @Override
    public synchronized LibraryEditor editor() throws IOException {
        if (editor == null) {
            editor = new LibraryEditor(new DiseaseLibrary(SHIPPED, imported, TextIndex.NONE, changes), changes, clock);
        }
        return editor;
    }

    @Override
    public Coverage coverage() {
        return Coverage.of(dialogues);
    }

    @Override
    public ImportPlan plan(ImportRequest request, Progress progress, Cancellation cancellation) throws IOException {
        return importer.plan(request, held(progress, cancellation), cancellation);
    }

    @Override
    public LibraryImporter.Report write(ImportPlan plan, Progress progress, Cancellation cancellation) throws IOException {
        LibraryImporter.Report report = importer.write(plan, held(progress, cancellation), cancellation);
        editor().library().reload();
        return report;
    }

    private Progress held(Progress progress, Cancellation cancellation) {
        return (done, total) -> {
            progress.at(done, total);
            if (done * 2 >= total) {
                try (Cancellation.Registration registration = cancellation.onCancel(gate::countDown)) {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Override
    public ImportOrigin undo(int number) throws IOException {
        ImportOrigin undone = importer.undo(number);
        editor().library().reload();
        return undone;
    }

    @Override
    public List<PastImport> imports() throws IOException {
        return importer.imports();
    }

    @Override
    public void index(Progress progress, Cancellation cancellation) throws IOException {
        editor().library().build(progress, cancellation);
    }
}
