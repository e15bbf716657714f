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

/// Vectors of entries at one moment. Every one is looked at for a question: 100 000 of 384 numbers take some milliseconds, an index of neighbours
/// would have to be built and could miss some. Immutable, for any thread; [#with] costs a copy of the list of references.
final class MeaningVectors {
    static final MeaningVectors EMPTY = new MeaningVectors(new Item[0], new Patched<>(Map.of()), 0);
    /// Most entries that a question's meaning adds to those that its words find.
    private static final int NEAREST = 20;
    /// A model for which small talk is the same as an entry tells nothing apart: nothing fits then.
    private static final double HIGHEST_FLOOR = 0.999;

    private final Item[] items;
    private final Patched<String, float[]> byId;
    private final double floor;

    private record Item(String id, float[] vector) {
    }

    private record Near(String id, double cosine) {
    }

    private MeaningVectors(Item[] items, Patched<String, float[]> byId, double floor) {
        this.items = items;
        this.byId = byId;
        this.floor = floor;
    }

    /// @param vectors of length 1 by id
    static MeaningVectors of(Map<String, float[]> vectors) {
        Item[] items = vectors.entrySet().stream().map(entry -> new Item(entry.getKey(), entry.getValue())).toArray(Item[]::new);
        return new MeaningVectors(items, new Patched<>(new HashMap<>(vectors)), 0);
    }

    /// @param cosine with the nearest entry that a text of another kind may have; below it nothing fits
    MeaningVectors above(double cosine) {
        return new MeaningVectors(items, byId, Math.max(cosine, 0));
    }

    int size() {
        return items.length;
    }

    float @Nullable [] get(String id) {
        return byId.get(id);
    }

    /// @param vector null for an entry that has none any more
    MeaningVectors with(String id, float @Nullable [] vector) {
        List<Item> next = new ArrayList<>(items.length + 1);
        for (Item item : items) {
            if (!item.id().equals(id)) {
                next.add(item);
            }
        }
        Map<String, float @Nullable []> change = new HashMap<>();
        change.put(id, vector);
        if (vector != null) {
            next.add(new Item(id, vector));
        }
        return new MeaningVectors(next.toArray(Item[]::new), byId.with(change), floor);
    }

    /// The cosine with the nearest entry, at least 0.
    double best(float[] question) {
        double best = 0;
        for (Item item : items) {
            best = Math.max(best, dot(question, item.vector()));
        }
        return best;
    }

    Neighbours near(float[] question) {
        Comparator<Near> order = Comparator.comparingDouble(Near::cosine).thenComparing(Near::id, Comparator.reverseOrder());
        PriorityQueue<Near> nearest = new PriorityQueue<>(order);
        for (Item item : items) {
            double cosine = dot(question, item.vector());
            if (cosine > floor && floor < HIGHEST_FLOOR && (nearest.size() < NEAREST || cosine >= nearest.element().cosine())) {
                nearest.add(new Near(item.id(), cosine));
                if (nearest.size() > NEAREST) {
                    nearest.remove();
                }
            }
        }
        Set<String> ids = new LinkedHashSet<>();
        nearest.stream().sorted(order.reversed()).forEach(near -> ids.add(near.id()));
        double best = nearest.stream().mapToDouble(near -> fit(near.cosine())).max().orElse(0);
        return new Neighbours(Collections.unmodifiableSet(ids), best, id -> {
            float[] vector = byId.get(id);
            return vector == null ? 0 : fit(dot(question, vector));
        });
    }

    private double fit(double cosine) {
        return floor < HIGHEST_FLOOR ? Math.clamp((cosine - floor) / (1 - floor), 0, 1) : 0;
    }

    /// Four sums side by side, so that none waits for the one before; in 32 bits, for these are angles of rounded vectors.
    private static double dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }
}
