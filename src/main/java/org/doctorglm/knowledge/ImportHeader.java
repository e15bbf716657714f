package org.doctorglm.knowledge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.jspecify.annotations.Nullable;

/// The first lines of a file of imported entries: its origin, then the ids it stands in for. They lie in the same file as the entries,
/// so that one move of one file makes an import visible as a whole.
///
/// @param replaced ids of entries of other files
public record ImportHeader(ImportOrigin origin, Set<String> replaced) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ORIGIN = "{\"import\":";
    private static final String REPLACES = "{\"replaces\":";
    /// Ids in one line, so that no line grows beyond what is read.
    private static final int IDS = 300;
    private static final int TEXT = 4000;

    public ImportHeader {
        replaced = Set.copyOf(replaced);
    }

    public static boolean begins(String line) {
        return line.startsWith(ORIGIN) || line.startsWith(REPLACES);
    }

    /// @return the header of a file, null where a file has none or a damaged one
    public static @Nullable ImportHeader of(Path file) throws IOException {
        ImportOrigin origin = null;
        Set<String> replaced = new HashSet<>();
        try (BoundedLines lines = LibraryReader.open(file)) {
            for (BoundedLines.Line line = lines.next(); line != null && line.text() != null && begins(line.text()); line = lines.next()) {
                JsonFields fields = JsonFields.parse(line.text());
                if (line.text().startsWith(ORIGIN)) {
                    origin = origin(fields.object("import"));
                } else {
                    replaced.addAll(fields.texts("replaces", TEXT));
                }
            }
        } catch (Refusal e) {
            return null;
        }
        return origin == null ? null : new ImportHeader(origin, replaced);
    }

    private static ImportOrigin origin(JsonFields fields) throws Refusal {
        String merge = fields.filled("merge", 20).toUpperCase(Locale.ROOT);
        for (MergeRule rule : MergeRule.values()) {
            if (rule.name().equals(merge)) {
                // What came later: headers of before do not have it.
                String provenance = fields.has("provenance") ? fields.text("provenance", TEXT) : "";
                int merged = fields.has("merged") ? fields.number("merged") : 0;
                int rejected = fields.has("rejected") ? fields.number("rejected") : 0;
                return new ImportOrigin(fields.number("number"), fields.text("file", TEXT), fields.text("sha256", TEXT), fields.text("date", TEXT),
                        fields.text("edition", TEXT), fields.text("licence", TEXT), provenance, rule, fields.number("entries"), merged, rejected,
                        fields.text("before", TEXT));
            }
        }
        throw new Refusal(Rejected.Reason.BAD_VALUE, "merge");
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        ObjectNode json = MAPPER.createObjectNode();
        json.putObject("import").put("number", origin.number()).put("file", origin.file()).put("sha256", origin.sha256()).put("date", origin.date())
                .put("edition", origin.edition()).put("licence", origin.licence()).put("merge", origin.merge().name().toLowerCase(Locale.ROOT))
                .put("provenance", origin.provenance()).put("entries", origin.entries()).put("merged", origin.merged()).put("rejected", origin.rejected())
                .put("before", origin.before());
        lines.add(json.toString());
        List<String> ids = replaced.stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += IDS) {
            ObjectNode some = MAPPER.createObjectNode();
            ArrayNode array = some.putArray("replaces");
            ids.subList(from, Math.min(ids.size(), from + IDS)).forEach(array::add);
            lines.add(some.toString());
        }
        return lines;
    }
}
