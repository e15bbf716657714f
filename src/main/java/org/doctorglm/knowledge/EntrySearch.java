package org.doctorglm.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looking an entry up by what one remembers of it: a part of a name, an alias, the English name, the beginning of the ICD-10 code, or the
/// pinyin of a name, whole (`gaoxueya`), by initials (`gxy`) or mixed (`gaoxy`). Made for one wording, then asked about any number of entries.
public final class EntrySearch {
    private final String words;
    private final String letters;

    /// How well an entry fits, the best first.
    public enum Fit {
        /// The name itself.
        NAME,
        /// The name begins so, in characters or pinyin.
        BEGINNING,
        /// Somewhere in a name or an alias.
        PART,
        /// The English name or the code.
        OTHER
    }

    public EntrySearch(String words) {
        this.words = Folding.fold(words).strip();
        String joined = this.words.replace(" ", "").replace("'", "");
        this.letters = joined.length() >= 2 && joined.chars().allMatch(c -> c >= 'a' && c <= 'z') ? joined : "";
    }

    /// Whether nothing is looked for, so that everything fits.
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /// @return null when the entry does not fit
    public @Nullable Fit fit(Disease disease) {
        if (isEmpty()) {
            return Fit.OTHER;
        }
        Fit best = null;
        for (String name : disease.names()) {
            Fit fit = fit(name);
            boolean own = name.equals(disease.name());
            fit = fit == null || own ? fit : fit == Fit.NAME ? Fit.BEGINNING : Fit.PART;
            best = fit == null || best != null && best.compareTo(fit) <= 0 ? best : fit;
        }
        String code = disease.icd10();
        boolean other = Folding.fold(disease.english()).contains(words) || code != null && Folding.fold(code).startsWith(words);
        return best == null && other ? Fit.OTHER : best;
    }

    private @Nullable Fit fit(String name) {
        String folded = Folding.fold(name);
        if (folded.equals(words)) {
            return Fit.NAME;
        }
        int at = folded.indexOf(words);
        if (at == 0) {
            return Fit.BEGINNING;
        }
        if (letters.isEmpty()) {
            return at > 0 ? Fit.PART : null;
        }
        int[] characters = folded.codePoints().toArray();
        for (int start = 0; start < characters.length; start++) {
            if (reads(characters, start, 0)) {
                return start == 0 ? Fit.BEGINNING : Fit.PART;
            }
        }
        return at > 0 ? Fit.PART : null;
    }

    /// Whether the letters from `from` on can be read off the characters from `at` on: of each its whole syllable or its initial, of the
    /// last one any beginning of its syllable.
    private boolean reads(int[] characters, int at, int from) {
        if (from == letters.length()) {
            return true;
        }
        if (at == characters.length) {
            return false;
        }
        if (characters[at] == letters.charAt(from)) {
            return reads(characters, at + 1, from + 1);
        }
        List<String> readings = Pinyin.readings(characters[at]);
        for (String reading : readings) {
            String rest = letters.substring(from);
            if (rest.length() <= reading.length() && reading.startsWith(rest) || rest.startsWith(reading) && reads(characters, at + 1, from + reading.length())
                    || rest.charAt(0) == reading.charAt(0) && reads(characters, at + 1, from + 1)) {
                return true;
            }
        }
        return false;
    }
}
