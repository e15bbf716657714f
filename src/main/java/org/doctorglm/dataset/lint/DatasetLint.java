package org.doctorglm.dataset.lint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.ParentSet;
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

    /// Receives dialogues with what was found in them.
    @FunctionalInterface
    public interface Receiver {
        /// @param index place in the set, from 0
        /// @param findings of this dialogue
        /// @param like place of the earliest dialogue that it is like, its own where it is like none
        void accept(long index, Conversation conversation, Set<Finding> findings, int like) throws IOException;
    }

    /// What was found besides the dialogues' own findings.
    ///
    /// @param conversations of the set
    /// @param boilerplate sentences that stand in very many answers
    public record Common(long conversations, Map<String, Long> boilerplate) {
    }

    /// Counts findings and keeps the first of each.
    ///
    /// @param split whose held-out part must have nothing of what is learned
    public LintReport run(String name, Split split, Progress progress, Cancellation cancellation) throws IOException {
        Tally tally = new Tally();
        Common common = each(name, split, tally, progress, cancellation);
        Map<String, Long> boilerplate = common.boilerplate;
        boilerplate.keySet().retainAll(boilerplate.keySet().stream().limit(SENTENCES_SHOWN).toList());
        return new LintReport(name, common.conversations, tally.counts, tally.examples, boilerplate, split);
    }

    /// Gives out the dialogues in their order, each with its findings.
    public Common each(String name, Split split, Receiver receiver, Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        long all = Math.max(1, 2 * dataset.conversations());
        FrequentSentences frequent = new FrequentSentences();
        long[] languages = new long[Language.values().length];
        BitSet equal = new BitSet();
        Groups groups;
        try (Likeness likeness = new Likeness()) {
            sets.read(name, (index, conversation) -> {
                cancellation.throwIfRequested();
                progress.at(index, all);
                equal.set((int) index, likeness.add(conversation));
                frequent.add(conversation);
                languages[Language.of(conversation.turns()).ordinal()]++;
            });
            groups = likeness.groups(cancellation);
        }
        BitSet learned = learned(groups, split);
        Map<String, Long> boilerplate = frequent.above(BOILERPLATE_SHARE, BOILERPLATE_LEAST);
        Set<String> stock = new HashSet<>(boilerplate.keySet());
        Language own = Language.most(languages);
        sets.read(name, (index, conversation) -> {
            cancellation.throwIfRequested();
            progress.at(dataset.conversations() + index, all);
            int first = groups.of((int) index);
            int bits = single(conversation, stock, own);
            bits |= TextRules.bit(equal.get((int) index) ? Finding.EXACT_DUPLICATE : Finding.NEAR_DUPLICATE, first != index);
            bits |= TextRules.bit(Finding.LEAKAGE, split.holdsOut(index) && learned.get(first));
            receiver.accept(index, conversation, findings(bits), first);
        });
        progress.at(all, all);
        return new Common(dataset.conversations(), boilerplate);
    }

    private static Set<Finding> findings(int bits) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        for (Finding finding : Finding.values()) {
            if ((bits & 1 << finding.ordinal()) != 0) {
                findings.add(finding);
            }
        }
        return findings;
    }

    /// Groups of which something is learned.
    private static BitSet learned(Groups groups, Split split) {
        BitSet learned = new BitSet();
        for (int i = 0; i < groups.size(); i++) {
            if (!split.holdsOut(i)) {
                learned.set(groups.of(i));
            }
        }
        return learned;
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
            Derivation.Parent parent = new ParentSet(sets, name).read((index, conversation, source) -> {
                cancellation.throwIfRequested();
                progress.at(index, dataset.conversations());
                draft.add(Personal.masked(conversation), source);
            });
            progress.at(dataset.conversations(), dataset.conversations());
            return draft.finish(dataset.files(), new Derivation(Derivation.Kind.MASK, List.of(parent), "{}"));
        }
    }

    /// Counts findings and keeps the first of each.
    private static final class Tally implements Receiver {
        private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
        private final List<LintReport.Example> examples = new ArrayList<>();

        Tally() {
            for (Finding finding : Finding.values()) {
                counts.put(finding, 0L);
            }
        }

        @Override
        public void accept(long index, Conversation conversation, Set<Finding> findings, int like) {
            for (Finding finding : findings) {
                boolean alike = finding == Finding.EXACT_DUPLICATE || finding == Finding.NEAR_DUPLICATE || finding == Finding.LEAKAGE;
                if (counts.merge(finding, 1L, Long::sum) <= EXAMPLES) {
                    examples.add(new LintReport.Example(finding, index, alike ? like : -1));
                }
            }
        }
    }
}
