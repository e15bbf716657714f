package org.doctorglm.ui.consult;

import java.util.List;
import org.doctorglm.consultation.ConsultationEvent.Designed;
import org.doctorglm.consultation.Preview;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Provenance;
import org.jspecify.annotations.Nullable;

/// What the evidence panel shows: always that of one answer version, or of a text that is still being typed.
///
/// @param questionId the question to answer again when the evidence is changed, null while nothing was asked
/// @param tokens length of the prompt, 0 when unknown
/// @param milliseconds time of the search, negative when it was not measured in this run of the program
public record EvidenceShown(@Nullable String questionId, DesignerState state, List<String> keywords, List<CitedEvidence> evidence,
                            String prompt, int tokens, double milliseconds) {
    static EvidenceShown of(Answer answer, double milliseconds) {
        Provenance p = answer.provenance();
        return new EvidenceShown(answer.questionId(), p.designerState(), p.keywords(), p.evidence(), p.prompt(), p.promptTokens(), milliseconds);
    }

    static EvidenceShown of(Designed designed, @Nullable String questionId) {
        return new EvidenceShown(questionId, designed.state(), designed.keywords(), designed.evidence(), designed.prompt(), 0,
                designed.milliseconds());
    }

    static EvidenceShown of(Preview preview) {
        return new EvidenceShown(null, preview.state(), preview.keywords(), preview.evidence(), preview.prompt(), preview.promptTokens(),
                preview.milliseconds());
    }

    /// The sheet in the prompt, or the best candidate when none is.
    public @Nullable CitedEvidence first() {
        return evidence.stream().filter(CitedEvidence::used).findFirst().orElse(evidence.isEmpty() ? null : evidence.getFirst());
    }

    public List<CitedEvidence> others() {
        CitedEvidence first = first();
        return evidence.stream().filter(one -> one != first).toList();
    }
}
