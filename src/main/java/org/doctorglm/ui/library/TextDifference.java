package org.doctorglm.ui.library;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What changed within a text, in pieces that can be read one after the other. Compared are characters of Chinese and words of other scripts;
/// a single one left between two changes is taken into them, so that a rewritten phrase does not fall to crumbs. Texts with little in common
/// are shown one after the other, long ones are compared by sentences. Uses Myers' algorithm (java-diff-utils).
final class TextDifference {
    /// A Chinese character, a word, a number, a run of blanks, or anything else alone.
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}&&[^\\p{IsHan}]]+|\\p{N}+(?:[.,]\\p{N}+)*|\\s+|.", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("[^。！？；.!?;\\n]*[。！？；.!?;\\n]*", Pattern.DOTALL);
    /// Above, the comparison could be felt: its time grows with the product.
    private static final int MOST_WORDS = 3000;
    private static final double LEAST_COMMON = 0.3;
    private static final String BETWEEN = "、";

    /// What became of a piece.
    enum Kind {
        SAME, GONE, COME
    }

    record Piece(Kind kind, String text) {
    }

    private TextDifference() {
    }

    static List<Piece> ofText(String before, String after) {
        String old = before.replace('\n', ' ').strip();
        String fresh = after.replace('\n', ' ').strip();
        boolean large = old.length() + fresh.length() > MOST_WORDS;
        List<String> from = parts(large ? SENTENCE : WORD, old);
        List<String> to = parts(large ? SENTENCE : WORD, fresh);
        List<Piece> pieces = joined(compared(from, to));
        // A lone character that both happen to have says nothing.
        int same = pieces.stream().filter(piece -> piece.kind() == Kind.SAME && piece.text().strip().length() > 1).mapToInt(piece -> piece.text().length()).sum();
        if (!old.isEmpty() && !fresh.isEmpty() && same < LEAST_COMMON * Math.min(old.length(), fresh.length())) {
            return List.of(new Piece(Kind.GONE, old), new Piece(Kind.SAME, "\n"), new Piece(Kind.COME, fresh));
        }
        return pieces;
    }

    /// Of a list, one item a line: an item is there or not.
    static List<Piece> ofItems(String before, String after) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : compared(before.lines().toList(), after.lines().toList())) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece(Kind.SAME, BETWEEN));
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private static List<String> parts(Pattern pattern, String text) {
        List<String> parts = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            if (!matcher.group().isEmpty()) {
                parts.add(matcher.group());
            }
        }
        return parts;
    }

    /// One piece for each part of either text.
    private static List<Piece> compared(List<String> from, List<String> to) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
            from.subList(at, delta.getSource().getPosition()).forEach(part -> pieces.add(new Piece(Kind.SAME, part)));
            delta.getSource().getLines().forEach(part -> pieces.add(new Piece(Kind.GONE, part)));
            delta.getTarget().getLines().forEach(part -> pieces.add(new Piece(Kind.COME, part)));
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        from.subList(at, from.size()).forEach(part -> pieces.add(new Piece(Kind.SAME, part)));
        return pieces;
    }

    /// Neighbours of a kind as one piece; within a change the old words first.
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        StringBuilder gone = new StringBuilder();
        StringBuilder come = new StringBuilder();
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean within = gone.length() + come.length() > 0;
            if (piece.kind() == Kind.SAME && !(within && crumb(pieces, i))) {
                add(joined, Kind.GONE, gone);
                add(joined, Kind.COME, come);
                same.append(piece.text());
            } else {
                add(joined, Kind.SAME, same);
                (piece.kind() == Kind.COME ? come : gone).append(piece.text());
                come.append(piece.kind() == Kind.SAME ? piece.text() : "");
            }
        }
        add(joined, Kind.GONE, gone);
        add(joined, Kind.COME, come);
        add(joined, Kind.SAME, same);
        return joined;
    }

    /// Whether one character or blank stands alone between two changes; punctuation parts phrases and stays.
    private static boolean crumb(List<Piece> pieces, int at) {
        String text = pieces.get(at).text();
        boolean alone = at + 1 < pieces.size() && pieces.get(at + 1).kind() != Kind.SAME && pieces.get(at - 1).kind() != Kind.SAME;
        return alone && text.length() == 1 && (Character.isLetter(text.charAt(0)) || text.isBlank());
    }

    private static void add(List<Piece> joined, Kind kind, StringBuilder text) {
        if (!text.isEmpty()) {
            joined.add(new Piece(kind, text.toString()));
            text.setLength(0);
        }
    }
}
