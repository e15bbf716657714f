package org.doctorglm.dataset;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A set that another is made of: gives out its dialogues with where they come from, and says what it was.
public record ParentSet(DatasetRepository sets, String name) {
    /// Receives dialogues.
    @FunctionalInterface
    public interface Receiver {
        /// @param source where it was made of a disease sheet, null where it was not
        void accept(long index, Conversation conversation, @Nullable PairSource source) throws IOException;
    }

    public Derivation.Parent read(Receiver receiver) throws IOException {
        Map<Long, PairSource> sources = sets.sources(name);
        ContentHash hash = new ContentHash();
        sets.read(name, (index, conversation) -> {
            hash.add(conversation);
            receiver.accept(index, conversation, sources.get(index));
        });
        return new Derivation.Parent(name, hash.hex());
    }
}
