package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Vectors of entries at one moment. Every one is looked at for a question: 100 000 of 384 numbers take 27 ms, an index of neighbours
/// would have to be built and could miss some. Immutable, for any thread; [#with] costs what one entry costs.
final class MeaningVectors {
    static final MeaningVectors EMPTY = new MeaningVectors(VectorTable.EMPTY, List.of(), new Patched<>(Map.of()), 0, 0);
    /// Most entries that a question's meaning adds to those that its words find.
    private static final int NEAREST = 20;
    /// A model for which small talk is the same as an entry tells nothing apart: nothing fits then.
    private static final double HIGHEST_FLOOR = 0.999;

    private final VectorTable table;
    /// Row by row; an entry that was taken out keeps its row, with zeros in it.
    private final List<String> ids;
    private final Patched<String, Row> rows;
    private final int size;
    private final double floor;

    /// @param present false where there is none at the moment
    private record Row(int number, boolean present) {
    }

    private record Near(String id, double cosine) {
    }

    private MeaningVectors(VectorTable table, List<String> ids, Patched<String, Row> rows, int size, double floor) {
        this.table = table;
        this.ids = ids;
        this.rows = rows;
        this.size = size;
        this.floor = floor;
    }

    /// @param vectors of length 1 by id
    static MeaningVectors of(Map<String, float[]> vectors) {
        Map<String, Row> rows = HashMap.newHashMap(vectors.size());
        vectors.forEach((id, vector) -> rows.put(id, new Row(rows.size(), true)));
        return new MeaningVectors(VectorTable.of(new ArrayList<>(vectors.values())), List.copyOf(vectors.keySet()), new Patched<>(rows), vectors.size(), 0);
    }

    /// @param cosine with the nearest entry that a text of another kind may have; below it nothing fits
    MeaningVectors above(double cosine) {
        return new MeaningVectors(table, ids, rows, size, Math.max(cosine, 0));
    }

    int size() {
        return size;
    }

    float @Nullable [] get(String id) {
        Row row = rows.get(id);
        return row == null || !row.present() ? null : table.row(row.number());
    }

    /// @param vector null for an entry that has none any more
    MeaningVectors with(String id, float @Nullable [] vector) {
        Row before = rows.get(id);
        if (before == null && vector == null) {
            return this;
        }
        int number = before == null ? ids.size() : before.number();
        List<String> next = ids;
        if (before == null) {
            next = new ArrayList<>(ids);
            next.add(id);
        }
        int had = before == null || !before.present() ? 0 : 1;
        Map<String, @Nullable Row> change = new HashMap<>();
        change.put(id, new Row(number, vector != null));
        return new MeaningVectors(vector == null ? table.without(number) : table.with(number, vector), next, rows.with(change), size - had + (vector == null ? 0 : 1), floor);
    }

    /// The cosine with the nearest entry, at least 0.
    double best(float[] question) {
        double best = 0;
        for (float cosine : table.times(question)) {
            best = Math.max(best, cosine);
        }
        return best;
    }

    Neighbours near(float[] question) {
        float[] cosines = table.times(question);
        Comparator<Near> order = Comparator.comparingDouble(Near::cosine).thenComparing(Near::id, Comparator.reverseOrder());
        PriorityQueue<Near> nearest = new PriorityQueue<>(order);
        for (int row = 0; row < ids.size() && floor < HIGHEST_FLOOR; row++) {
            if (cosines[row] > floor && (nearest.size() < NEAREST || cosines[row] >= nearest.element().cosine())) {
                nearest.add(new Near(ids.get(row), cosines[row]));
                if (nearest.size() > NEAREST) {
                    nearest.remove();
                }
            }
        }
        Set<String> found = new LinkedHashSet<>();
        nearest.stream().sorted(order.reversed()).forEach(near -> found.add(near.id()));
        double best = nearest.stream().mapToDouble(near -> fit(near.cosine())).max().orElse(0);
        return new Neighbours(Collections.unmodifiableSet(found), best, id -> {
            Row row = rows.get(id);
            return row == null ? 0 : fit(cosines[row.number()]);
        });
    }

    private double fit(double cosine) {
        return floor < HIGHEST_FLOOR ? Math.clamp((cosine - floor) / (1 - floor), 0, 1) : 0;
    }
}
