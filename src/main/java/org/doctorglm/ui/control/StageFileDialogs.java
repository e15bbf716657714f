package org.doctorglm.ui.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The desktop's own dialogs.
public final class StageFileDialogs implements FileDialogs {
    private final Stage owner;
    /// Where the last dialog ended; the first one opens in the user's own folder, not where the program was started.
    private File folder = new File(System.getProperty("user.home"));

    public StageFileDialogs(Stage owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, String extension) {
        FileChooser chooser = chooser(title, List.of(extension));
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> openFile(String title, String extension) {
        return path(chooser(title, List.of(extension)).showOpenDialog(owner));
    }

    @Override
    public List<Path> openFiles(String title, List<String> extensions) {
        FileChooser chooser = chooser(title, extensions);
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        path(chosen.getFirst());
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> openFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        return path(chooser.showDialog(owner));
    }

    private FileChooser chooser(String title, List<String> extensions) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        List<String> patterns = extensions.stream().map(extension -> "*." + extension).toList();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(String.join(" ", patterns), patterns));
        return chooser;
    }

    private @Nullable File start() {
        return folder.isDirectory() ? folder : null;
    }

    private Optional<Path> path(@Nullable File file) {
        if (file != null && file.getParentFile() != null) {
            folder = file.getParentFile();
        }
        return Optional.ofNullable(file).map(File::toPath);
    }
}
