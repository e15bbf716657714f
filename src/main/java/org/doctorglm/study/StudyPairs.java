package org.doctorglm.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.proposal.Proposal;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.TemplateQuestions;
import org.doctorglm.experiment.PlannedQuestion;

/// The set that a study learns from: what templates make of disease sheets. No person has accepted its pairs, and it says so.
record StudyPairs(DatasetRepository datasets, String name) {
    private static final int YEAR = 4;

    boolean made() throws IOException {
        return datasets.list().stream().anyMatch(set -> set.name().equals(name));
    }

    /// @param provenance in words, stays with the set
    void make(List<Sheet> sheets, String provenance) throws IOException {
        // Two templates may answer alike; learned and held out at once, such an answer would be known beforehand.
        Set<String> answers = new HashSet<>();
        int pairs = 0;
        try (DatasetRepository.Draft draft = datasets.begin(DatasetDetails.named(name).stating("zh", "", Origin.SYNTHETIC, provenance, -1))) {
            for (Sheet sheet : sheets) {
                for (Proposal proposal : TemplateQuestions.of(sheet)) {
                    if (answers.add(proposal.answer())) {
                        draft.add(new Conversation(proposal.department(), List.of(new Turn(proposal.question(), proposal.answer()))), proposal.source());
                        pairs++;
                    }
                }
            }
            draft.finish(List.of(), new Derivation(Derivation.Kind.QUESTIONS, List.of(), "{\"pairs\":" + pairs + "}"));
        }
    }

    /// Questions that training held out, with their answers as references; spread evenly.
    List<PlannedQuestion> heldOut(int most) throws IOException {
        Map<Long, PairSource> sources = datasets.sources(name);
        List<PlannedQuestion> all = new ArrayList<>();
        datasets.read(name, (index, conversation) -> {
            if (Split.USUAL.holdsOut(index)) {
                Turn turn = conversation.turns().getFirst();
                PairSource source = sources.get(index);
                all.add(new PlannedQuestion("Q" + (all.size() + 1), turn.question(), conversation.department(), new PlannedQuestion.Reference(turn.answer(),
                        source == null ? "" : source.title(), source == null ? 0 : year(source.edition()))));
            }
        });
        List<PlannedQuestion> some = new ArrayList<>();
        int kept = Math.min(most, all.size());
        for (int i = 0; i < kept; i++) {
            PlannedQuestion question = all.get((int) ((long) i * all.size() / kept));
            some.add(new PlannedQuestion("Q" + (i + 1), question.text(), question.department(), question.reference()));
        }
        return some;
    }

    private static int year(String edition) {
        return edition.length() >= YEAR && edition.chars().limit(YEAR).allMatch(Character::isDigit) ? Integer.parseInt(edition.substring(0, YEAR)) : 0;
    }
}
