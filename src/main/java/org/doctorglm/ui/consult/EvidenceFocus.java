package org.doctorglm.ui.consult;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.consultation.ConsultationEvent.Designed;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.jspecify.annotations.Nullable;

/// Which answer the evidence panel belongs to, and what it shows.
final class EvidenceFocus {
    private static final double NOT_MEASURED = -1;

    private final ReadOnlyObjectWrapper<@Nullable EvidenceShown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final Map<String, Double> searchTimes = new HashMap<>();
    private double lastSearch = NOT_MEASURED;

    ReadOnlyObjectProperty<@Nullable EvidenceShown> shown() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Answer> answer() {
        return answer.getReadOnlyProperty();
    }

    void clear() {
        answer.set(null);
        shown.set(null);
    }

    void show(@Nullable EvidenceShown evidence) {
        shown.set(evidence);
    }

    void show(Answer chosen) {
        answer.set(chosen);
        shown.set(EvidenceShown.of(chosen, searchTimes.getOrDefault(chosen.id(), NOT_MEASURED)));
    }

    /// Moves along with a changed branch. While an answer is written the last one counts, otherwise the round that was looked at before.
    void follow(List<Round> path, boolean writing) {
        Answer before = answer.get();
        Answer next = null;
        for (Round round : path) {
            Answer one = round.answer();
            if (one != null && (next == null || writing || before == null || !before.questionId().equals(next.questionId()))) {
                next = one;
            }
        }
        if (next != null) {
            show(next);
        } else if (!writing) {
            clear();
        }
    }

    // ---- the time of a search is not stored: it is kept here as long as the window is open

    void beginSearch() {
        lastSearch = NOT_MEASURED;
    }

    void found(Designed designed) {
        lastSearch = designed.milliseconds();
    }

    void searchedFor(Answer made) {
        searchTimes.putIfAbsent(made.id(), lastSearch);
    }
}
