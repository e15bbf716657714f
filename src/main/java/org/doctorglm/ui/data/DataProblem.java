package org.doctorglm.ui.data;

import java.nio.file.FileSystemException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;

/// A failure as the page says it.
///
/// @param reason whose words are said, null for one that nobody foresaw
/// @param subject the set or file concerned, or the kind of failure
/// @param detail a fact for the sentence, may be empty
public record DataProblem(@Nullable Enum<?> reason, String subject, String detail) {
    static DataProblem of(Throwable thrown) {
        return switch (thrown) {
            case DatasetException known -> new DataProblem(known.reason(), known.file(), known.detail());
            case ConsultationException known -> new DataProblem(known.reason(), known.detail(), "");
            case StorageException known when known.reason() == StorageException.Reason.FULL -> new DataProblem(null, "FULL", "");
            case FileSystemException known -> new DataProblem(DatasetException.Reason.UNREADABLE, String.valueOf(java.nio.file.Path.of(String.valueOf(known.getFile())).getFileName()), "");
            default -> new DataProblem(null, thrown.getClass().getSimpleName(), "");
        };
    }

    String words(Desk desk) {
        return reason != null ? desk.say(reason, subject, detail) : subject.equals("FULL") ? desk.say("data.full") : desk.say("data.failed", subject);
    }
}
