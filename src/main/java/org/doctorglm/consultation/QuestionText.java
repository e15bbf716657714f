package org.doctorglm.consultation;

/// What becomes of a question before it is stored.
final class QuestionText {
    private static final int TITLE = 24;

    private QuestionText() {
    }

    /// Line ends made one, control characters and unpaired surrogates removed, blanks around it cut.
    static String cleaned(String question) {
        StringBuilder text = new StringBuilder(question.length());
        question.replace("\r\n", "\n").replace('\r', '\n').codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    /// Whether nothing can be seen of it.
    static boolean blank(String cleaned) {
        return cleaned.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.UNASSIGNED);
    }

    /// The beginning, as the title of a new consultation.
    static String title(String cleaned) {
        String line = cleaned.lines().findFirst().orElse("").strip();
        int end = line.offsetByCodePoints(0, Math.min(TITLE, line.codePointCount(0, line.length())));
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }
}
