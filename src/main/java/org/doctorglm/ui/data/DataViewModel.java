package org.doctorglm.ui.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetStatistics;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.filter.FilterSets;
import org.doctorglm.dataset.lint.DatasetLint;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// The sets, the one that is looked at, and what is known of it. Lives as long as the window.
public final class DataViewModel {
    /// What the page shows.
    public enum Mode { SET, IMPORTING, QUESTIONS }

    /// What is shown of a set.
    public enum Part { STATISTICS, FINDINGS, FILTER, PARTS, TOKENS }

    /// How the last step ended, for a sentence.
    public enum Step { FILTERED, MIXED, SPLIT, ACCEPTED, IMPORTED, UNDONE, REMOVED }

    /// @param name of the set that came or went
    /// @param other the set that is still there, may be empty
    public record Outcome(Step step, String name, String other) {
    }

    /// Findings with the dialogues they name.
    public record Found(LintReport report, Map<Long, Conversation> conversations) {
    }

    private final DataService service;
    private final SetJobs jobs;
    private final ObservableList<Dataset> sets = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Dataset> chosen = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.SET);
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.STATISTICS);
    private final ObjectProperty<@Nullable Outcome> outcome = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable DatasetStatistics> statistics = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>();
    private final FilterViewModel filter;
    private final PartsViewModel parts;
    private final TokensViewModel tokens;
    private final SetImportViewModel imports;
    private final QuestionsViewModel questions;

    public DataViewModel(DataService service, TaskRunner runner, Work work) {
        this.service = service;
        jobs = new SetJobs(runner, work);
        filter = new FilterViewModel(service, jobs, this::made);
        parts = new PartsViewModel(service, jobs, this::made);
        tokens = new TokensViewModel(service, jobs);
        imports = new SetImportViewModel(service, jobs, this::made);
        questions = new QuestionsViewModel(service, jobs, this::made);
    }

    public SetJobs jobs() {
        return jobs;
    }

    public FilterViewModel filter() {
        return filter;
    }

    public PartsViewModel parts() {
        return parts;
    }

    public TokensViewModel tokens() {
        return tokens;
    }

    public SetImportViewModel imports() {
        return imports;
    }

    public QuestionsViewModel questions() {
        return questions;
    }

    public ObservableList<Dataset> sets() {
        return sets;
    }

    /// The set that is looked at, null while there is none.
    public ReadOnlyObjectProperty<@Nullable Dataset> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public ObjectProperty<Mode> mode() {
        return mode;
    }

    public ObjectProperty<Part> part() {
        return part;
    }

    public ObjectProperty<@Nullable Outcome> outcome() {
        return outcome;
    }

    /// Null until they were counted.
    public ReadOnlyObjectProperty<@Nullable DatasetStatistics> statistics() {
        return statistics.getReadOnlyProperty();
    }

    /// Null until it was looked for.
    public ReadOnlyObjectProperty<@Nullable Found> found() {
        return found.getReadOnlyProperty();
    }

    /// Reads the list anew; what was chosen stays chosen.
    public void refresh() {
        Dataset before = chosen.get();
        refresh(before == null ? "" : before.name());
    }

    private void refresh(String wanted) {
        jobs.look((progress, cancellation) -> service.sets().list(), list -> {
            sets.setAll(list);
            choose(list.stream().filter(set -> set.name().equals(wanted)).findFirst().orElse(list.isEmpty() ? null : list.getFirst()));
        });
    }

    public void choose(@Nullable Dataset set) {
        Dataset before = chosen.get();
        if (before != null && set != null && before.name().equals(set.name()) && before.made().equals(set.made())) {
            return;
        }
        statistics.set(null);
        found.set(null);
        filter.begin(set);
        parts.begin(set);
        tokens.begin(set);
        chosen.set(set);
    }

    /// Counts the set, tokens too where a pack is there.
    public void count() {
        Dataset set = chosen.get();
        if (set != null) {
            jobs.run(WorkKind.DATASET, set.name(), (progress, cancellation) -> {
                SampleMaker samples = samples();
                return DatasetStatistics.of(service.sets(), set.name(), samples == null ? null : text -> samples.tokenizer().encodeUntrusted(text).length,
                        MedicalTerms.NONE, progress, cancellation);
            }, statistics::set);
        }
    }

    private @Nullable SampleMaker samples() {
        try {
            return service.samples(Recipe.PAPER_LORA.promptTokens(), Recipe.PAPER_LORA.answerTokens());
        } catch (java.io.IOException | org.doctorglm.consultation.ConsultationException e) {
            // Without a pack everything but the tokens is counted.
            return null;
        }
    }

    /// Looks the set over.
    public void lint() {
        Dataset set = chosen.get();
        if (set != null) {
            jobs.run(WorkKind.DATASET, set.name(), (progress, cancellation) -> {
                LintReport report = new DatasetLint(service.sets()).run(set.name(), Split.USUAL, progress, cancellation);
                Map<Long, Conversation> conversations = new HashMap<>();
                for (LintReport.Example example : report.examples()) {
                    for (long index : example.like() < 0 ? List.of(example.index()) : List.of(example.index(), example.like())) {
                        service.sets().at(set.name(), index).ifPresent(one -> conversations.put(index, one));
                    }
                }
                return new Found(report, conversations);
            }, found::set);
        }
    }

    /// Takes the step back that made a set.
    public void undo(String name) {
        jobs.look((progress, cancellation) -> new FilterSets(service.sets()).undo(name), parent -> made(Step.UNDONE, name, parent.name()));
    }

    public void remove(Dataset set) {
        jobs.look((progress, cancellation) -> {
            service.sets().remove(set.name());
            return set.name();
        }, name -> made(Step.REMOVED, name, ""));
    }

    /// A set came or went: the list follows, and the set that is there now is looked at.
    private void made(Step step, String name, String other) {
        outcome.set(new Outcome(step, name, other));
        boolean gone = step == Step.UNDONE || step == Step.REMOVED;
        if (!gone && step != Step.IMPORTED) {
            mode.set(Mode.SET);
        }
        part.set(gone || step == Step.SPLIT ? part.get() : Part.STATISTICS);
        refresh(gone ? other : name);
    }
}
