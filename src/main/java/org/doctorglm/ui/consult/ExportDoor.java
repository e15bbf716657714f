package org.doctorglm.ui.consult;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.export.ExportFormat;

/// Writes a consultation to a file. Called on a background thread.
@FunctionalInterface
public interface ExportDoor {
    void export(ExportFormat format, DialogueTree tree, Path file) throws IOException;
}
