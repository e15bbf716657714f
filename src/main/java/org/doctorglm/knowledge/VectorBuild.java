package org.doctorglm.knowledge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/// The vectors of all entries while they are being made: those on disk first, by the words that they were made of. One thread.
final class VectorBuild {
    private final VectorFile file;
    private final String edition;
    private final int stored;
    private final Map<String, float[]> byText = new HashMap<>();
    private final Map<String, float[]> vectors = new LinkedHashMap<>();
    private final Queue<MeaningText> missing = new ArrayDeque<>();
    private int made;
    private int unstored;

    VectorBuild(Collection<Disease> entries, VectorFile file, String edition) {
        this.file = file;
        this.edition = edition;
        Map<String, float[]> known = file.read();
        this.stored = known.size();
        for (Disease entry : entries) {
            MeaningText text = MeaningText.of(entry);
            float[] vector = known.get(text.sha256());
            if (vector == null) {
                missing.add(text);
            } else {
                put(text, vector);
            }
        }
    }

    private void put(MeaningText text, float[] vector) {
        byText.put(text.sha256(), vector);
        vectors.put(text.id(), vector);
    }

    void add(MeaningText text, float[] vector) {
        put(text, vector);
        made++;
        unstored++;
    }

    /// By id.
    Map<String, float[]> vectors() {
        return vectors;
    }

    /// Entries still without one, in their order.
    Queue<MeaningText> missing() {
        return missing;
    }

    int made() {
        return made;
    }

    /// Stores what is new; also when much of what lies there belongs to no entry any more.
    void store() {
        if (unstored > 0 || stored > 2 * byText.size()) {
            file.write(edition, byText);
            unstored = 0;
        }
    }
}
