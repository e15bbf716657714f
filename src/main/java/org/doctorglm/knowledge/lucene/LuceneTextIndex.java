package org.doctorglm.knowledge.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.doctorglm.knowledge.EntryText;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.knowledge.TextScores;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// BM25 over words (smartcn) and character pairs of the entries.
///
/// Each edition of the sources has a folder of its own, written aside and moved into place, so a reader in another process
/// never sees half an index and nobody waits for a lock. A folder that is damaged is written anew; where nothing can be
/// written, the index lives in memory. Searching is safe on any thread; the owner closes it.
public final class LuceneTextIndex implements TextIndex {
    private final IndexFolder folder;
    private volatile @Nullable Opened opened;

    private record Opened(Directory directory, @Nullable IndexChanges changes, DirectoryReader reader, IndexSearcher searcher, boolean onDisk) {
        void close() throws IOException {
            reader.close();
            if (changes != null) {
                changes.close();
            }
            directory.close();
        }
    }

    /// @param folder where the indexes lie; made when needed
    public LuceneTextIndex(Path folder) {
        this.folder = new IndexFolder(folder);
    }

    @Override
    public synchronized void build(List<EntryText> entries, String sha256, Progress progress, Cancellation cancellation)
            throws IOException {
        Directory directory = folder.reuse(sha256, entries.size());
        boolean onDisk = directory != null;
        if (directory == null) {
            directory = folder.write(sha256, target -> EntryWriter.write(target, entries, progress, cancellation));
            onDisk = directory != null;
        } else {
            progress.at(entries.size(), entries.size());
        }
        if (directory == null) {
            directory = new ByteBuffersDirectory();
            EntryWriter.write(directory, entries, progress, cancellation);
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        IndexSearcher searcher = new IndexSearcher(reader);
        EntryQuery.search(searcher, "发热", 1); // loads the word dictionary, half a second that no question should wait for
        Opened before = opened;
        opened = new Opened(directory, null, reader, searcher, onDisk);
        if (before != null) {
            before.close();
        }
    }

    @Override
    public synchronized Runnable replace(Collection<String> ids, List<EntryText> entries) throws IOException {
        Opened now = opened;
        if (now == null) {
            return () -> { };
        }
        IndexChanges changes = now.changes() != null ? now.changes() : new IndexChanges(now.directory());
        DirectoryReader reader = changes.apply(ids, entries);
        Opened next = new Opened(now.directory(), changes, reader, new IndexSearcher(reader), now.onDisk());
        return () -> show(now, next);
    }

    private synchronized void show(Opened before, Opened next) {
        opened = next;
        try {
            // Searches that are going on hold on to it until they end.
            before.reader().close();
        } catch (IOException e) {
            // Only memory is given back by it.
        }
    }

    /// Whether the index lies on disk; false in memory and before the first build.
    public boolean isOnDisk() {
        Opened now = opened;
        return now != null && now.onDisk();
    }

    @Override
    public Snapshot snapshot() {
        Opened now = opened;
        return now == null || !now.reader().tryIncRef() ? Snapshot.EMPTY : new Held(now);
    }

    /// Keeps a reader open until it is closed, also when another one has taken its place.
    private record Held(Opened opened) implements Snapshot {
        @Override
        public Map<String, TextScores> search(String text, int topK) throws IOException {
            try {
                return EntryQuery.search(opened.searcher(), text, topK);
            } catch (AlreadyClosedException e) {
                // The directory below is gone: the program ends or the index was built anew.
                return Map.of();
            }
        }

        @Override
        public void close() {
            try {
                opened.reader().decRef();
            } catch (IOException e) {
                // Only memory is given back by it.
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        Opened now = opened;
        opened = null;
        if (now != null) {
            now.close();
        }
    }
}
