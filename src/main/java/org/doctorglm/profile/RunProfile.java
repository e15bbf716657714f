package org.doctorglm.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterText;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.DepartmentProfile.Learned;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;

/// The profile of what came out of a run: data, filter, held-out part, probes and checkpoint are those of the run.
///
/// @param sets where what was learned from may lie
public record RunProfile(DatasetRepository sets) {
    /// Steps back to the filter that made a set.
    private static final int ANCESTORS = 16;
    /// Departments taken over from a set, the most frequent first.
    private static final int DEPARTMENTS = 8;

    /// @param step of the checkpoint, 0 for the best one
    /// @param pack that was made of it
    /// @param template that the pack is asked with
    public DepartmentProfile of(String name, List<String> departments, RunFolder run, long step, ModelPack pack, @Nullable PromptTemplate template,
                                Cancellation cancellation) throws IOException {
        RunFile file = run.run();
        long taken = step > 0 ? step : run.best().map(RunFolder.Best::step).orElse(0L);
        List<Probe> own = run.probes().stream().filter(probe -> !Probe.USUAL.contains(probe)).toList();
        return new DepartmentProfile(name, 1, departments, learned(file.data(), cancellation), template, new Part(pack.name(), pack.sha256()),
                new Trained(run.name(), new Part(file.model(), file.modelSha256()), taken, file.dataSha256(), file.recipe()), own,
                evaluation(file.data(), cancellation), "");
    }

    /// Departments that a set names; none for a file that is no set.
    public List<String> departments(String data) throws IOException {
        Optional<Dataset> set = find(data);
        return set.isEmpty() ? List.of() : set.get().departments().stream().filter(name -> !name.isBlank()).limit(DEPARTMENTS).toList();
    }

    /// A set of this computer; null for a file.
    ///
    /// @throws DatasetException DAMAGED_SET
    public @Nullable Learned learned(String data, Cancellation cancellation) throws IOException {
        Optional<Dataset> set = find(data);
        return set.isEmpty() ? null : new Learned(part(data, cancellation), filter(set.get()));
    }

    /// A set with its hash.
    public Part part(String set, Cancellation cancellation) throws IOException {
        return new Part(set, ProfileCheck.hash(sets, set, cancellation));
    }

    /// Of the set itself, or of the one that it is a part of.
    private @Nullable Filter filter(Dataset set) throws IOException {
        Dataset at = set;
        for (int i = 0; i < ANCESTORS; i++) {
            Derivation made = at.derivation();
            if (made == null || made.parents().size() != 1) {
                return null;
            }
            if (made.kind() == Derivation.Kind.FILTER) {
                return FilterText.of(at).orElse(null);
            }
            Optional<Dataset> parent = find(made.parents().getFirst().name());
            if (parent.isEmpty()) {
                return null;
            }
            at = parent.get();
        }
        return null;
    }

    /// The other part of the split that the set came out of.
    private @Nullable Part evaluation(String data, Cancellation cancellation) throws IOException {
        Optional<Dataset> set = find(data);
        Derivation made = set.map(Dataset::derivation).orElse(null);
        if (made == null || made.kind() != Derivation.Kind.SPLIT) {
            return null;
        }
        Derivation other = new Derivation(made.kind(), made.parents(), made.recipe().replace("\"part\":\"train\"", "\"part\":\"heldOut\""));
        if (other.equals(made)) {
            return null;
        }
        for (Dataset one : new ArrayList<>(sets.list())) {
            if (other.equals(one.derivation())) {
                return part(one.name(), cancellation);
            }
        }
        return null;
    }

    private Optional<Dataset> find(String name) throws IOException {
        return sets.list().stream().filter(set -> set.name().equals(name)).findFirst();
    }
}
