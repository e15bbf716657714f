package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.onnx.device.GraphicsPackException;
import org.doctorglm.model.ModelException;
import org.doctorglm.ui.models.ModelsService.ModelsException;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;

/// The core's failures as the models page knows them.
final class ModelsFailures {
    private ModelsFailures() {
    }

    /// Work of the core that may fail.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, EngineException, ConsultationException, GraphicsPackException;
    }

    static <T> T translated(Work<T> work) throws ModelsException {
        try {
            return work.run();
        } catch (ModelException e) {
            throw new ModelsException(reason(e), e.detail());
        } catch (CheckpointException e) {
            throw new ModelsException(reason(e), e.file().getFileName() + " · " + e.detail());
        } catch (AccessDeniedException e) {
            throw new ModelsException(Reason.NO_WRITE_RIGHT, String.valueOf(e.getFile()));
        } catch (NoSuchFileException e) {
            throw new ModelsException(Reason.FILE_MISSING, String.valueOf(e.getFile()));
        } catch (EngineException e) {
            throw new ModelsException(Reason.ENGINE, String.valueOf(e.getMessage()));
        } catch (GraphicsPackException e) {
            throw new ModelsException(e.reason() == GraphicsPackException.Reason.NO_ROOM ? Reason.NO_ROOM : Reason.GRAPHICS, e.detail());
        } catch (ConsultationException e) {
            throw new ModelsException(Reason.ENGINE, e.detail());
        } catch (IOException e) {
            throw new ModelsException(Reason.DISK, String.valueOf(e.getMessage()));
        }
    }

    private static Reason reason(CheckpointException e) {
        return switch (e.reason()) {
            case NO_WEIGHTS -> Reason.FILE_MISSING;
            case DAMAGED -> Reason.DAMAGED;
            case FORBIDDEN_GLOBAL -> Reason.FORBIDDEN;
            case ADAPTER_CONFIG -> Reason.ADAPTER_CONFIG;
            case ADAPTER_INCOMPLETE -> Reason.ADAPTER_INCOMPLETE;
            case UNKNOWN_TYPE, UNSUPPORTED, MISSING_TENSOR, WRONG_SHAPE -> Reason.UNKNOWN_LAYOUT;
        };
    }

    private static Reason reason(ModelException e) {
        return switch (e.reason()) {
            case NOT_A_MODEL -> Reason.NOT_A_MODEL;
            case BAD_NAME -> Reason.BAD_NAME;
            case DAMAGED_PACK -> Reason.DAMAGED;
            case SOURCE_CHANGED -> Reason.SOURCE_CHANGED;
            case WRONG_HASH -> Reason.WRONG_HASH;
            case UNKNOWN -> Reason.FILE_MISSING;
            case EXISTS -> Reason.NAME_TAKEN;
            case BUSY -> Reason.BUSY;
            case DISK_FULL -> Reason.NO_ROOM;
            case MEMORY_FULL -> Reason.NO_MEMORY;
            case SHIPPED -> Reason.SHIPPED;
            // The window never offers a pack as the base of another.
            case ADAPTER_MISMATCH, NOT_A_BASE -> Reason.ADAPTER_MISMATCH;
            case TWO_PREFIXES -> Reason.TWO_PREFIXES;
            case NEWER_FORMAT, OLDER_FORMAT -> Reason.OTHER_FORMAT;
        };
    }
}
