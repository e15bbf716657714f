package org.doctorglm.ui.data;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.importing.DialogueField;
import org.doctorglm.dataset.importing.DialogueImporter;
import org.doctorglm.dataset.importing.ImportOrder;
import org.doctorglm.dataset.importing.Recognised;
import org.doctorglm.dataset.importing.TableSample;
import org.doctorglm.ui.data.DataViewModel.Step;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// From files to a set: what they are, which column is which, what is said of them, and what was not taken.
public final class SetImportViewModel {
    /// The files that were chosen.
    ///
    /// @param sample the head of the first table among them, null where there is none
    public record Chosen(List<Path> paths, List<Recognised> files, @Nullable TableSample sample) {
    }

    /// What came of it.
    public record Result(Dataset set, List<RejectedRecord> rejected) {
    }

    private final DataService service;
    private final SetJobs jobs;
    private final Made made;
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Chosen> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private final ObservableMap<DialogueField, String> columns = FXCollections.observableMap(new EnumMap<>(DialogueField.class));
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty department = new SimpleStringProperty("");
    private final StringProperty licence = new SimpleStringProperty("");
    private final StringProperty provenance = new SimpleStringProperty("");
    private final StringProperty claimed = new SimpleStringProperty("");
    private final ObjectProperty<Origin> origin = new SimpleObjectProperty<>(Origin.UNKNOWN);
    private int turn;

    SetImportViewModel(DataService service, SetJobs jobs, Made made) {
        this.service = service;
        this.jobs = jobs;
        this.made = made;
    }

    public ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Chosen> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Null until something was imported.
    public ReadOnlyObjectProperty<@Nullable Result> result() {
        return result.getReadOnlyProperty();
    }

    /// Column by what it holds.
    public ObservableMap<DialogueField, String> columns() {
        return columns;
    }

    public StringProperty name() {
        return name;
    }

    /// Of all dialogues, empty where each says its own.
    public StringProperty department() {
        return department;
    }

    public StringProperty licence() {
        return licence;
    }

    public StringProperty provenance() {
        return provenance;
    }

    /// How many dialogues the source promises, as typed.
    public StringProperty claimed() {
        return claimed;
    }

    public ObjectProperty<Origin> origin() {
        return origin;
    }

    public void restart() {
        turn++;
        looking.set(false);
        chosen.set(null);
        result.set(null);
        columns.clear();
    }

    /// Looks at what was dropped or chosen; the newest choice wins.
    public void look(List<Path> paths) {
        if (paths.isEmpty() || jobs.busy()) {
            return;
        }
        restart();
        int mine = turn;
        looking.set(true);
        jobs.problem().set(null);
        jobs.look((progress, cancellation) -> {
            List<Recognised> files = Recognised.of(paths, cancellation);
            Optional<Recognised> table = files.stream().filter(Recognised::table).findFirst();
            return new Chosen(paths, files, table.isPresent() ? TableSample.of(table.get().file(), cancellation) : null);
        }, found -> {
            if (mine == turn) {
                begin(found);
            }
        }, () -> looking.set(false));
    }

    private void begin(Chosen now) {
        looking.set(false);
        columns.clear();
        TableSample sample = now.sample();
        if (sample != null) {
            columns.putAll(sample.guess());
        }
        String whole = String.valueOf(now.paths().getFirst().toAbsolutePath().normalize().getFileName());
        int dot = whole.lastIndexOf('.');
        name.set(dot > 0 ? whole.substring(0, dot) : whole);
        chosen.set(now);
    }

    /// Whether there is something to import, and every column that must be known is known.
    public boolean ready() {
        Chosen now = chosen.get();
        return now != null && !jobs.busy() && !name.get().isBlank() && claimed.get().strip().matches("\\d{0,12}") && !taken(now).isEmpty()
                && now.files().stream().allMatch(file -> file.problem() == null || !file.table() || mapped());
    }

    private boolean mapped() {
        return columns.containsKey(DialogueField.QUESTION) && columns.containsKey(DialogueField.ANSWER);
    }

    /// Without those that nothing can be made of: a folder holds licences and notes too.
    private List<Path> taken(Chosen now) {
        return now.files().stream().filter(file -> file.problem() == null || file.table() && mapped()).map(Recognised::file).toList();
    }

    public void run() {
        Chosen now = chosen.get();
        if (now == null || !ready()) {
            return;
        }
        TableSample sample = now.sample();
        // What was found by its usual names needs no mapping; files of other layouts are among the chosen perhaps.
        Map<DialogueField, String> mapping = sample == null || columns.equals(sample.guess()) && now.files().stream().allMatch(file -> file.problem() == null)
                ? Map.of() : Map.copyOf(columns);
        String as = name.get().strip();
        List<Path> files = taken(now);
        jobs.run(WorkKind.IMPORT, as, (progress, cancellation) -> {
            DatasetDetails details = DatasetDetails.named(as).stating("", licence.get().strip(), origin.get(), provenance.get().strip(),
                    claimed.get().isBlank() ? -1 : Long.parseLong(claimed.get().strip()));
            ImportOrder order = new ImportOrder(files, details).as(null, department.get().isBlank() ? null : department.get().strip(), mapping);
            Dataset set = new DialogueImporter(service.sets()).run(order, progress, cancellation);
            return new Result(set, service.sets().rejected(set.name()));
        }, done -> {
            result.set(done);
            made.made(Step.IMPORTED, as, "");
        });
    }
}
