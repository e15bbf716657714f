package org.doctorglm.dataset;

import java.util.List;

/// Which language a text is in, as far as its letters tell.
public enum Language {
    CHINESE("zh"), LATIN("en"), OTHER("other"),
    /// Of a set: no language has nine dialogues of ten.
    MIXED("mixed");

    /// Of the letters, so that a Chinese text may name `CT` and `HPV`.
    private static final double CHINESE_SHARE = 0.2;
    private static final double MOST = 0.9;
    private static final int LOOKED_AT = 2_000;

    private final String code;

    Language(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Language of(List<Turn> turns) {
        int han = 0;
        int latin = 0;
        int letters = 0;
        for (Turn turn : turns) {
            for (String text : List.of(turn.question(), turn.answer())) {
                for (int i = 0; i < text.length() && letters < LOOKED_AT; i++) {
                    char c = text.charAt(i);
                    boolean chinese = c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF;
                    boolean kana = c >= 0x3040 && c <= 0x30FF;
                    han += chinese ? 1 : 0;
                    letters += chinese || Character.isLetter(c) ? 1 : 0;
                    latin += c < 0x250 && Character.isLetter(c) ? 1 : 0;
                    // Japanese has Chinese characters too.
                    han -= kana ? 2 : 0;
                }
            }
        }
        return letters == 0 ? OTHER : han >= CHINESE_SHARE * letters ? CHINESE : latin >= MOST * letters ? LATIN : OTHER;
    }

    /// @param counts of dialogues, by ordinal
    public static Language most(long[] counts) {
        long all = 0;
        int best = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            best = counts[i] > counts[best] ? i : best;
        }
        return counts[best] >= MOST * all ? values()[best] : MIXED;
    }
}
