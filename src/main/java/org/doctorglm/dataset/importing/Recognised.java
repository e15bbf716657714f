package org.doctorglm.dataset.importing;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// What a file is, seen from its first lines, before anything is imported.
///
/// @param format null where there is a problem
/// @param encoding of its text, empty for a workbook
/// @param problem why it cannot be imported as it is, null where it can; columns can be named then (NO_COLUMNS, UNKNOWN_FORMAT)
public record Recognised(Path file, long bytes, @Nullable DialogueFormat format, String encoding, @Nullable DatasetException problem) {
    /// Looks at files and at those of folders, one after the other.
    ///
    /// @throws DatasetException UNREADABLE when there is nothing to look at
    public static List<Recognised> of(List<Path> paths, Cancellation cancellation) throws IOException {
        List<Recognised> all = new ArrayList<>();
        for (Path path : DialogueImporter.files(paths)) {
            cancellation.throwIfRequested();
            all.add(one(path, cancellation));
        }
        return all;
    }

    private static Recognised one(Path path, Cancellation cancellation) throws IOException {
        long bytes = Files.size(path);
        String encoding = "";
        try {
            ImportedFile file = new ImportedFile(path, read -> { }, cancellation);
            encoding = file.encoding();
            DialogueFormat format = new Recognition(file, Map.of()).format();
            if (file.workbook()) {
                TableSample sample = TableSample.of(path, cancellation);
                if (!sample.guess().containsKey(DialogueField.QUESTION) || !sample.guess().containsKey(DialogueField.ANSWER)) {
                    throw new DatasetException(Reason.NO_COLUMNS, file.name(), Columns.shown(sample.columns()));
                }
            }
            return new Recognised(path, bytes, format, encoding, null);
        } catch (DatasetException e) {
            return new Recognised(path, bytes, null, encoding, e);
        } catch (CharacterCodingException e) {
            return new Recognised(path, bytes, null, encoding, new DatasetException(Reason.WRONG_ENCODING, String.valueOf(path.getFileName()), ""));
        }
    }

    /// Whether naming its columns can help.
    public boolean table() {
        return format == DialogueFormat.TABLE || format == DialogueFormat.LINES
                || problem != null && (problem.reason() == Reason.NO_COLUMNS || problem.reason() == Reason.UNKNOWN_FORMAT && problem.detail().startsWith("JSON"));
    }
}
