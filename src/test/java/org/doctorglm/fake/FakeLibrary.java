package org.doctorglm.fake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.ui.library.LibraryService;
import org.jspecify.annotations.Nullable;

/// The shipped library with changes that are forgotten; opened when a page asks for it.
public final class FakeLibrary implements LibraryService {
    private static final Path SHIPPED = Path.of("knowledge");

    public final MemoryEntries changes = new MemoryEntries();
    private final DialogueRepository dialogues;
    private final Clock clock;
    private @Nullable LibraryEditor editor;

    FakeLibrary(DialogueRepository dialogues, Clock clock) {
        this.dialogues = dialogues;
        this.clock = clock;
    }

    @Override
    public synchronized LibraryEditor editor() throws IOException {
        if (editor == null) {
            editor = new LibraryEditor(new DiseaseLibrary(SHIPPED, SHIPPED.resolve("none"), TextIndex.NONE, changes), changes, clock);
        }
        return editor;
    }

    @Override
    public Coverage coverage() {
        return Coverage.of(dialogues);
    }
}
