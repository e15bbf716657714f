package org.doctorglm.ui.data;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterPreview;
import org.doctorglm.dataset.filter.FilterSets;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.ui.data.DataViewModel.Step;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// What is to leave a set. First a preview; only then can a set be made, and only with the very filter that was looked at.
public final class FilterViewModel {
    /// What can be told to leave, in the order in which it is offered.
    public static final Set<Finding> FINDINGS = EnumSet.complementOf(EnumSet.of(Finding.LEAKAGE, Finding.DOSE));

    private final DataService service;
    private final SetJobs jobs;
    private final Made made;
    private final ObservableSet<Finding> without = FXCollections.observableSet(EnumSet.noneOf(Finding.class));
    private final ObservableSet<Finding> masked = FXCollections.observableSet(EnumSet.noneOf(Finding.class));
    private final ObservableSet<String> departments = FXCollections.observableSet(new LinkedHashSet<>());
    private final ObservableSet<Language> languages = FXCollections.observableSet(EnumSet.noneOf(Language.class));
    private final StringProperty[] limits = {new SimpleStringProperty(""), new SimpleStringProperty(""), new SimpleStringProperty(""), new SimpleStringProperty("")};
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable FilterPreview> preview = new ReadOnlyObjectWrapper<>();
    private final ObservableList<KnownFilter> known = FXCollections.observableArrayList();
    private Filter looked = Filter.NONE;
    private @Nullable Dataset set;

    FilterViewModel(DataService service, SetJobs jobs, Made made) {
        this.service = service;
        this.jobs = jobs;
        this.made = made;
        without.addListener((SetChangeListener<Finding>) change -> changed());
        masked.addListener((SetChangeListener<Finding>) change -> changed());
        departments.addListener((SetChangeListener<String>) change -> changed());
        languages.addListener((SetChangeListener<Language>) change -> changed());
        for (StringProperty limit : limits) {
            limit.addListener((property, old, now) -> changed());
        }
    }

    void begin(@Nullable Dataset now) {
        set = now;
        departments.clear();
        preview.set(null);
        name.set(now == null ? "" : now.name() + "-filtered");
        jobs.look((progress, cancellation) -> service.filters(), found -> {
            known.setAll(found);
            known.removeIf(one -> one.owner() == KnownFilter.Owner.SET && now != null && one.name().equals(now.name()));
        });
    }

    /// What was made before and can be taken over.
    public ObservableList<KnownFilter> known() {
        return known;
    }

    /// Takes over another's filter; departments that this set does not have are left out.
    public void take(Filter wanted) {
        replace(without, wanted.without());
        replace(masked, wanted.masked());
        replace(languages, wanted.languages());
        Dataset now = set;
        replace(departments, now == null ? Set.of() : wanted.departments().stream().filter(now.departments()::contains).collect(Collectors.toSet()));
        limits[0].set(least(wanted.answer()));
        limits[1].set(most(wanted.answer()));
        limits[2].set(least(wanted.rounds()));
        limits[3].set(most(wanted.rounds()));
    }

    private static <T> void replace(ObservableSet<T> chosen, Set<T> wanted) {
        chosen.retainAll(wanted);
        chosen.addAll(wanted);
    }

    private static String least(Filter.Range range) {
        return range.least() == 0 ? "" : String.valueOf(range.least());
    }

    private static String most(Filter.Range range) {
        return range.most() == Integer.MAX_VALUE ? "" : String.valueOf(range.most());
    }

    private void changed() {
        preview.set(null);
        wrong.set(filter() == null);
    }

    public ObservableSet<Finding> without() {
        return without;
    }

    public ObservableSet<Finding> masked() {
        return masked;
    }

    public ObservableSet<String> departments() {
        return departments;
    }

    public ObservableSet<Language> languages() {
        return languages;
    }

    /// As typed: fewest and most characters of an answer, fewest and most rounds; empty for no limit.
    public StringProperty limit(int which) {
        return limits[which];
    }

    /// Of the set that is to be made.
    public StringProperty name() {
        return name;
    }

    /// Whether a limit is no number or the least is above the most.
    public ReadOnlyBooleanProperty wrong() {
        return wrong.getReadOnlyProperty();
    }

    /// Null until it was asked for, and again after a change.
    public ReadOnlyObjectProperty<@Nullable FilterPreview> preview() {
        return preview.getReadOnlyProperty();
    }

    private @Nullable Filter filter() {
        try {
            return new Filter(Set.copyOf(without), Set.copyOf(departments), Set.copyOf(languages), range(0), range(2), Set.copyOf(masked));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Filter.Range range(int from) {
        return new Filter.Range(number(limits[from], 0), number(limits[from + 1], Integer.MAX_VALUE));
    }

    private static int number(StringProperty text, int otherwise) {
        return text.get().isBlank() ? otherwise : Integer.parseInt(text.get().strip());
    }

    public void look() {
        Filter wanted = filter();
        Dataset now = set;
        if (wanted != null && now != null) {
            jobs.run(WorkKind.DATASET, now.name(), (progress, cancellation) -> new FilterSets(service.sets()).preview(now.name(), wanted, progress, cancellation), seen -> {
                if (now.equals(set) && wanted.equals(filter())) {
                    looked = wanted;
                    preview.set(seen);
                }
            });
        }
    }

    /// Makes the set of what stays.
    public void write() {
        Dataset now = set;
        if (now != null && preview.get() != null) {
            String as = name.get().strip();
            Filter wanted = looked;
            jobs.run(WorkKind.DATASET, as, (progress, cancellation) -> {
                DatasetDetails.named(as);
                return new FilterSets(service.sets()).write(now.name(), wanted, as, progress, cancellation);
            }, done -> made.made(Step.FILTERED, as, now.name()));
        }
    }
}
