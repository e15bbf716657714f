package org.doctorglm.ui.consult;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Judgement;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// What the rules say of the answers on screen, worked out in the background, and which statement somebody is looking at.
public final class Judgements {
    /// A statement of a reference that was clicked, in an answer or in the panel.
    public record Told(String answerId, int number) {
    }

    private static final int TRIES = 3;
    private static final int AGAIN_MILLIS = 500;

    private final Consultation consultation;
    private final TaskRunner runner;
    private final Map<String, ObjectProperty<@Nullable Judgement>> known = new HashMap<>();
    /// Which words of an answer were judged, or are being judged.
    private final Map<String, String> judged = new HashMap<>();
    private final ObjectProperty<@Nullable Told> told = new SimpleObjectProperty<>();

    Judgements(Consultation consultation, TaskRunner runner) {
        this.consultation = consultation;
        this.runner = runner;
    }

    /// Null until it is worked out, and when it cannot be.
    public ReadOnlyObjectProperty<@Nullable Judgement> of(Answer answer) {
        ObjectProperty<@Nullable Judgement> judgement = known.computeIfAbsent(answer.id(), id -> new SimpleObjectProperty<>());
        // An answer may be on screen for a moment before its last words are: what was said of less is no judgement of it.
        if (!answer.text().equals(judged.put(answer.id(), answer.text()))) {
            work(answer, judgement, TRIES);
        }
        return judgement;
    }

    /// Danger signs must not stay out because a disk was busy for a moment.
    private void work(Answer answer, ObjectProperty<@Nullable Judgement> waiting, int tries) {
        runner.run(() -> consultation.judge(answer), now -> {
            if (answer.text().equals(judged.get(answer.id()))) {
                waiting.set(now);
            }
        }, thrown -> {
            if (tries > 1) {
                runner.debounce("judge " + answer.id(), AGAIN_MILLIS, () -> work(answer, waiting, tries - 1));
            } else {
                judged.remove(answer.id());
            }
        });
    }

    /// Takes note of the danger signs of a question.
    public void acknowledge(Answer answer) {
        runner.run(() -> {
            consultation.acknowledge(answer.id());
            return consultation.judge(answer);
        }, now -> known.computeIfAbsent(answer.id(), id -> new SimpleObjectProperty<>()).set(now), thrown -> { });
    }

    /// The statement that is looked at, null for none.
    public ObjectProperty<@Nullable Told> told() {
        return told;
    }
}
