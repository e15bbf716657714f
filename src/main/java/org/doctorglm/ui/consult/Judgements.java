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

    private final Consultation consultation;
    private final TaskRunner runner;
    private final Map<String, ObjectProperty<@Nullable Judgement>> known = new HashMap<>();
    private final ObjectProperty<@Nullable Told> told = new SimpleObjectProperty<>();

    Judgements(Consultation consultation, TaskRunner runner) {
        this.consultation = consultation;
        this.runner = runner;
    }

    /// Null until it is worked out, and when it cannot be.
    public ReadOnlyObjectProperty<@Nullable Judgement> of(Answer answer) {
        ObjectProperty<@Nullable Judgement> judgement = known.get(answer.id());
        if (judgement == null) {
            judgement = new SimpleObjectProperty<>();
            known.put(answer.id(), judgement);
            ObjectProperty<@Nullable Judgement> waiting = judgement;
            runner.run(() -> consultation.judge(answer), waiting::set, thrown -> known.remove(answer.id()));
        }
        return judgement;
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
