package org.doctorglm.ui.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asking for files and folders; a door of its own so that tests can answer without the desktop's dialogs.
public interface FileDialogs {
    /// @param extension without the dot
    Optional<Path> saveFile(String title, String suggestedName, String extension);

    Optional<Path> openFile(String title, String extension);

    /// @param extensions without the dot
    /// @return empty when nothing was chosen
    List<Path> openFiles(String title, List<String> extensions);

    Optional<Path> openFolder(String title);
}
