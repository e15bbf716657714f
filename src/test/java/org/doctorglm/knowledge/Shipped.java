package org.doctorglm.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The library as it ships, for tests.
public final class Shipped {
    public static final Path FOLDER = Path.of("knowledge");
    public static final Path NO_FOLDER = FOLDER.resolve("no-such-folder");

    private Shipped() {
    }

    /// With full text in `folder`.
    public static DiseaseLibrary library(Path folder) {
        try {
            DiseaseLibrary library = new DiseaseLibrary(FOLDER, NO_FOLDER, new LuceneTextIndex(folder));
            library.build(Progress.NONE, new Cancellation());
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DiseaseLibrary withoutFullText() {
        try {
            return new DiseaseLibrary(FOLDER, NO_FOLDER, TextIndex.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
