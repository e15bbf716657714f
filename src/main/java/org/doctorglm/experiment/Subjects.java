package org.doctorglm.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.SideAdapter;
import org.jspecify.annotations.Nullable;

/// Finds who is to answer and notes by hashes who it was.
public record Subjects(ModelStore models) {
    /// @param model name of a pack
    /// @param adapter folder or file of an adapter that is put beside it, null for none
    /// @param label null for one made of the names
    /// @throws org.doctorglm.model.ModelException UNKNOWN, ADAPTER_MISMATCH and others
    public Subject find(String model, @Nullable Path adapter, @Nullable String label) throws IOException {
        ModelPack pack = models.find(model);
        String precision = pack.manifest().precision().key();
        if (adapter == null) {
            return new Subject(label == null ? model : label, model, pack.sha256(), precision, null, null);
        }
        SideAdapter beside = SideAdapter.open(adapter, pack.manifest());
        return new Subject(label == null ? model + " + " + beside.name() : label, model, pack.sha256(), precision, adapter.toAbsolutePath().normalize().toString(),
                beside.sha256());
    }
}
