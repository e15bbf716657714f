package org.doctorglm.ui.consult;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Which department profile the next questions go to, and the ones there are. Lives as long as the window.
public final class ProfilesViewModel {
    private final ProfileDoor door;
    private final TaskRunner runner;
    private final ObjectProperty<@Nullable Problem> refused;
    private final ObservableList<DepartmentProfile> profiles = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable DepartmentProfile> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private @Nullable Problem said;

    private record Look(List<DepartmentProfile> profiles, @Nullable String chosen) {
    }

    /// @param refused where the page says why a question, or a profile, cannot be answered
    public ProfilesViewModel(ProfileDoor door, TaskRunner runner, ObjectProperty<@Nullable Problem> refused) {
        this.door = door;
        this.runner = runner;
        this.refused = refused;
    }

    public ObservableList<DepartmentProfile> profiles() {
        return profiles;
    }

    /// Null for none.
    public ReadOnlyObjectProperty<@Nullable DepartmentProfile> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Why a file could not be read or written; null when it went well.
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Reads what there is: profiles also come from training and from the command line, and the Models page leaves them.
    public void refresh() {
        runner.run(() -> new Look(door.list(), door.chosen().orElse(null)), now -> {
            if (!profiles.equals(now.profiles())) {
                profiles.setAll(now.profiles());
            }
            chosen.set(now.profiles().stream().filter(one -> one.name().equals(now.chosen())).findFirst().orElse(null));
        }, this::fail);
    }

    /// @param profile null for none
    public void choose(@Nullable DepartmentProfile profile) {
        if (refused.get() == said) {
            // What was said about the last choice no longer holds.
            refused.set(null);
        }
        runner.run(() -> {
            door.choose(profile == null ? null : profile.name());
            return true;
        }, ok -> refresh(), thrown -> {
            fail(thrown);
            refresh();
        });
    }

    public void importFrom(Path file, Consumer<ProfileDoor.Imported> done) {
        problem.set(null);
        runner.run(() -> door.importFrom(file), imported -> {
            refresh();
            done.accept(imported);
        }, this::fail);
    }

    public void exportTo(DepartmentProfile profile, Path file, Runnable done) {
        problem.set(null);
        runner.run(() -> {
            door.exportTo(profile.name(), file);
            return true;
        }, ok -> done.run(), this::fail);
    }

    private void fail(Throwable thrown) {
        if (thrown instanceof ConsultationException) {
            said = Problem.of(thrown);
            refused.set(said);
        } else {
            problem.set(thrown);
        }
    }
}
