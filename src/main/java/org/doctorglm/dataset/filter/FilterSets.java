package org.doctorglm.dataset.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.ParentSet;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.lint.DatasetLint;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.PersonalMask;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// Filters sets. What comes out is a set of its own that knows its parent and its filter; the parent is never changed, so that taking a
/// filter back means removing what it made, also after a power cut in the middle. Dialogues stream through: a bit of each is held.
public final class FilterSets {
    private static final int EXAMPLES = 60;
    private static final int EXAMPLES_OF_ONE = 8;
    private static final Set<Finding> COPIES = EnumSet.of(Finding.EXACT_DUPLICATE, Finding.NEAR_DUPLICATE);

    private final DatasetRepository sets;

    public FilterSets(DatasetRepository sets) {
        this.sets = sets;
    }

    /// Counts what would leave; nothing is written.
    public FilterPreview preview(String name, Filter filter, Progress progress, Cancellation cancellation) throws IOException {
        PersonalMask mask = new PersonalMask(filter.masked());
        Preview preview = new Preview();
        judge(name, filter, (index, conversation, ground, findings) -> {
            preview.add(index, conversation, ground, findings);
            if (ground == null) {
                mask.masked(conversation);
            }
        }, progress, cancellation);
        return preview.of(mask.counts());
    }

    /// Makes a set of what stays.
    ///
    /// @param as name of the new set
    /// @throws DatasetException TAKEN, BAD_NAME, UNKNOWN_SET, EMPTY when nothing stays, CHANGED
    public Dataset write(String name, Filter filter, String as, Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        PersonalMask mask = new PersonalMask(filter.masked());
        BitSet staying = new BitSet();
        try (DatasetRepository.Draft draft = sets.begin(dataset.details().as(as))) {
            long all = 2 * Math.max(1, dataset.conversations());
            judge(name, filter, (index, conversation, ground, findings) -> staying.set((int) index, ground == null),
                    (done, total) -> progress.at(total <= 0 ? 0 : done * (all / 2) / total, all), cancellation);
            Derivation.Parent parent = new ParentSet(sets, name).read((index, conversation, source) -> {
                cancellation.throwIfRequested();
                progress.at(all / 2 + index, all);
                if (staying.get((int) index)) {
                    draft.add(mask.masked(conversation), source);
                }
            });
            if (!sets.find(name).equals(dataset)) {
                // Another set took its name between the two passes.
                throw new DatasetException(Reason.CHANGED, name, "");
            }
            Dataset made = draft.finish(dataset.files(), new Derivation(Derivation.Kind.FILTER, List.of(parent), FilterText.write(filter)));
            progress.at(all, all);
            return made;
        }
    }

    /// Takes a step back: removes a set that was made of others, which are still there.
    ///
    /// @return the set that it was made of
    /// @throws DatasetException NOT_DERIVED for a set that was imported, PARENT_GONE when what it was made of is no longer there
    public Dataset undo(String name) throws IOException {
        Dataset made = sets.find(name);
        Derivation derivation = made.derivation();
        if (derivation == null || derivation.parents().isEmpty()) {
            throw new DatasetException(Reason.NOT_DERIVED, name, "");
        }
        for (Derivation.Parent parent : derivation.parents()) {
            if (sets.list().stream().noneMatch(set -> set.name().equals(parent.name()))) {
                throw new DatasetException(Reason.PARENT_GONE, name, parent.name());
            }
        }
        Dataset parent = sets.find(derivation.parents().getFirst().name());
        sets.remove(name);
        return parent;
    }

    @FunctionalInterface
    private interface Judged {
        /// @param ground null for a dialogue that stays
        void accept(long index, Conversation conversation, @Nullable Ground ground, Set<Finding> findings) throws IOException;
    }

    private void judge(String name, Filter filter, Judged judged, Progress progress, Cancellation cancellation) throws IOException {
        if (!filter.needsFindings()) {
            long all = sets.find(name).conversations();
            sets.read(name, (index, conversation) -> {
                cancellation.throwIfRequested();
                progress.at(index, all);
                judged.accept(index, conversation, filter.ground(conversation), Set.of());
            });
            progress.at(all, all);
            return;
        }
        // Groups of which a dialogue stays: its copies leave, and where the first of a group leaves for another ground the next one stays.
        BitSet represented = new BitSet();
        new DatasetLint(sets).each(name, Split.USUAL, (index, conversation, findings, like) -> {
            Ground ground = filter.ground(conversation);
            Set<Finding> unwanted = EnumSet.copyOf(filter.without());
            unwanted.retainAll(findings);
            if (ground == null && COPIES.containsAll(unwanted) && !represented.get(like)) {
                unwanted.clear();
            }
            ground = ground == null && !unwanted.isEmpty() ? Ground.FINDING : ground;
            if (ground == null) {
                represented.set(like);
            }
            judged.accept(index, conversation, ground, ground == Ground.FINDING ? unwanted : Set.of());
        }, progress, cancellation);
    }

    /// Counts as dialogues come.
    private static final class Preview {
        private final long[] dialogues = new long[2];
        private final long[] rounds = new long[2];
        private final Map<Ground, Long> grounds = new EnumMap<>(Ground.class);
        private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
        private final List<FilterPreview.Example> examples = new ArrayList<>();

        void add(long index, Conversation conversation, @Nullable Ground ground, Set<Finding> found) {
            int side = ground == null ? 0 : 1;
            dialogues[side]++;
            rounds[side] += conversation.turns().size();
            if (ground == null) {
                return;
            }
            boolean rare = grounds.merge(ground, 1L, Long::sum) <= EXAMPLES_OF_ONE && ground != Ground.FINDING;
            for (Finding finding : found) {
                rare |= findings.merge(finding, 1L, Long::sum) <= EXAMPLES_OF_ONE;
            }
            if (rare && examples.size() < EXAMPLES) {
                examples.add(new FilterPreview.Example(index, conversation, ground, found));
            }
        }

        FilterPreview of(Map<Finding, Long> masked) {
            return new FilterPreview(dialogues[0], rounds[0], dialogues[1], rounds[1], grounds, findings, masked, examples);
        }
    }
}
