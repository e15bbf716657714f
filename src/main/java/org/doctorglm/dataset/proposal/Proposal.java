package org.doctorglm.dataset.proposal;

import java.util.HashSet;
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
                new PairSource(sheet.id(), sheet.title(), sheet.edition(), sheet.sha256(), section.key(), maker, false), support(answer, sheet.text()));
    }

    /// The same for the same words of the same maker about the same sheet.
    public String id() {
        return Sha256.of(source.sha256() + "\n" + source.maker() + "\n" + question + "\n" + answer).substring(0, DIGITS);
    }

    private static double support(String answer, String sheet) {
        Set<String> said = pairs(answer);
        Set<String> known = pairs(sheet);
        return said.isEmpty() ? 0 : (double) said.stream().filter(known::contains).count() / said.size();
    }

    private static Set<String> pairs(String text) {
        int[] letters = text.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase).toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < letters.length; i++) {
            pairs.add(new String(letters, i, 2));
        }
        return pairs;
    }
}
