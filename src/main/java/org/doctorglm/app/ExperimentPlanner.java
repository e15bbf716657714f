package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.doctorglm.experiment.Subject;
import org.doctorglm.experiment.Subjects;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.ui.experiment.ExperimentDraft;

/// Makes a plan of what was chosen in the window: finds who is to answer and notes their hashes.
record ExperimentPlanner(DoctorGlm services) {
    /// @throws org.doctorglm.model.ModelException for a network or adapter that is not there or does not fit
    /// @throws org.doctorglm.training.TrainingException for a run that is not there
    ExperimentPlan plan(ExperimentDraft draft) throws IOException {
        List<PlannedQuestion> questions = draft.questions();
        String title = draft.name();
        int seeds = Math.max(1, draft.seedCount());
        return switch (draft.kind()) {
            case COMPARISON, PRECISION, ADAPTERS -> Presets.comparison(title, draft.kind().layout(), questions, subjects(draft), draft.paper(), seeds, List.of())
                    .withTokens(draft.maxTokens());
            case GRID -> Presets.grid(title, questions, find(draft.base(), null), draft.topPValues(), draft.temperatureValues(), seeds, draft.maxTokens());
            case DESIGNER -> Presets.designer(title, questions, find(draft.base(), null), seeds).withTokens(draft.maxTokens());
            case CHECKPOINTS -> {
                LocalTraining training = services.training();
                yield Presets.checkpoints(title, training.runs().find(draft.run()), questions, draft.maxTokens(), training, services.experiments(), all());
            }
            case PLAN -> Objects.requireNonNull(draft.plan());
        };
    }

    private List<Subject> subjects(ExperimentDraft draft) throws IOException {
        List<Subject> found = new ArrayList<>();
        if (draft.kind().severalModels()) {
            for (String model : draft.models()) {
                found.add(find(model, null));
            }
        } else {
            if (draft.bare() && !draft.base().isEmpty()) {
                found.add(find(draft.base(), null));
            }
            for (Path adapter : draft.adapters()) {
                found.add(find(draft.base(), adapter));
            }
            LocalTraining training = services.training();
            for (String run : draft.tuned()) {
                found.add(Presets.tuned(draft.name(), training.runs().find(run), training, services.experiments(), all()));
            }
        }
        return apart(found);
    }

    private Subject find(String model, @org.jspecify.annotations.Nullable Path adapter) throws IOException {
        return all().find(model, adapter, null);
    }

    private Subjects all() {
        return new Subjects(services.models());
    }

    /// Two adapters may have one name; in a table they must not.
    private static List<Subject> apart(List<Subject> subjects) {
        Set<String> twice = subjects.stream().collect(Collectors.groupingBy(Subject::label, Collectors.counting())).entrySet().stream().filter(each -> each.getValue() > 1)
                .map(java.util.Map.Entry::getKey).collect(Collectors.toSet());
        List<Subject> apart = new ArrayList<>();
        for (Subject one : subjects) {
            String label = twice.contains(one.label()) ? one.label() + " (" + (apart.size() + 1) + ")" : one.label();
            apart.add(new Subject(label, one.model(), one.modelSha256(), one.precision(), one.adapter(), one.adapterSha256()));
        }
        return apart;
    }
}
