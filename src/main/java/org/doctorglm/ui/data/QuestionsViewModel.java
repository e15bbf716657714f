package org.doctorglm.ui.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.proposal.Decision;
import org.doctorglm.dataset.proposal.Decision.Choice;
import org.doctorglm.dataset.proposal.DecisionLog;
import org.doctorglm.dataset.proposal.ModelWordings;
import org.doctorglm.dataset.proposal.Proposal;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.TemplateQuestions;
import org.doctorglm.ui.data.DataService.SheetName;
import org.doctorglm.ui.data.DataViewModel.Step;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// Questions about a disease, decided one after the other. A decision counts once it is on the disk.
public final class QuestionsViewModel {
    private final DataService service;
    private final SetJobs jobs;
    private final Made made;
    private final ObservableList<SheetName> sheets = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Proposal> proposals = FXCollections.observableArrayList();
    private final ObservableMap<String, Decision> decisions = FXCollections.observableMap(new HashMap<>());
    private final ObjectProperty<@Nullable Proposal> current = new SimpleObjectProperty<>();
    private final StringProperty provenance = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");

    QuestionsViewModel(DataService service, SetJobs jobs, Made made) {
        this.service = service;
        this.jobs = jobs;
        this.made = made;
    }

    public ObservableList<SheetName> sheets() {
        return sheets;
    }

    /// Null until one is chosen.
    public ReadOnlyObjectProperty<@Nullable Sheet> sheet() {
        return sheet.getReadOnlyProperty();
    }

    public ObservableList<Proposal> proposals() {
        return proposals;
    }

    /// By the id of their proposal; those about other sheets too.
    public ObservableMap<String, Decision> decisions() {
        return decisions;
    }

    /// The proposal that is looked at, null for none.
    public ObjectProperty<@Nullable Proposal> current() {
        return current;
    }

    /// Of the set that is to be made.
    public StringProperty name() {
        return name;
    }

    /// What is said of where the set comes from, in the language of the window.
    public StringProperty provenance() {
        return provenance;
    }

    public long accepted() {
        return decisions.values().stream().filter(decision -> decision.choice() == Choice.ACCEPTED).count();
    }

    public Choice choice(Proposal proposal) {
        Decision decision = decisions.get(proposal.id());
        return decision == null ? Choice.OPEN : decision.choice();
    }

    public void open() {
        jobs.look((progress, cancellation) -> service.decisions().decisions(), now -> {
            decisions.clear();
            decisions.putAll(now);
        });
        if (sheets.isEmpty()) {
            jobs.look((progress, cancellation) -> service.sheets(), sheets::setAll);
        }
    }

    public void choose(SheetName wanted) {
        jobs.look((progress, cancellation) -> service.sheet(wanted.id()), found -> {
            sheet.set(found);
            proposals.setAll(TemplateQuestions.of(found));
            addDecided(found);
            current.set(proposals.isEmpty() ? null : proposals.getFirst());
        });
    }

    /// What the network proposed in an earlier sitting and a person decided.
    private void addDecided(Sheet now) {
        String sha256 = now.sha256();
        List<String> there = proposals.stream().map(Proposal::id).toList();
        for (Decision decision : decisions.values()) {
            if (decision.source().sha256().equals(sha256) && !there.contains(decision.id()) && !decision.source().edited()) {
                Proposal again = new Proposal(decision.question(), decision.answer(), decision.department(), decision.source(), 0);
                if (again.id().equals(decision.id())) {
                    proposals.add(again);
                }
            }
        }
    }

    /// Has the network propose other wordings.
    public void reword() {
        Sheet now = sheet.get();
        if (now != null) {
            List<Proposal> templates = TemplateQuestions.of(now);
            jobs.run(WorkKind.DATASET, now.title(), (progress, cancellation) -> new ModelWordings(service.wording()).of(now, templates, progress, cancellation), written -> {
                if (now.equals(sheet.get())) {
                    List<Proposal> fresh = new ArrayList<>(written);
                    fresh.removeIf(one -> proposals.stream().anyMatch(old -> old.id().equals(one.id())));
                    proposals.addAll(fresh);
                    if (!fresh.isEmpty()) {
                        current.set(fresh.getFirst());
                    }
                }
            });
        }
    }

    /// @param question as it stands in the field, edited or not; likewise the answer
    public void accept(String question, String answer) {
        Proposal proposal = current.get();
        if (proposal != null && !question.isBlank() && !answer.isBlank()) {
            decide(proposal, Decision.edited(proposal, question.strip(), answer.strip()));
        }
    }

    public void reject() {
        Proposal proposal = current.get();
        if (proposal != null) {
            decide(proposal, Decision.rejected(proposal));
        }
    }

    /// Takes a decision back.
    public void reopen() {
        Proposal proposal = current.get();
        if (proposal != null && choice(proposal) != Choice.OPEN) {
            jobs.look((progress, cancellation) -> {
                service.decisions().add(Decision.open(proposal));
                return proposal;
            }, done -> decisions.remove(done.id()));
        }
    }

    private void decide(Proposal proposal, Decision decision) {
        // At once, so that the next key meets the next question; what cannot be written is said and stays undecided.
        if (proposal.equals(current.get())) {
            step(1);
        }
        jobs.look((progress, cancellation) -> {
            service.decisions().add(decision);
            return decision;
        }, done -> decisions.put(done.id(), done));
    }

    /// @param by 1 for the next, -1 for the one before
    public void step(int by) {
        int at = proposals.indexOf(current.get());
        if (at >= 0 && at + by >= 0 && at + by < proposals.size()) {
            current.set(proposals.get(at + by));
        }
    }

    /// Makes a set of everything that was accepted, about all sheets.
    public void write() {
        String as = name.get().strip();
        jobs.run(WorkKind.DATASET, as, (progress, cancellation) -> {
            Map<String, Decision> all = service.decisions().decisions();
            return DecisionLog.write(service.sets(), all.values(), DatasetDetails.named(as).stating("zh", "", Origin.SYNTHETIC, provenance.get(), -1));
        }, done -> made.made(Step.ACCEPTED, as, ""));
    }
}
