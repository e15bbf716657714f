package org.doctorglm.consultation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.Question;

/// How far the library reaches, seen from what was really asked: which recent questions found nothing, and which entries were used most.
///
/// @param questions how many answered questions were looked at, without those that were asked with the designer switched off
/// @param missed those that found nothing, the newest first
/// @param used entries that stood in a prompt, the most used first
public record Coverage(int questions, List<Missed> missed, List<Used> used) {
    /// How many consultations are looked at, the newest ones.
    public static final int MOST_DIALOGUES = 500;

    public Coverage {
        missed = List.copyOf(missed);
        used = List.copyOf(used);
    }

    /// A question that found nothing.
    public record Missed(String dialogueId, String question, Instant askedAt) {
    }

    /// An entry with how many questions it served.
    ///
    /// @param name as it was called the last time
    public record Used(String entryId, String name, int questions) {
    }

    /// Reads the stored consultations; for a background thread. Of a question that was answered several times the newest answer counts.
    public static Coverage of(DialogueRepository dialogues) {
        int questions = 0;
        List<Missed> missed = new ArrayList<>();
        Map<String, Used> used = new LinkedHashMap<>();
        for (Dialogue dialogue : dialogues.list().stream().limit(MOST_DIALOGUES).toList()) {
            DialogueTree tree = dialogues.load(dialogue.id()).orElse(null);
            for (Question question : tree == null ? List.<Question>of() : tree.questions()) {
                List<Answer> answers = tree.answersTo(question.id());
                if (answers.isEmpty() || answers.getLast().provenance().designerState() == DesignerState.OFF) {
                    continue;
                }
                questions++;
                Answer answer = answers.getLast();
                if (answer.provenance().designerState() == DesignerState.ABSTAIN) {
                    missed.add(new Missed(dialogue.id(), question.text(), question.askedAt()));
                }
                answer.provenance().evidence().stream().filter(CitedEvidence::used)
                        .forEach(sheet -> used.merge(sheet.diseaseId(), new Used(sheet.diseaseId(), sheet.disease(), 1),
                                (old, one) -> new Used(old.entryId(), old.name(), old.questions() + 1)));
            }
        }
        missed.sort(Comparator.comparing(Missed::askedAt).reversed());
        return new Coverage(questions, missed, used.values().stream().sorted(Comparator.comparingInt(Used::questions).reversed()).toList());
    }
}
