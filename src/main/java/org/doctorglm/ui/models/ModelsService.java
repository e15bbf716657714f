package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// What the models page asks of the core. All calls block and are made on background threads.
public interface ModelsService {
    /// The precisions a folder can be imported to, the recommended one first.
    List<String> precisions();

    List<PackRow> list();

    /// Reads a folder of weights and writes a pack.
    ///
    /// @param precision one of [#precisions()]
    /// @throws java.util.concurrent.CancellationException when it was cancelled; what is finished is kept for a day, for the same import
    PackRow importFolder(Path folder, String precision, String name, Progress progress, Cancellation cancellation) throws ModelsException;

    /// Hashes every file of a pack. Returns normally when all is as it was imported.
    void verify(String packId, Progress progress, Cancellation cancellation) throws ModelsException;

    void remove(String packId) throws ModelsException;

    /// The pack that answers from the next question on.
    void activate(String packId) throws ModelsException;

    /// One installed pack.
    ///
    /// @param precision `fp32`, `int8` or `int4`
    /// @param sha256 of the manifest
    /// @param shipped whether it came with the program and so cannot be removed
    record PackRow(String id, String name, String precision, long bytes, String sha256, PackState state, boolean active, boolean shipped) {
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
            NOT_A_MODEL, UNKNOWN_LAYOUT, FILE_MISSING, WRONG_HASH, DAMAGED, NAME_TAKEN, NO_ROOM, NO_WRITE_RIGHT, SHIPPED, FORBIDDEN, DISK
        }
    }
}
