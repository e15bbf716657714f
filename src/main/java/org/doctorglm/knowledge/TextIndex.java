package org.doctorglm.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
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
        public Runnable replace(Collection<String> ids, List<EntryText> entries) {
            return () -> { };
        }

        @Override
        public Snapshot snapshot() {
            return Snapshot.EMPTY;
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

    /// Prepares the index with some entries replaced, added or taken out, in the time that these few take. What is on disk stays as it was
    /// built: the change lives as long as this object, and whoever opens the index again makes it again.
    ///
    /// @param ids entries that are taken out first
    /// @param entries that are put in
    /// @return makes the change visible at once; until it is run, searches see what was there before
    Runnable replace(Collection<String> ids, List<EntryText> entries) throws IOException;

    /// The index as it is now, for searches that must not see a later change; given back by closing it.
    Snapshot snapshot();

    /// Searches the index as it is now.
    default Map<String, TextScores> search(String text, int topK) throws IOException {
        try (Snapshot now = snapshot()) {
            return now.search(text, topK);
        }
    }

    @Override
    void close() throws IOException;

    /// An index at one moment. Closing it never fails.
    interface Snapshot extends AutoCloseable {
        /// Before the first [#build]: every search finds nothing.
        Snapshot EMPTY = new Snapshot() {
            @Override
            public Map<String, TextScores> search(String text, int topK) {
                return Map.of();
            }

            @Override
            public void close() {
            }
        };

        /// @param topK most entries for each place where words stand
        /// @return scores by disease id
        Map<String, TextScores> search(String text, int topK) throws IOException;

        @Override
        void close();
    }
}
