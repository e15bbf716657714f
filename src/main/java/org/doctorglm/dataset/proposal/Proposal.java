package org.doctorglm.dataset.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.platform.Sha256;

/// A question with its answer that nobody has looked at yet.
///
/// @param department of the dialogue, may be empty
/// @param source where it comes from
/// @param support share of the answer's pairs of letters that stand in the sheet: how much of it the sheet says
public record Proposal(String question, String answer, String department, PairSource source, double support) {
    private static final int DIGITS = 16;

    static Proposal of(Sheet sheet, Sheet.Section section, String maker, String question, String answer) {
        return new Proposal(question, answer, sheet.department(),
                new PairSource(sheet.id(), sheet.title(), sheet.edition(), sheet.sha256(), section.key(), maker, false), share(answer, sheet.text()));
    }

    /// The same for the same words of the same maker about the same sheet.
    public String id() {
        return Sha256.of(source.sha256() + "\n" + source.maker() + "\n" + question + "\n" + answer).substring(0, DIGITS);
    }

    /// Share of a text's different pairs of letters that stand in another.
    static double share(String text, String other) {
        Set<String> said = new HashSet<>(pairs(text));
        Set<String> known = new HashSet<>(pairs(other));
        return said.isEmpty() ? 0 : (double) said.stream().filter(known::contains).count() / said.size();
    }

    /// Share of a text's pairs of letters that are different: low where it goes round in circles.
    static double fresh(String text) {
        List<String> pairs = pairs(text);
        return pairs.isEmpty() ? 0 : (double) new HashSet<>(pairs).size() / pairs.size();
    }

    private static List<String> pairs(String text) {
        int[] letters = text.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase).toArray();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < letters.length; i++) {
            pairs.add(new String(letters, i, 2));
        }
        return pairs;
    }
}
