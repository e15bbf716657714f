package org.doctorglm.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of an answer between two marks.
///
/// @param from where to cut so that this clause and the comma before it go; a mark that ends a sentence stays
/// @param words without blanks around and without the number of a list
/// @param numbered whether a number stood in front ("2. ", "(2)", "2、")
/// @param mark that ended it, [#OPEN] while it is being written
record Clause(int from, String words, boolean numbered, char mark) {
    /// Joins the items of an enumeration.
    static final char LIST = '、';
    static final char OPEN = 0;
    private static final String MARKS = "。，；、：！？｡､,;:!?\n";
    private static final String SENTENCE_ENDS = "。！？｡!?.\n";
    private static final String NUMBER_STARTS = "(（0123456789";
    private static final Pattern NUMBER = Pattern.compile("[(（]?\\d{1,2}[.)）]\\s*");
    /// Of a list whose item follows; while it is being written any beginning of one.
    private static final Pattern BARE_NUMBER = Pattern.compile("[(（]?\\d{0,2}[.)）]?");

    boolean same(Clause other) {
        return words.equals(other.words);
    }

    /// Whether this may be what `open` will become.
    boolean mayBecome(Clause open) {
        return words.startsWith(open.words);
    }

    /// Whether its mark only announces what follows.
    boolean heading() {
        return mark == '：' || mark == ':';
    }

    /// @return the clauses in their order; the last one is open, maybe without words yet
    static List<Clause> of(CharSequence text) {
        List<Clause> all = new ArrayList<>();
        int from = 0;
        int start = 0;
        boolean numbered = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && !ends(text, i)) {
                continue;
            }
            char mark = end ? OPEN : text.charAt(i);
            String words = text.subSequence(start, i).toString().strip();
            boolean maybeNumber = !words.isEmpty() && NUMBER_STARTS.indexOf(words.charAt(0)) >= 0;
            Matcher number = NUMBER.matcher(words);
            if (maybeNumber && number.lookingAt()) {
                words = words.substring(number.end());
                numbered = true;
            }
            boolean inList = !all.isEmpty() && all.getLast().mark() == LIST;
            if ((mark == LIST || end) && !inList && !numbered && (words.isEmpty() || maybeNumber) && BARE_NUMBER.matcher(words).matches()) {
                numbered = true;
                words = "";
            }
            if (!words.isEmpty() || end) {
                all.add(new Clause(from, words, numbered, mark));
                from = SENTENCE_ENDS.indexOf(mark) >= 0 ? i + 1 : i;
                numbered = false;
            }
            start = i + 1;
        }
        return all;
    }

    private static boolean ends(CharSequence text, int at) {
        char mark = text.charAt(at);
        if (mark == '.') {
            // A point inside a number or a name ends nothing, nor does the one of "2. ".
            boolean last = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            return last && at > 0 && !Character.isDigit(text.charAt(at - 1));
        }
        return MARKS.indexOf(mark) >= 0;
    }
}
