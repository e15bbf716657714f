package org.doctorglm.review;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/// Where characters, words, clauses and sentences of a text begin, in code points. Every border is one between characters as readers see them
/// (extended grapheme clusters, Unicode Annex 29). Pure and immutable.
public final class TextUnits {
    private static final int LONGEST_WORD = 8;
    private static final String CLAUSE_ENDS = "，。；！？：、,;!?:…";
    private static final String SENTENCE_ENDS = "。；！？!?;…";
    private static final String CLOSING = "”’」』）】》)]}\"'";

    private final CodePoints points;
    private final Predicate<String> known;
    private final int[] characters;

    /// Without a dictionary: each Chinese character is a word.
    public TextUnits(CodePoints points) {
        this(points, word -> false);
    }

    /// @param known whether a run of Chinese characters is a word; the longest one counts
    public TextUnits(CodePoints points, Predicate<String> known) {
        this.points = points;
        this.known = known;
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(points.text());
        int[] borders = new int[points.count() + 1];
        int n = 0;
        for (int unit = breaks.first(); unit != BreakIterator.DONE; unit = breaks.next()) {
            int point = points.ofUnit(unit).orElse(-1);
            if (point >= 0) {
                borders[n++] = point;
            }
        }
        this.characters = Arrays.copyOf(borders, n);
    }

    /// The nearest border behind a place.
    ///
    /// @return the end of the text when there is none
    public int next(int at, SelectionUnit unit) {
        int end = character(at);
        if (end >= points.count() || unit == SelectionUnit.CHARACTER) {
            return end;
        }
        return switch (unit) {
            case CHARACTER -> end;
            case WORD -> wordEnd(at, end);
            case CLAUSE -> lineEnd(at, CLAUSE_ENDS);
            case SENTENCE -> lineEnd(at, SENTENCE_ENDS);
        };
    }

    /// The nearest border before a place: walking on from there with [#next] comes through it.
    ///
    /// @return 0 when there is none
    public int previous(int at, SelectionUnit unit) {
        if (unit == SelectionUnit.CHARACTER) {
            int i = Arrays.binarySearch(characters, at);
            i = i < 0 ? -i - 2 : i - 1;
            return i < 0 ? 0 : characters[i];
        }
        int last = 0;
        for (int border = unit == SelectionUnit.WORD ? lineStart(at) : 0; border < at; ) {
            last = border;
            int following = next(border, unit);
            border = following > border ? following : at;
        }
        return last;
    }

    /// The unit that a place is in.
    ///
    /// @param at below the number of code points
    public Span around(int at, SelectionUnit unit) {
        int start = previous(at + 1, unit);
        return new Span(start, next(start, unit));
    }

    /// A span widened so that it cuts no character apart.
    public Span whole(Span span) {
        int start = Arrays.binarySearch(characters, span.start()) >= 0 ? span.start() : previous(span.start(), SelectionUnit.CHARACTER);
        int end = Arrays.binarySearch(characters, span.end()) >= 0 ? span.end() : character(span.end());
        return new Span(start, end);
    }

    private int character(int at) {
        int i = Arrays.binarySearch(characters, at + 1);
        i = i < 0 ? -i - 1 : i;
        return i >= characters.length ? points.count() : characters[i];
    }

    private int wordEnd(int at, int end) {
        int first = points.at(at);
        if (Character.isIdeographic(first)) {
            for (int longest = Math.min(points.count(), at + LONGEST_WORD); longest > end; longest--) {
                if (Arrays.binarySearch(characters, longest) >= 0 && known.test(points.text(new Span(at, longest)))) {
                    return longest;
                }
            }
            return end;
        }
        boolean letter = Character.isLetterOrDigit(first);
        boolean blank = Character.isWhitespace(first) && !newLine(at);
        int to = end;
        while (to < points.count() && (letter && lettersGoOn(to) || blank && Character.isWhitespace(points.at(to)) && !newLine(to))) {
            to = character(to);
        }
        return to;
    }

    private boolean lettersGoOn(int at) {
        int point = points.at(at);
        return Character.isLetterOrDigit(point) && !Character.isIdeographic(point) || pointBetweenDigits(at);
    }

    private boolean pointBetweenDigits(int at) {
        return (points.at(at) == '.' || points.at(at) == ',') && at > 0 && at + 1 < points.count() && Character.isDigit(points.at(at - 1))
                && Character.isDigit(points.at(at + 1));
    }

    /// Behind the first end mark, with what follows it of end marks, closing quotes and one line break.
    private int lineEnd(int at, String ends) {
        int end = at;
        while (end < points.count() && !ends(end, ends)) {
            end = character(end);
        }
        while (end < points.count() && !newLine(end) && (ends(end, ends) || end > at && CLOSING.indexOf(points.at(end)) >= 0)) {
            end = character(end);
        }
        return end < points.count() && newLine(end) ? character(end) : end;
    }

    private boolean ends(int at, String ends) {
        int point = points.at(at);
        boolean stop = point == '.' && !pointBetweenDigits(at) && (at + 1 == points.count() || Character.isWhitespace(points.at(at + 1)));
        return newLine(at) || stop || ends.indexOf(point) >= 0 && !pointBetweenDigits(at);
    }

    private boolean newLine(int at) {
        int point = points.at(at);
        return point == '\n' || point == '\r' || point == 0x2028 || point == 0x85;
    }

    private int lineStart(int at) {
        int start = Math.max(0, Math.min(at, points.count()) - 1);
        while (start > 0 && !newLine(start - 1)) {
            start--;
        }
        return Arrays.binarySearch(characters, start) >= 0 ? start : previous(start, SelectionUnit.CHARACTER);
    }
}
