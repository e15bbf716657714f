package org.doctorglm.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// A text cut where marks begin and end: within a piece the same marks lie everywhere. For drawing and for tables.
public final class Pieces {
    private Pieces() {
    }

    /// @param marks that lie over the whole piece, those that began first coming first
    public record Piece(Span span, List<Annotation> marks) {
    }

    /// All of the text, from left to right; nothing for an empty text.
    ///
    /// @param length of the text in code points
    public static List<Piece> of(int length, List<Annotation> marks) {
        TreeSet<Integer> borders = new TreeSet<>(List.of(0, length));
        marks.forEach(mark -> {
            borders.add(mark.span().start());
            borders.add(mark.span().end());
        });
        List<Annotation> coming = marks.stream().sorted(Comparator.comparing(Annotation::span)).toList();
        List<Annotation> open = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        int from = 0;
        for (int to : borders.tailSet(1)) {
            int start = from;
            open.removeIf(mark -> mark.span().end() <= start);
            while (next < coming.size() && coming.get(next).span().start() <= start) {
                open.add(coming.get(next++));
            }
            pieces.add(new Piece(new Span(start, to), List.copyOf(open)));
            from = to;
        }
        return pieces;
    }
}
