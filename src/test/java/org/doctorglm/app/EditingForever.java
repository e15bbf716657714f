package org.doctorglm.app;

import java.nio.file.Path;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.platform.Directories;

/// The victim of [KilledEditTest]: edits one entry over and over and says after each time which edit is safe.
final class EditingForever {
    static final String ENTRY = "acute-tonsillitis";

    private EditingForever() {
    }

    public static void main(String[] arguments) throws Exception {
        try (DoctorGlm services = new DoctorGlm(new Directories(Path.of(arguments[0]), Path.of(arguments[1])), 1)) {
            LibraryEditor editor = services.editor();
            int first = editor.history(ENTRY).size() + 1;
            for (int i = first; ; i++) {
                EntryDraft draft = EntryDraft.of(editor.library().entry(ENTRY).orElseThrow().disease());
                editor.save(draft.with(EntryField.OVERVIEW, text(i)).with(EntryField.PROGNOSIS, text(i)).disease(), "王医生");
                System.out.printf("%08d%n", i);
            }
        }
    }

    /// Some pages of the database, so that a kill can fall between two of them.
    static String text(int number) {
        return ("第" + number + "次。").repeat(700);
    }
}
