package org.doctorglm.knowledge.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.doctorglm.knowledge.EntryText;

/// Entries replaced in an index that is not written to: one writer over a [MemoryOverlay], whose segments live in memory and are never
/// committed. One thread at a time; the owner closes it after the readers.
final class IndexChanges implements Closeable {
    /// Small segments are merged with one another, the bulk of a large library never.
    private static final double MOST_MERGED_MB = 4;

    private final Analyzer analyzer = EntryWriter.analyzer();
    private final IndexWriter writer;

    IndexChanges(Directory built) throws IOException {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setMaxMergedSegmentMB(MOST_MERGED_MB).setFloorSegmentMB(1);
        // The scheduler without threads of its own: a merge of this size takes milliseconds.
        writer = new IndexWriter(new MemoryOverlay(built), new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.APPEND)
                .setMergePolicy(merging).setMergeScheduler(new SerialMergeScheduler()).setCommitOnClose(false));
    }

    /// @return a reader of the index with the change and all earlier ones; the caller closes it
    DirectoryReader apply(Collection<String> ids, List<EntryText> entries) throws IOException {
        writer.deleteDocuments(ids.stream().map(id -> new Term(EntryWriter.ID, id)).toArray(Term[]::new));
        for (EntryText entry : entries) {
            writer.updateDocument(new Term(EntryWriter.ID, entry.id()), EntryWriter.document(entry));
        }
        return DirectoryReader.open(writer);
    }

    @Override
    public void close() throws IOException {
        writer.rollback();
        analyzer.close();
    }
}
