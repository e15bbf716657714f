package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was understood of a question: the chips above the composer.
///
/// @param text what is searched: the question without the struck words, with the added ones
/// @param keywords in the order of the question, denied ones included, added ones last
/// @param patient whom it is about
public record Understanding(String text, List<Keyword> keywords, Patient patient) {
    public Understanding {
        keywords = List.copyOf(keywords);
    }

    /// @param terms finds the kind of an added term
    static Understanding of(String question, List<Keyword> read, Corrections corrections, QuestionReader terms) {
        Patient patient = Patient.of(question);
        for (PatientFact fact : corrections.facts()) {
            patient = fact.strike(patient);
        }
        if (corrections.isEmpty()) {
            return new Understanding(question, read, patient);
        }
        StringBuilder text = new StringBuilder(question);
        read.stream().filter(word -> corrections.struck().contains(word.term())).sorted(Comparator.comparingInt(Keyword::start).reversed())
                .forEach(word -> blank(text, word));
        List<Keyword> keywords = new ArrayList<>(read.stream().filter(word -> !corrections.struck().contains(word.term())).toList());
        int end = question.codePointCount(0, question.length());
        for (String added : corrections.added()) {
            boolean denied = added.startsWith("-");
            String term = denied ? added.substring(1) : added;
            if (!denied) {
                text.append('，').append(term);
            }
            terms.read(term).stream().map(word -> new Keyword(term, word.term(), word.kind(), end, end, denied)).forEach(keywords::add);
        }
        return new Understanding(text.toString(), keywords, patient);
    }

    private static void blank(StringBuilder text, Keyword word) {
        int from = text.offsetByCodePoints(0, word.start());
        int to = text.offsetByCodePoints(from, word.end() - word.start());
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
    }
}
