package org.doctorglm.ui.settings;

import java.nio.file.Path;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// What the settings page asks of the home folder. All calls but [#folder()] block and are made on background threads.
public interface HomeService {
    Path folder();

    /// Size of everything in the folder.
    long bytes();

    /// Shows the folder in the desktop's file manager.
    void open() throws HomeException;

    /// Writes consultations, settings and knowledge into one file; models are left out, they can be imported again.
    void backUp(Path file, Progress progress, Cancellation cancellation) throws HomeException;

    /// Puts a backup in the place of what is there, which is kept as a backup of its own. Takes effect after a restart.
    void restore(Path file, Progress progress, Cancellation cancellation) throws HomeException;

    /// Copies everything to another folder and uses it from the next start on.
    void move(Path folder, Progress progress, Cancellation cancellation) throws HomeException;

    int threads();

    /// Largest sensible number of threads on this machine.
    int mostThreads();

    /// Used from the next answer on.
    void setThreads(int threads);

    /// Why a call failed; the page puts the reason into words.
    final class HomeException extends Exception {
        private final Reason reason;
        private final String detail;

        public HomeException(Reason reason, String detail) {
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
            NO_ROOM, NO_WRITE_RIGHT, NOT_EMPTY, NOT_A_BACKUP, NEWER_VERSION, NO_FILE_MANAGER, DISK
        }
    }
}
