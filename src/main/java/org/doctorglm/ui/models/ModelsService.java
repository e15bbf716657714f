package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.consultation.PackComparison;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.model.DiskUse;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// What the models page asks of the core. All calls block and are made on background threads.
public interface ModelsService {
    List<PackRow> list();

    /// What a folder or file holds; only names, configurations and headers are read.
    FolderInspection inspect(Path path) throws ModelsException;

    /// Whether an adapter goes with a network.
    ///
    /// @param options what its configuration does not tell
    AdapterSummary inspectAdapter(Path folder, Path adapter, AdapterOptions options) throws ModelsException;

    /// What each precision would need here and how fast it would be, the recommended one first.
    ///
    /// @param prefix tokens of a trained prefix, 0 for none
    List<PrecisionChoice> choices(FolderInspection.Network network, int prefix) throws ModelsException;

    /// Reads a folder of weights and writes a pack.
    ///
    /// @throws java.util.concurrent.CancellationException when it was cancelled; what is finished is kept for a day, for the same import
    PackRow importFolder(ImportRequest request, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Copies a pack that is ready, for example from a USB stick.
    ///
    /// @throws java.util.concurrent.CancellationException when it was cancelled; nothing is kept
    PackRow adopt(ModelPack pack, String name, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Measures what rounding has cost a pack, against the pack in 32 bits that was made of the same files.
    ///
    /// @param texts JSON lines with a prompt and an answer each, which the network was not trained on
    /// @throws ModelsException NO_REFERENCE when there is no such pack, BAD_TEXTS when the file cannot be measured with
    GateResult measure(String packId, Path texts, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Hashes every file of a pack. Returns normally when all is as it was imported.
    void verify(String packId, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Copies a pack to a new folder of its name within `folder`.
    void export(String packId, Path folder, Progress progress, Cancellation cancellation) throws ModelsException;

    void remove(String packId) throws ModelsException;

    /// The pack that answers from the next question on.
    void activate(String packId) throws ModelsException;

    /// Lets two packs answer one question, one after the other.
    ///
    /// @param events called on the generation thread
    /// @return the sides that were answered, one when it was stopped within the first
    List<PackComparison.Side> compare(String first, String second, String question, Consumer<PackComparison.Event> events, Cancellation cancellation)
            throws ModelsException;

    /// Where a network can run on this computer, with the memory there now.
    List<Place> places();

    /// Lets the network run there from the next question on, or on the processor where that is not possible (see [#fallback]).
    void use(Place place) throws ModelsException;

    /// Takes the libraries for graphics cards from a folder.
    void installGraphics(Path folder, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Whether the libraries for graphics cards are there.
    boolean graphicsInstalled();

    /// Why the network does not run on what was asked for, empty when it does.
    Optional<Fallback> fallback();

    /// Where a network can run.
    ///
    /// @param key as it stands in the settings
    /// @param chosen by the user
    record Place(String key, DeviceMemory memory, boolean chosen) {
    }

    /// One installed pack.
    ///
    /// @param precision `fp32`, `fp16`, `int8` or `int4`
    /// @param sha256 of the manifest
    /// @param shipped whether it came with the program and so cannot be removed
    /// @param facts null for a pack that cannot be opened
    record PackRow(String id, String name, String precision, long bytes, String sha256, PackState state, boolean active, boolean shipped,
                   @Nullable PackFacts facts) {
        /// What was measured of it, null when nothing was.
        public @Nullable GateResult gate() {
            return facts == null ? null : facts.gate();
        }

        /// Whether it was measured and found too far from its source.
        public boolean failedGate() {
            GateResult gate = gate();
            return gate != null && !gate.passed();
        }
    }

    /// What a pack is made of and needs.
    ///
    /// @param memoryBytes weights and a full context
    /// @param disk its bytes, and which of them other packs have in common with it
    /// @param release of the network, for example `chatglm-6b`
    /// @param adapter name of the adapter merged into it, null for none
    /// @param prefix tokens of a trained prefix, 0 for none
    /// @param sources names of the files it was made of
    /// @param createdBy version of the program that made it
    /// @param gate what was measured of it, null when nothing was
    record PackFacts(long memoryBytes, DiskUse disk, String release, @Nullable String adapter, int prefix, List<String> sources, String createdBy,
                     @Nullable GateResult gate) {
        public PackFacts {
            sources = List.copyOf(sources);
        }
    }

    /// What rounding has cost, measured on text that was not trained on.
    ///
    /// @param referenceLoss of the network in 32 bits, nats a token
    /// @param loss of the pack, nats a token
    /// @param increase of the loss, relative (0.01 is one per cent)
    /// @param agreement share of tokens where both take the same one (0 to 1)
    /// @param divergence mean Kullback-Leibler divergence, nats
    /// @param repetition share of its answers' text that repeats itself (0 to 1)
    record GateResult(boolean passed, double referenceLoss, double loss, double increase, double agreement, double divergence, double repetition) {
    }

    /// A precision that a folder can be imported to.
    ///
    /// @param shared bytes of it that another pack has already, as far as that can be told
    /// @param freeDisk bytes
    /// @param tokensPerSecond estimate from this machine's memory, 0 while that is not measured
    record PrecisionChoice(PackEstimate estimate, MemoryPlan memory, long shared, long freeDisk, double tokensPerSecond) {
        public boolean fitsDisk() {
            return newBytes() <= freeDisk;
        }

        /// Bytes that it will take of the disk.
        public long newBytes() {
            return estimate.weightBytes() - shared;
        }

        public boolean possible() {
            return fitsDisk() && memory.verdict() != MemoryPlan.Verdict.TOO_LARGE;
        }
    }

    /// What is known of a pack's files.
    enum PackState {
        /// Complete; the hashes have not been looked at since the program started.
        INSTALLED,
        /// Every hash is right.
        VERIFIED,
        /// A file is missing or changed.
        DAMAGED
    }

    /// Why a call failed; the page puts the reason into words.
    final class ModelsException extends Exception {
        private final Reason reason;
        private final String detail;

        /// @param detail a fact for the sentence, for example a file name; may be empty
        public ModelsException(Reason reason, String detail) {
            super(reason + ": " + detail);
            this.reason = reason;
            this.detail = detail;
        }

        public Reason reason() {
            return reason;
        }

        public String detail() {
            return detail;
        }

        /// The closed list of failures.
        public enum Reason {
            NOT_A_MODEL, UNKNOWN_LAYOUT, FILE_MISSING, WRONG_HASH, DAMAGED, NAME_TAKEN, BAD_NAME, BUSY, NO_ROOM, NO_MEMORY, SOURCE_CHANGED,
            NO_WRITE_RIGHT, SHIPPED, FORBIDDEN, ADAPTER_MISMATCH, ADAPTER_CONFIG, ADAPTER_INCOMPLETE, TWO_PREFIXES, OTHER_FORMAT, NO_REFERENCE, BAD_TEXTS, GRAPHICS, ENGINE, DISK
        }
    }
}
