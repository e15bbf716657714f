package org.doctorglm.dataset.lint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.Turn;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Looks a set over in two passes: the first finds what dialogues have in common, the second what each has by itself.
public final class DatasetLint {
    private static final int EXAMPLES = 5;
    private static final double BOILERPLATE_SHARE = 0.01;
    private static final long BOILERPLATE_LEAST = 20;
    private static final int SENTENCES_SHOWN = 20;

    private final DatasetRepository sets;

    public DatasetLint(DatasetRepository sets) {
        this.sets = sets;
    }

    /// @param split whose held-out part must have nothing of what is learned
    public LintReport run(String name, Split split, Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        long all = Math.max(1, 2 * dataset.conversations());
        Tally tally = new Tally();
        FrequentSentences frequent = new FrequentSentences();
        long[] languages = new long[Language.values().length];
        try (Likeness likeness = new Likeness()) {
            BitSet equal = new BitSet();
            sets.read(name, (index, conversation) -> {
                cancellation.throwIfRequested();
                progress.at(index, all);
                equal.set((int) index, likeness.add(conversation));
                frequent.add(conversation);
                languages[Language.of(conversation.turns()).ordinal()]++;
            });
            likenesses(likeness.groups(cancellation), equal, split, tally);
        }
        Map<String, Long> boilerplate = frequent.above(BOILERPLATE_SHARE, BOILERPLATE_LEAST);
        Set<String> stock = new HashSet<>(boilerplate.keySet());
        Language own = Language.most(languages);
        sets.read(name, (index, conversation) -> {
            cancellation.throwIfRequested();
            progress.at(dataset.conversations() + index, all);
            tally.add(single(conversation, stock, own), index);
        });
        progress.at(all, all);
        boilerplate.keySet().retainAll(boilerplate.keySet().stream().limit(SENTENCES_SHOWN).toList());
        return new LintReport(name, dataset.conversations(), tally.counts, tally.examples, boilerplate, split);
    }

    private static void likenesses(Groups groups, BitSet equal, Split split, Tally tally) {
        BitSet learned = new BitSet();
        for (int i = 0; i < groups.size(); i++) {
            if (!split.holdsOut(i)) {
                learned.set(groups.of(i));
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            int first = groups.of(i);
            if (first != i) {
                tally.add(equal.get(i) ? Finding.EXACT_DUPLICATE : Finding.NEAR_DUPLICATE, i, first);
            }
            if (split.holdsOut(i) && learned.get(first)) {
                tally.add(Finding.LEAKAGE, i, first);
            }
        }
    }

    private static int single(Conversation conversation, Set<String> stock, Language own) {
        int bits = TextRules.bit(Finding.WRONG_LANGUAGE, own != Language.MIXED && Language.of(conversation.turns()) != own);
        List<String> sentences = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            bits |= TextRules.found(turn) | Personal.found(turn.question()) | Personal.found(turn.answer());
            sentences.clear();
            FrequentSentences.sentences(turn.answer(), sentences);
            bits |= TextRules.bit(Finding.BOILERPLATE, sentences.stream().anyMatch(stock::contains));
        }
        return bits;
    }

    /// Makes a set in which names, numbers and addresses are masked.
    ///
    /// @param as name of the new set
    /// @throws org.doctorglm.dataset.DatasetException TAKEN, BAD_NAME, UNKNOWN_SET
    public Dataset mask(String name, String as, Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        try (DatasetRepository.Draft draft = sets.begin(dataset.details().as(as))) {
            sets.read(name, (index, conversation) -> {
                cancellation.throwIfRequested();
                progress.at(index, dataset.conversations());
                draft.add(Personal.masked(conversation));
            });
            progress.at(dataset.conversations(), dataset.conversations());
            return draft.finish(dataset.files());
        }
    }

    /// Counts findings and keeps the first of each.
    private static final class Tally {
        private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
        private final List<LintReport.Example> examples = new ArrayList<>();

        Tally() {
            for (Finding finding : Finding.values()) {
                counts.put(finding, 0L);
            }
        }

        void add(int bits, long index) {
            for (Finding finding : Finding.values()) {
                if ((bits & 1 << finding.ordinal()) != 0) {
                    add(finding, index, -1);
                }
            }
        }

        void add(Finding finding, long index, long like) {
            if (counts.merge(finding, 1L, Long::sum) <= EXAMPLES) {
                examples.add(new LintReport.Example(finding, index, like));
            }
        }
    }
}
