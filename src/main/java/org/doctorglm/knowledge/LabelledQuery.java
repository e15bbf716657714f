package org.doctorglm.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A question whose answer is known.
///
/// @param diseases names or aliases, any one counts; empty when the library must abstain
/// @param kind a label for the figures by kind; empty when there is none
public record LabelledQuery(String query, List<String> diseases, String kind) {
    public LabelledQuery {
        diseases = List.copyOf(diseases);
    }

    /// What a file of labelled queries gave.
    public record Reading(List<LabelledQuery> queries, List<Rejected> rejected) {
    }

    /// Reads JSON lines `{"query": …, "diseases": […], "kind": …}`; other fields are passed over, `kind` may be missing.
    public static Reading read(Path file) throws IOException {
        List<LabelledQuery> queries = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        try (BoundedLines lines = LibraryReader.open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                try {
                    JsonFields fields = JsonFields.parse(LibraryReader.text(line));
                    queries.add(new LabelledQuery(fields.multiline("query", BoundedLines.MAX_BYTES), fields.texts("diseases", 200),
                            fields.has("kind") ? fields.text("kind", 80) : ""));
                } catch (JsonFields.Refusal e) {
                    rejected.add(e.at(line.number()));
                }
            }
        }
        return new Reading(List.copyOf(queries), List.copyOf(rejected));
    }
}
