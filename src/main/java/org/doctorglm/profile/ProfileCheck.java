package org.doctorglm.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.ParentSet;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.DepartmentProfile.Part;

/// Looks whether what a profile names is on this computer, and is the same.
///
/// @param sets whose dialogues are read for their hash: seconds for a million
public record ProfileCheck(ModelStore models, DatasetRepository sets) {
    /// In the order pack, data, evaluation; empty when nothing is missing.
    public List<MissingPart> missing(DepartmentProfile profile, Cancellation cancellation) throws IOException {
        List<MissingPart> missing = new ArrayList<>();
        Part pack = profile.pack();
        if (pack != null) {
            pack(pack, missing);
        }
        if (profile.data() != null) {
            set(profile.data().set(), MissingPart.Kind.NO_SET, MissingPart.Kind.OTHER_SET, missing, cancellation);
        }
        if (profile.evaluation() != null) {
            set(profile.evaluation(), MissingPart.Kind.NO_EVALUATION, MissingPart.Kind.OTHER_EVALUATION, missing, cancellation);
        }
        return missing;
    }

    private void pack(Part wanted, List<MissingPart> missing) {
        Optional<ModelPack> pack = pack(models, wanted);
        if (pack.isEmpty()) {
            boolean other = models.list().stream().anyMatch(one -> one.name().equals(wanted.name()));
            missing.add(new MissingPart(other ? MissingPart.Kind.OTHER_PACK : MissingPart.Kind.NO_PACK, wanted.name()));
        } else if (pack.get().failedGate()) {
            missing.add(new MissingPart(MissingPart.Kind.FAILED_PACK, wanted.name()));
        }
    }

    private void set(Part wanted, MissingPart.Kind none, MissingPart.Kind other, List<MissingPart> missing, Cancellation cancellation) throws IOException {
        try {
            if (!hash(sets, wanted.name(), cancellation).equals(wanted.sha256())) {
                missing.add(new MissingPart(other, wanted.name()));
            }
        } catch (DatasetException e) {
            missing.add(new MissingPart(none, wanted.name()));
        }
    }

    /// The very pack, which may be called otherwise here.
    public static Optional<ModelPack> pack(ModelStore models, Part wanted) {
        try {
            ModelPack pack = models.find(wanted.name());
            if (pack.sha256().equals(wanted.sha256())) {
                return Optional.of(pack);
            }
        } catch (IOException e) {
            // Perhaps under another name.
        }
        return models.list().stream().filter(pack -> pack.sha256().equals(wanted.sha256())).findFirst();
    }

    /// @throws DatasetException UNKNOWN_SET, DAMAGED_SET
    static String hash(DatasetRepository sets, String name, Cancellation cancellation) throws IOException {
        return new ParentSet(sets, name).read((index, conversation, source) -> cancellation.throwIfRequested()).sha256();
    }
}
