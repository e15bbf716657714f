package org.doctorglm.knowledge;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The entries that a question speaks of, at most [#MOST] of them: a common finding is one of thousands of entries in a large library, and
/// only those with the most of what was said have a chance. In the order in which they were met; one thread.
final class Touched {
    /// More than a library of one hospital's own entries has; only large imports are ever cut.
    static final int MOST = 500;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// Entries are told apart by id: comparing whole entries would read all their texts.
    private static final class Entry {
        private final Disease disease;
        private double weight;

        private Entry(Disease disease) {
            this.disease = disease;
        }
    }

    /// @param weight rarity of what the entry shares with the question, infinite for an entry that must stay
    void add(Disease disease, double weight) {
        entries.computeIfAbsent(disease.id(), id -> new Entry(disease)).weight += weight;
    }

    void keep(Disease disease) {
        add(disease, Double.POSITIVE_INFINITY);
    }

    Collection<Disease> best() {
        if (entries.size() <= MOST) {
            return entries.values().stream().map(entry -> entry.disease).toList();
        }
        List<Entry> heaviest = entries.values().stream().sorted(Comparator.comparingDouble(entry -> -entry.weight)).limit(MOST).toList();
        return heaviest.stream().map(entry -> entry.disease).toList();
    }
}
