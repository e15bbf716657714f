package org.doctorglm.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.doctorglm.ui.control.FileDialogs;
import org.jspecify.annotations.Nullable;

/// Chooses what the test says.
public final class FakeFiles implements FileDialogs {
    public volatile @Nullable Path answer;

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, String extension) {
        Path folder = answer;
        return folder == null ? Optional.empty() : Optional.of(folder.resolve(suggestedName));
    }

    @Override
    public Optional<Path> openFile(String title, String extension) {
        return Optional.ofNullable(answer);
    }

    @Override
    public List<Path> openFiles(String title, List<String> extensions) {
        Path file = answer;
        return file == null ? List.of() : List.of(file);
    }

    @Override
    public Optional<Path> openFolder(String title) {
        return Optional.ofNullable(answer);
    }
}
