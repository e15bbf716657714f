package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.models.ModelsService;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;

/// The models page's view of the pack store.
final class LocalModels implements ModelsService {
    private final DoctorGlm services;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    LocalModels(DoctorGlm services) {
        this.services = services;
    }

    @Override
    public List<String> precisions() {
        return List.of(Precision.INT4.key(), Precision.INT8.key(), Precision.FP32.key());
    }

    @Override
    public List<PackRow> list() {
        String active = activeName();
        List<PackRow> rows = new ArrayList<>();
        for (ModelPack pack : services.models().list()) {
            rows.add(row(pack, active));
        }
        for (ModelException broken : services.models().damaged()) {
            rows.add(new PackRow(broken.subject(), broken.subject(), "", 0, "", PackState.DAMAGED, broken.subject().equals(active), false));
        }
        return rows;
    }

    private String activeName() {
        try {
            return services.pack(null).name();
        } catch (ConsultationException e) {
            return services.settings().get(DoctorGlm.ACTIVE_MODEL).orElse("");
        }
    }

    private PackRow row(ModelPack pack, String active) {
        PackState state = damaged.contains(pack.sha256()) || services.checks().damaged(pack) ? PackState.DAMAGED
                : verified.contains(pack.sha256()) ? PackState.VERIFIED : PackState.INSTALLED;
        return new PackRow(pack.name(), pack.name(), pack.manifest().precision().key(), pack.bytes(), pack.sha256(), state,
                pack.name().equals(active), pack.shipped());
    }

    @Override
    public PackRow importFolder(Path folder, String precision, String name, Progress progress, Cancellation cancellation) throws ModelsException {
        return translated(() -> row(services.models().importFolder(folder, Precision.of(precision).orElseThrow(), name, progress, cancellation),
                activeName()));
    }

    @Override
    public void verify(String packId, Progress progress, Cancellation cancellation) throws ModelsException {
        translated(() -> {
            ModelPack pack = services.models().find(packId);
            try {
                services.verify(pack, progress, cancellation);
                verified.add(pack.sha256());
            } catch (ModelException e) {
                damaged.add(pack.sha256());
                throw e;
            }
            return pack;
        });
    }

    @Override
    public void remove(String packId) throws ModelsException {
        translated(() -> {
            LoadedModel loaded = services.generator().loaded();
            if (loaded != null && loaded.pack().name().equals(packId)) {
                services.generator().unload();
            }
            services.models().remove(packId);
            if (services.settings().get(DoctorGlm.ACTIVE_MODEL).filter(packId::equals).isPresent()) {
                services.settings().remove(DoctorGlm.ACTIVE_MODEL);
            }
            return packId;
        });
    }

    @Override
    public void activate(String packId) throws ModelsException {
        translated(() -> {
            ModelPack pack = services.models().find(packId);
            services.settings().put(DoctorGlm.ACTIVE_MODEL, packId);
            // Loaded now, so that the next question does not wait for it.
            services.generator().load(pack);
            return pack;
        });
    }

    private static <T> T translated(StoreWork<T> work) throws ModelsException {
        try {
            return work.run();
        } catch (ModelException e) {
            throw new ModelsException(reason(e), e.detail());
        } catch (CheckpointException e) {
            throw new ModelsException(reason(e), e.detail());
        } catch (AccessDeniedException e) {
            throw new ModelsException(Reason.NO_WRITE_RIGHT, String.valueOf(e.getFile()));
        } catch (EngineException e) {
            throw new ModelsException(Reason.DAMAGED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ModelsException(Reason.DISK, String.valueOf(e.getMessage()));
        }
    }

    private static Reason reason(CheckpointException e) {
        return switch (e.reason()) {
            case NO_WEIGHTS -> Reason.FILE_MISSING;
            case DAMAGED -> Reason.DAMAGED;
            case FORBIDDEN_GLOBAL -> Reason.FORBIDDEN;
            case UNKNOWN_TYPE, UNSUPPORTED, ADAPTER_CONFIG, ADAPTER_INCOMPLETE, MISSING_TENSOR, WRONG_SHAPE -> Reason.UNKNOWN_LAYOUT;
        };
    }

    private static Reason reason(ModelException e) {
        return switch (e.reason()) {
            case NOT_A_MODEL, BAD_NAME -> Reason.NOT_A_MODEL;
            case DAMAGED_PACK, SOURCE_CHANGED -> Reason.DAMAGED;
            case WRONG_HASH -> Reason.WRONG_HASH;
            case UNKNOWN -> Reason.FILE_MISSING;
            case EXISTS, BUSY -> Reason.NAME_TAKEN;
            case DISK_FULL, MEMORY_FULL -> Reason.NO_ROOM;
            case SHIPPED -> Reason.SHIPPED;
            case NEWER_FORMAT, OLDER_FORMAT, ADAPTER_MISMATCH, TWO_PREFIXES -> Reason.UNKNOWN_LAYOUT;
        };
    }

    @FunctionalInterface
    private interface StoreWork<T> {
        T run() throws IOException, EngineException;
    }
}
