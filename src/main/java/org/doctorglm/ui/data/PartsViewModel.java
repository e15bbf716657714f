package org.doctorglm.ui.data;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.SplitSets;
import org.doctorglm.dataset.filter.Mix;
import org.doctorglm.dataset.filter.MixSets;
import org.doctorglm.ui.data.DataViewModel.Step;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// Taking a set apart, and putting another one beside it.
public final class PartsViewModel {
    private static final double USUAL_SHARE = 0.2;

    private final DataService service;
    private final SetJobs jobs;
    private final Made made;
    private final DoubleProperty heldOut = new SimpleDoubleProperty(Split.USUAL.heldOut());
    private final StringProperty seed = new SimpleStringProperty(Long.toString(Split.USUAL.seed()));
    private final ReadOnlyObjectWrapper<SplitSets.@Nullable Parts> parts = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Dataset> other = new SimpleObjectProperty<>();
    private final DoubleProperty share = new SimpleDoubleProperty(USUAL_SHARE);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Mix.@Nullable Parts> mixed = new ReadOnlyObjectWrapper<>();
    private @Nullable Dataset set;

    PartsViewModel(DataService service, SetJobs jobs, Made made) {
        this.service = service;
        this.jobs = jobs;
        this.made = made;
        heldOut.addListener((property, old, now) -> parts.set(null));
        seed.addListener((property, old, now) -> parts.set(null));
        other.addListener((property, old, now) -> reckon());
        share.addListener((property, old, now) -> reckon());
    }

    void begin(@Nullable Dataset now) {
        set = now;
        parts.set(null);
        other.set(null);
        name.set(now == null ? "" : now.name() + "-mixed");
    }

    /// Share of the dialogues that is held out.
    public DoubleProperty heldOut() {
        return heldOut;
    }

    /// Of both draws, as typed.
    public StringProperty seed() {
        return seed;
    }

    /// Null until they were counted.
    public ReadOnlyObjectProperty<SplitSets.@Nullable Parts> parts() {
        return parts.getReadOnlyProperty();
    }

    /// The set that is mixed in, null until it is chosen.
    public ObjectProperty<@Nullable Dataset> other() {
        return other;
    }

    /// Of the other set in what comes out.
    public DoubleProperty share() {
        return share;
    }

    /// Of the mixture.
    public StringProperty name() {
        return name;
    }

    /// How many dialogues of each, null until the other set is chosen.
    public ReadOnlyObjectProperty<Mix.@Nullable Parts> mixed() {
        return mixed.getReadOnlyProperty();
    }

    /// Whether the seed is a number.
    public boolean right() {
        return seed.get().strip().matches("-?\\d{1,18}");
    }

    private long number() {
        return Long.parseLong(seed.get().strip());
    }

    private void reckon() {
        Dataset now = set;
        Dataset second = other.get();
        mixed.set(now == null || second == null || now.name().equals(second.name()) ? null : new Mix(now.name(), second.name(), share.get(), 0).parts(now.conversations(), second.conversations()));
    }

    public void count() {
        Dataset now = set;
        if (now != null && right()) {
            Split split = new Split(heldOut.get(), number());
            jobs.run(WorkKind.DATASET, now.name(), (progress, cancellation) -> new SplitSets(service.sets()).count(now.name(), split, progress, cancellation), parts::set);
        }
    }

    /// Makes a set of each part, named after the set.
    public void split() {
        Dataset now = set;
        if (now != null && right()) {
            Split split = new Split(heldOut.get(), number());
            String train = now.name() + "-train";
            jobs.run(WorkKind.DATASET, now.name(), (progress, cancellation) -> {
                String held = DatasetDetails.named(now.name() + "-heldout").name();
                new SplitSets(service.sets()).write(now.name(), split, DatasetDetails.named(train).name(), held, progress, cancellation);
                return train;
            }, done -> made.made(Step.SPLIT, done, now.name()));
        }
    }

    public void mix() {
        Dataset now = set;
        Dataset second = other.get();
        if (now != null && second != null && mixed.get() != null && right()) {
            String as = name.get().strip();
            Mix mix = new Mix(now.name(), second.name(), share.get(), number());
            jobs.run(WorkKind.DATASET, as, (progress, cancellation) -> {
                DatasetDetails.named(as);
                return new MixSets(service.sets()).write(mix, as, progress, cancellation);
            }, done -> made.made(Step.MIXED, as, now.name()));
        }
    }
}
