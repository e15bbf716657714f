package org.doctorglm.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets of dialogues. None is ever held in memory: dialogues go in and come out one after the other. Thread-safe; a [Draft] belongs to one thread.
public interface DatasetRepository {
    /// By name. Sets that are still being made are not among them; one that is damaged is passed over.
    List<Dataset> list() throws IOException;

    /// @throws DatasetException UNKNOWN_SET, DAMAGED_SET
    Dataset find(String name) throws IOException;

    /// Gives out the dialogues, always in the same order.
    ///
    /// @throws DatasetException UNKNOWN_SET, DAMAGED_SET
    void read(String name, Reader reader) throws IOException;

    /// The dialogue at a place, counted from 0; empty where there is none.
    ///
    /// @throws DatasetException UNKNOWN_SET, DAMAGED_SET
    Optional<Conversation> at(String name, long index) throws IOException;

    /// The first records that were not taken; [Dataset#rejected] counts all.
    List<RejectedRecord> rejected(String name) throws IOException;

    /// Where dialogues that were made of disease sheets come from, by their place in the set; most sets have none.
    Map<Long, PairSource> sources(String name) throws IOException;

    /// Begins a set. Nobody sees it before [Draft#finish]; without that nothing stays, also after a power cut.
    ///
    /// @throws DatasetException TAKEN when there is a set of this name
    Draft begin(DatasetDetails details) throws IOException;

    /// @throws DatasetException UNKNOWN_SET
    void remove(String name) throws IOException;

    /// Receives dialogues.
    @FunctionalInterface
    interface Reader {
        /// @param index place in the set, from 0
        void accept(long index, Conversation conversation) throws IOException;
    }

    /// A set that is being made. Closed without [#finish] it leaves nothing.
    interface Draft extends AutoCloseable {
        default void add(Conversation conversation) throws IOException {
            add(conversation, null);
        }

        /// @param source where it was made of a disease sheet, null where it was not
        void add(Conversation conversation, @Nullable PairSource source) throws IOException;

        /// Remembers a record that was not taken; the first [org.doctorglm.dataset.importing.Limits#LISTED] are kept.
        void reject(RejectedRecord rejected) throws IOException;

        default Dataset finish(List<SourceFile> files) throws IOException {
            return finish(files, null);
        }

        /// @param derivation how it was made of other sets, null where it was imported
        /// @throws DatasetException EMPTY without a dialogue, TAKEN when a set of this name appeared meanwhile
        Dataset finish(List<SourceFile> files, @Nullable Derivation derivation) throws IOException;

        @Override
        void close() throws IOException;
    }
}
