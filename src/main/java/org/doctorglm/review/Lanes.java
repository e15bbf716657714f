package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// How underlines of marks that overlap are stacked: a lane for each mark, no two that overlap in the same one, as few lanes as can be.
///
/// @param lanes for each mark, 0 next to the text, in the order the marks were given
/// @param count of lanes
public record Lanes(List<Integer> lanes, int count) {
    public static Lanes of(List<Span> spans) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            order.add(i);
        }
        // Of those that begin together the longest is drawn nearest to the text.
        order.sort(Comparator.<Integer>comparingInt(i -> spans.get(i).start()).thenComparing(i -> -spans.get(i).end()).thenComparing(i -> i));
        Integer[] lanes = new Integer[spans.size()];
        TreeSet<Integer> free = new TreeSet<>();
        PriorityQueue<int[]> busy = new PriorityQueue<>(Comparator.comparingInt(each -> each[0]));
        int count = 0;
        for (int i : order) {
            while (!busy.isEmpty() && busy.peek()[0] <= spans.get(i).start()) {
                free.add(busy.remove()[1]);
            }
            Integer lowest = free.pollFirst();
            int lane = lowest == null ? count++ : lowest;
            lanes[i] = lane;
            busy.add(new int[] {spans.get(i).end(), lane});
        }
        return new Lanes(List.of(lanes), count);
    }
}
