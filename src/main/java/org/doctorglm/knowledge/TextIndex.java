package org.doctorglm.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Full-text search over entries. Searching is safe on any thread, also while an index is being built.
public interface TextIndex extends Closeable {
    /// No full text: every search finds nothing.
    TextIndex NONE = new TextIndex() {
        @Override
        public void build(List<EntryText> entries, String sha256, Progress progress, Cancellation cancellation) {
            progress.at(entries.size(), entries.size());
        }

        @Override
        public Map<String, TextScores> search(String text, int topK) {
            return Map.of();
        }

        @Override
        public void close() {
        }
    };

    /// Makes the index of these entries ready: the one on disk when it belongs to the same sources and is whole, else a new one.
    ///
    /// @param sha256 of the sources
    /// @param progress entries indexed; one call with everything done when the index was reused
    void build(List<EntryText> entries, String sha256, Progress progress, Cancellation cancellation) throws IOException;

    /// @param topK most entries for each place where words stand
    /// @return scores by disease id; empty before the first [#build]
    Map<String, TextScores> search(String text, int topK) throws IOException;

    @Override
    void close() throws IOException;
}
