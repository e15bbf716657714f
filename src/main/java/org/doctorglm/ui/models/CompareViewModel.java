package org.doctorglm.ui.models;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.consultation.PackComparison.Event;
import org.doctorglm.consultation.PackComparison.Side;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.task.Coalescer;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Two packs and one question. Nothing of it is stored.
public final class CompareViewModel {
    /// How far it is.
    public enum Phase {
        /// Not on screen.
        CLOSED,
        /// Packs and question are chosen.
        CHOOSING,
        /// The first answers.
        FIRST,
        /// The second answers.
        SECOND,
        /// Both have, or it was stopped.
        DONE
    }

    /// Packs are two sides of a comparison.
    public static final int SIDES = 2;

    private final ModelsService service;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CLOSED);
    private final List<ObjectProperty<@Nullable PackRow>> packs = List.of(new SimpleObjectProperty<>(), new SimpleObjectProperty<>());
    private final List<StringProperty> texts = List.of(new SimpleStringProperty(""), new SimpleStringProperty(""));
    private final StringProperty question = new SimpleStringProperty("");
    private final DoubleProperty read = new SimpleDoubleProperty(-1);
    private final ObservableList<Side> sides = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ModelsProblem> problem = new SimpleObjectProperty<>();
    private @Nullable Cancellation cancellation;

    public CompareViewModel(ModelsService service, TaskRunner runner) {
        this.service = service;
        this.runner = runner;
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// @param side 0 or 1
    public ObjectProperty<@Nullable PackRow> pack(int side) {
        return packs.get(side);
    }

    /// What a side has written so far.
    public StringProperty text(int side) {
        return texts.get(side);
    }

    public StringProperty question() {
        return question;
    }

    /// Share of the prompt that is read, -1 when nothing is being read.
    public DoubleProperty read() {
        return read;
    }

    /// The sides that are finished.
    public ObservableList<Side> sides() {
        return sides;
    }

    public ObjectProperty<@Nullable ModelsProblem> problem() {
        return problem;
    }

    public boolean busy() {
        return phase.get() == Phase.FIRST || phase.get() == Phase.SECOND;
    }

    /// @param chosen one of `all`, the first side; the second one is another
    public void open(PackRow chosen, List<PackRow> all) {
        if (busy()) {
            return;
        }
        forget();
        packs.get(0).set(chosen);
        packs.get(1).set(all.stream().filter(row -> !row.id().equals(chosen.id()) && row.facts() != null).findFirst().orElse(null));
        phase.set(Phase.CHOOSING);
    }

    public void close() {
        stop();
        phase.set(Phase.CLOSED);
    }

    public boolean ready() {
        PackRow first = packs.get(0).get();
        PackRow second = packs.get(1).get();
        return !busy() && first != null && second != null && !first.id().equals(second.id()) && !question.get().isBlank();
    }

    private void forget() {
        sides.clear();
        texts.forEach(text -> text.set(""));
        problem.set(null);
        read.set(-1);
    }

    public void start() {
        PackRow first = packs.get(0).get();
        PackRow second = packs.get(1).get();
        if (!ready() || first == null || second == null) {
            return;
        }
        forget();
        phase.set(Phase.FIRST);
        Cancellation mine = new Cancellation();
        cancellation = mine;
        String asked = question.get().strip();
        Coalescer<List<Event>> events = new Coalescer<>(runner, CompareViewModel::joined, all -> all.forEach(event -> show(mine, event)));
        runner.run(() -> service.compare(first.id(), second.id(), asked, event -> events.offer(List.of(event)), mine), done -> end(mine, done, null),
                thrown -> end(mine, List.of(), thrown));
    }

    private static List<Event> joined(List<Event> older, List<Event> newer) {
        List<Event> all = new ArrayList<>(older);
        all.addAll(newer);
        return all;
    }

    private void show(Cancellation mine, Event event) {
        // What comes late, after the end or of an older comparison, is in the sides already.
        if (mine != cancellation || !busy()) {
            return;
        }
        phase.set(event.side() == 0 ? Phase.FIRST : Phase.SECOND);
        switch (event) {
            case Event.Loading ignored -> read.set(0);
            case Event.Reading(int side, int done, int total) -> read.set(total > 0 ? (double) done / total : 0);
            case Event.Text(int side, String delta, int tokens) -> {
                read.set(-1);
                texts.get(side).set(texts.get(side).get() + delta);
            }
        }
    }

    private void end(Cancellation mine, List<Side> done, @Nullable Throwable thrown) {
        if (mine != cancellation) {
            return;
        }
        cancellation = null;
        read.set(-1);
        for (int side = 0; side < done.size(); side++) {
            texts.get(side).set(done.get(side).text());
        }
        problem.set(thrown == null ? null : ModelsProblem.of(thrown));
        if (phase.get() != Phase.CLOSED) {
            phase.set(Phase.DONE);
        }
        sides.setAll(done);
    }

    public void stop() {
        Cancellation now = cancellation;
        if (now != null) {
            now.request();
        }
    }
}
