package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.onnx.device.GraphicsPackException;
import org.doctorglm.experiment.ExperimentException;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.model.ModelException;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.release.ReleaseException;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.training.TrainingException;

/// Puts failures into one plain sentence: what is wrong and what to do.
final class Failures {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    int report(Exception e, boolean verbose) {
        if (e instanceof CancellationException) {
            terminal.message(terminal.word("cancelled"));
            return Verb.CANCELLED;
        }
        terminal.message(sentence(e));
        if (verbose) {
            terminal.trace(e);
        }
        if (e instanceof SamplingSettings.IllegalSettingException) {
            return picocli.CommandLine.ExitCode.USAGE;
        }
        return refused(e) ? Verb.REFUSED : Verb.FAILED;
    }

    private static boolean refused(Exception e) {
        return e instanceof ConsultationException consultation && consultation.reason() == ConsultationException.Reason.GATE_FAILED
                || e instanceof ReleaseException release && (release.reason() == ReleaseException.Reason.OTHER_SOURCES
                || release.reason() == ReleaseException.Reason.ROUNDED_REFERENCE || release.reason() == ReleaseException.Reason.BLIND_REFERENCE)
                || e instanceof GraphicsPackException
                || e instanceof EncoderException encoder && (encoder.reason() == EncoderException.Reason.OUTSIDE || encoder.reason() == EncoderException.Reason.LOOP)
                || e instanceof CheckpointException checkpoint && checkpoint.reason() == CheckpointException.Reason.FORBIDDEN_GLOBAL
                || e instanceof ModelException model && (model.reason() == ModelException.Reason.WRONG_HASH
                || model.reason() == ModelException.Reason.SHIPPED || model.reason() == ModelException.Reason.NEWER_FORMAT
                || model.reason() == ModelException.Reason.ADAPTER_MISMATCH
                || model.reason() == ModelException.Reason.TWO_PREFIXES);
    }

    String sentence(Throwable e) {
        return switch (e) {
            case ConsultationException c when c.getCause() instanceof StorageException s -> sentence(s);
            case ConsultationException c -> terminal.word("ConsultationException." + c.reason(), c.detail());
            case ModelException m -> terminal.word("ModelException." + m.reason(), m.subject(), m.detail());
            case ReleaseException r -> terminal.word("ReleaseException." + r.reason(), r.subject(), r.detail());
            case CheckpointException c when c.reason() == CheckpointException.Reason.ADAPTER_INCOMPLETE -> incomplete(c);
            case CheckpointException c -> terminal.word("CheckpointException." + c.reason(), c.file().getFileName(), c.detail());
            case EngineException x when x.missing().isPresent() -> terminal.word("Fallback." + x.missing().get().reason(), x.getMessage());
            case GraphicsPackException g -> terminal.word("GraphicsPackException." + g.reason(), g.detail());
            case EngineException x -> terminal.word("EngineException." + x.reason(), x.getMessage());
            case StorageException s -> terminal.word("StorageException." + s.reason(), detail(s));
            case KnowledgeException k -> terminal.word("KnowledgeException." + k.reason(), k.file(), k.detail());
            case EncoderException n -> terminal.word("EncoderException." + n.reason(), n.detail());
            case ProfileException p -> terminal.word("ProfileException." + p.reason(), p.subject(), p.detail());
            case TrainingException t -> terminal.word("TrainingException." + t.reason(), t.detail());
            case DatasetException d -> terminal.word("DatasetException." + d.reason(), d.file(), d.detail());
            case ExperimentException x -> terminal.word("ExperimentException." + x.reason(), x.subject(), x.detail());
            case ExchangeException x -> terminal.word("ExchangeException." + x.reason(), x.file());
            case SamplingSettings.IllegalSettingException s -> terminal.word("setting", s.setting(), s.value());
            case NoSuchFileException f -> terminal.word("file.missing", f.getFile());
            case AccessDeniedException f -> terminal.word("file.denied", f.getFile());
            case FileSystemException f -> terminal.word("file.failed", f.getFile(), String.valueOf(f.getReason()));
            case IOException io -> terminal.word("file.failed", "", String.valueOf(io.getMessage()));
            case Throwable other -> terminal.word("failed", other.getClass().getSimpleName() + " " + other.getMessage());
        };
    }

    /// Says which options tell what the adapter does not.
    private String incomplete(CheckpointException e) {
        String options = Arrays.stream(e.detail().split(", ")).map(key -> terminal.word("adapter.tell." + key)).collect(Collectors.joining(" "));
        return terminal.word("CheckpointException." + e.reason(), e.file().getFileName(), e.detail(), options);
    }

    private static String detail(StorageException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(Math.min(message.length(), e.reason().name().length() + 2));
    }
}
