package org.doctorglm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.SourceFile;
import org.jspecify.annotations.Nullable;

/// A set as other programs read it.
final class DatasetJson {
    private DatasetJson() {
    }

    static ObjectNode of(Dataset set) {
        ObjectNode json = Verb.object().put("name", set.name()).put("conversations", set.conversations()).put("turns", set.turns());
        origin(json, set.details().origin());
        json.put("language", set.details().language()).put("licence", set.details().licence()).put("provenance", set.details().provenance())
                .put("made", set.made().toString()).put("rejectedRecords", set.rejected());
        claimed(json, set.details().claimed());
        set.departments().forEach(json.putArray("departments")::add);
        var files = json.putArray("files");
        for (SourceFile file : set.files()) {
            files.addObject().put("name", file.name()).put("sha256", file.sha256()).put("bytes", file.bytes()).put("format", file.format())
                    .put("encoding", file.encoding()).put("conversations", file.conversations()).put("rejected", file.rejected());
        }
        derivation(json, set.derivation());
        return json;
    }

    private static void derivation(ObjectNode json, @Nullable Derivation derivation) {
        if (derivation == null) {
            json.putNull("derivation");
            return;
        }
        ObjectNode made = json.putObject("derivation").put("kind", derivation.kind().name().toLowerCase(Locale.ROOT));
        derivation.parents().forEach(parent -> made.withArray("parents").addObject().put("name", parent.name()).put("sha256", parent.sha256()));
        try {
            made.set("recipe", Verb.JSON.readTree(derivation.recipe()));
        } catch (JsonProcessingException e) {
            made.put("recipe", derivation.recipe());
        }
    }

    /// `synthetic` is null where nobody said.
    static void origin(ObjectNode json, Origin origin) {
        if (origin == Origin.UNKNOWN) {
            json.putNull("synthetic");
        } else {
            json.put("synthetic", origin == Origin.SYNTHETIC);
        }
    }

    static void claimed(ObjectNode json, long claimed) {
        if (claimed < 0) {
            json.putNull("claimed");
        } else {
            json.put("claimed", claimed);
        }
    }
}
