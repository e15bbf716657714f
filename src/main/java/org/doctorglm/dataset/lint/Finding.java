package org.doctorglm.dataset.lint;

/// What may be wrong with a dialogue.
public enum Finding {
    /// Letter for letter an earlier dialogue, but for blanks, marks and case.
    EXACT_DUPLICATE,
    /// Nearly an earlier dialogue.
    NEAR_DUPLICATE,
    /// Held out, and the same or nearly the same dialogue is learned from.
    LEAKAGE,
    /// A question or an answer without a letter.
    EMPTY,
    /// An answer that stops in the middle of a sentence.
    CUT_ANSWER,
    /// An answer with a sentence that stands in very many answers.
    BOILERPLATE,
    /// Addresses to write to, sites to look at, offers.
    ADVERTISING,
    /// Another language than the set's.
    WRONG_LANGUAGE,
    /// A person's name.
    NAME,
    /// A number to call, or an address to write to.
    PHONE,
    /// A number of an identity card.
    IDENTITY_NUMBER,
    /// A medicine's amount. Nothing wrong by itself; a reviewer will want to see it.
    DOSE,
    /// Ways to hurt oneself or others.
    UNSAFE;

    /// Key in a report.
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().split("_")) {
            String lower = word.toLowerCase(java.util.Locale.ROOT);
            key.append(key.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return key.toString();
    }

    /// @param key as [#key] gives it
    public static java.util.Optional<Finding> of(String key) {
        return java.util.stream.Stream.of(values()).filter(finding -> finding.key().equals(key)).findFirst();
    }
}
