package org.doctorglm.consultation;

import java.util.ArrayList;
import java.util.List;

/// Where two texts differ: the longest common subsequence of their characters (Wagner and Fischer 1974), with short islands of agreement counted
/// as different, because single characters that happen to agree only make a text hard to read.
///
/// @param first pieces of the first text, in order; together they are the text
/// @param second of the other one
public record TextDifference(List<Piece> first, List<Piece> second) {
    /// Characters of agreement below which it is chance.
    private static final int LEAST_ISLAND = 3;
    /// Longer texts are compared up to here; an answer has fewer characters.
    private static final int MOST = 4000;

    public TextDifference {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /// @param same whether the other text has it too
    public record Piece(String text, boolean same) {
    }

    public static TextDifference of(String first, String second) {
        int[] a = first.codePoints().toArray();
        int[] b = second.codePoints().toArray();
        boolean[] inA = new boolean[a.length];
        boolean[] inB = new boolean[b.length];
        mark(a, b, inA, inB);
        return new TextDifference(pieces(a, inA), pieces(b, inB));
    }

    /// Share of the first text that both have, 0 to 1.
    public double agreement() {
        int all = first.stream().mapToInt(p -> p.text().length()).sum();
        return all == 0 ? second.isEmpty() ? 1 : 0 : (double) first.stream().filter(Piece::same).mapToInt(p -> p.text().length()).sum() / all;
    }

    private static void mark(int[] a, int[] b, boolean[] inA, boolean[] inB) {
        int rows = Math.min(a.length, MOST);
        int columns = Math.min(b.length, MOST);
        int[][] length = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (a[i] == b[j]) {
                int run = 0;
                while (i + run < rows && j + run < columns && a[i + run] == b[j + run]) {
                    run++;
                }
                boolean real = run >= LEAST_ISLAND || i + run == a.length && j + run == b.length;
                for (int k = 0; k < run; k++) {
                    inA[i + k] = real;
                    inB[j + k] = real;
                }
                i += run;
                j += run;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static List<Piece> pieces(int[] text, boolean[] same) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= text.length; i++) {
            if (i == text.length || same[i] != same[from]) {
                pieces.add(new Piece(new String(text, from, i - from), same[from]));
                from = i;
            }
        }
        return pieces;
    }
}
