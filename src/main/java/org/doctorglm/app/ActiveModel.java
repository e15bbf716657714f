package org.doctorglm.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.consultation.ModelChoice;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;

/// The pack that the user chose, or the first one there is that did not fail its quality gate.
final class ActiveModel implements ModelChoice {
    private final ModelStore store;
    private final Predicate<ModelPack> damaged;
    private final Supplier<Optional<String>> chosen;
    private final Predicate<ModelPack> acceptFailedGate;

    /// @param damaged whether a pack is known to have another hash than it should
    /// @param chosen name of the pack, asked each time
    /// @param acceptFailedGate whether the user insists on a chosen pack though it failed its quality gate
    ActiveModel(ModelStore store, Predicate<ModelPack> damaged, Supplier<Optional<String>> chosen,
                Predicate<ModelPack> acceptFailedGate) {
        this.store = store;
        this.damaged = damaged;
        this.chosen = chosen;
        this.acceptFailedGate = acceptFailedGate;
    }

    @Override
    public ModelPack active() throws ConsultationException {
        Optional<String> name = chosen.get();
        if (name.isPresent()) {
            return accepted(find(name.get(), Reason.NO_MODEL));
        }
        List<ModelPack> packs = store.list();
        if (packs.isEmpty()) {
            List<ModelException> damaged = store.damaged();
            if (!damaged.isEmpty()) {
                throw new ConsultationException(Reason.MODEL_DAMAGED, damaged.getFirst().subject() + " · " + damaged.getFirst().detail());
            }
            throw new ConsultationException(Reason.NO_MODEL, "");
        }
        for (ModelPack pack : packs) {
            if (!pack.failedGate()) {
                return sound(pack);
            }
        }
        throw new ConsultationException(Reason.GATE_FAILED, packs.getFirst().name());
    }

    private ModelPack sound(ModelPack pack) throws ConsultationException {
        if (damaged.test(pack)) {
            throw new ConsultationException(Reason.MODEL_DAMAGED, pack.name());
        }
        return pack;
    }

    private ModelPack accepted(ModelPack pack) throws ConsultationException {
        if (pack.failedGate() && !acceptFailedGate.test(pack)) {
            throw new ConsultationException(Reason.GATE_FAILED, pack.name());
        }
        return pack;
    }

    @Override
    public ModelPack of(String name, String sha256) throws ConsultationException {
        ModelPack pack = find(name, Reason.OTHER_MODEL);
        if (!pack.sha256().equals(sha256)) {
            throw new ConsultationException(Reason.OTHER_MODEL, name);
        }
        return pack;
    }

    private ModelPack find(String name, Reason whenMissing) throws ConsultationException {
        try {
            return sound(store.find(name));
        } catch (ModelException e) {
            throw new ConsultationException(e.reason() == ModelException.Reason.UNKNOWN ? whenMissing : Reason.MODEL_DAMAGED,
                    e.reason() == ModelException.Reason.UNKNOWN ? name : e.subject() + " · " + e.detail(), e);
        } catch (IOException e) {
            throw new ConsultationException(Reason.MODEL_DAMAGED, name, e);
        }
    }
}
