package org.doctorglm.consultation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.consultation.Consultation.Judgement;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.Question;
import org.doctorglm.safety.AnswerCheck;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.safety.RedFlag;

/// The rules, applied to questions and answers where they stand in a dialogue. What the patient said before counts: an allergy that was told
/// two rounds ago is still one. Any thread.
public final class Safety {
    private final AnswerCheck check;
    private final Acknowledged acknowledged;

    public Safety(AnswerCheck check, Acknowledged acknowledged) {
        this.check = check;
        this.acknowledged = acknowledged;
    }

    List<RedFlag> flags(List<PastRound> history, String question) {
        return question.isBlank() ? List.of() : check.flags(together(history, question));
    }

    Judgement judge(List<PastRound> history, Question question, Answer answer) {
        String asked = together(history, question.text());
        AnswerMarks marks = check.check(asked, answer.text(), answer.provenance().designerState(), answer.provenance().evidence());
        return new Judgement(marks, check.flags(asked), acknowledged.seen(answer.id()));
    }

    void acknowledge(String answerId) {
        acknowledged.see(answerId);
    }

    private static String together(List<PastRound> history, String question) {
        return Stream.concat(history.stream().map(PastRound::question), Stream.of(question)).collect(Collectors.joining("\n"));
    }
}
