package org.doctorglm.dataset;

import java.io.IOException;
import java.util.List;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Parts a set into what is learned from and what is held out, dialogue by dialogue.
public final class SplitSets {
    private final DatasetRepository sets;

    public SplitSets(DatasetRepository sets) {
        this.sets = sets;
    }

    /// How large the parts are.
    public record Parts(long train, long trainTurns, long heldOut, long heldOutTurns) {
    }

    public Parts count(String name, Split split, Progress progress, Cancellation cancellation) throws IOException {
        long total = sets.find(name).conversations();
        long[] counts = new long[4];
        sets.read(name, (index, conversation) -> {
            cancellation.throwIfRequested();
            progress.at(index, total);
            int part = split.holdsOut(index) ? 2 : 0;
            counts[part]++;
            counts[part + 1] += conversation.turns().size();
        });
        progress.at(total, total);
        return new Parts(counts[0], counts[1], counts[2], counts[3]);
    }

    /// Makes a set of each part: both, or none.
    ///
    /// @throws DatasetException TAKEN, BAD_NAME, EMPTY when a part has no dialogue
    public void write(String name, Split split, String train, String heldOut, Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        boolean done = false;
        try (DatasetRepository.Draft learned = sets.begin(dataset.details().as(train)); DatasetRepository.Draft held = sets.begin(dataset.details().as(heldOut))) {
            Derivation.Parent parent = new ParentSet(sets, name).read((index, conversation, source) -> {
                cancellation.throwIfRequested();
                progress.at(index, dataset.conversations());
                (split.holdsOut(index) ? held : learned).add(conversation, source);
            });
            learned.finish(dataset.files(), derivation(parent, split, "train"));
            try {
                held.finish(dataset.files(), derivation(parent, split, "heldOut"));
                done = true;
            } finally {
                if (!done) {
                    sets.remove(train);
                }
            }
        }
        progress.at(dataset.conversations(), dataset.conversations());
    }

    private static Derivation derivation(Derivation.Parent parent, Split split, String part) {
        return new Derivation(Derivation.Kind.SPLIT, List.of(parent),
                "{\"part\":\"" + part + "\",\"heldOut\":" + split.heldOut() + ",\"seed\":" + split.seed() + "}");
    }
}
