package org.doctorglm.feedback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.MaskedText;
import org.doctorglm.dataset.lint.PersonalMask;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Span;
import org.doctorglm.review.exchange.ReviewRecord;

/// Everything under review without names: texts masked with their marks in place, reviewers numbered, times cut to the day, ids made new.
/// Rules find names, numbers and addresses by their form, not all of them: a person looks it over before it is given away.
final class Deidentified {
    private static final int LEAST_NAME = 2;

    private final PersonalMask mask;
    private final Map<String, String> reviewers = new LinkedHashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, ReviewedAnswer> answers = new LinkedHashMap<>();
    private final List<ReviewRecord> records = new ArrayList<>();
    private final List<Ranking> rankings = new ArrayList<>();

    Deidentified(ReviewRepository reviews) {
        List<Reading> readings = reviews.readings();
        TreeSet<String> names = new TreeSet<>();
        reviews.reviewers().forEach(reviewer -> names.add(reviewer.name()));
        readings.forEach(reading -> {
            names.add(reading.reviewer());
            reading.marks().forEach(said -> names.add(said.reviewer()));
        });
        reviews.rankings().forEach(ranking -> names.add(ranking.reviewer()));
        names.forEach(name -> reviewers.put(name, "R" + (reviewers.size() + 1)));
        // A patient's name that is introduced once is masked everywhere, also where only the name stands.
        reviews.answers().forEach(answer -> learn(answer.question(), answer.text()));
        readings.forEach(reading -> {
            learn(reading.missing(), reading.state().note());
            reading.marks().forEach(said -> learn(said.comment(), said.correction()));
        });
        reviews.rankings().forEach(ranking -> learn(ranking.question(), ranking.reason()));
        // One letter is a word of its own in too many places; it is replaced only where it stands for the reviewer.
        reviewers.forEach((name, number) -> {
            if (name.codePointCount(0, name.length()) >= LEAST_NAME) {
                known.put(name, number);
            }
        });
        mask = new PersonalMask(PersonalMask.KINDS, known);
        Map<String, CodePoints> texts = new HashMap<>();
        Map<String, MaskedText> masked = new HashMap<>();
        for (ReviewedAnswer answer : reviews.answers()) {
            MaskedText text = mask.masked(answer.text());
            texts.put(answer.id(), new CodePoints(answer.text()));
            masked.put(answer.id(), text);
            answers.put(answer.id(), new ReviewedAnswer(id(answer.id()), words(answer.question()), text.text(), Sha256.of(text.text()), answer.source(), day(answer.addedAt())));
        }
        for (Reading reading : readings) {
            ReviewedAnswer answer = answers.get(reading.answerId());
            if (answer != null) {
                records.add(new ReviewRecord(answer, reading(reading, answer, texts.get(reading.answerId()), masked.get(reading.answerId()))));
            }
        }
        for (Ranking ranking : reviews.rankings()) {
            if (answers.keySet().containsAll(ranking.answers())) {
                rankings.add(new Ranking(id(ranking.id()), words(ranking.question()), ranking.answers().stream().map(Deidentified::id).toList(), ranking.places(),
                        words(ranking.reason()), reviewer(ranking.reviewer()), ranking.seed(), day(ranking.at())));
            }
        }
    }

    private void learn(String one, String other) {
        known.putAll(PersonalMask.names(one));
        known.putAll(PersonalMask.names(other));
    }

    private Reading reading(Reading said, ReviewedAnswer answer, CodePoints before, MaskedText text) {
        CodePoints now = new CodePoints(text.text());
        List<Annotation> marks = said.marks().stream().map(mark -> {
            Span span = new Span(place(before, now, text, mark.span().start(), false), place(before, now, text, mark.span().end(), true));
            return new Annotation(id(mark.id()), answer.id(), answer.textSha256(), span, mark.kind(), mark.issue(), mark.severity(), mark.harm(), words(mark.comment()),
                    words(mark.correction()), reviewer(mark.reviewer()), day(mark.at()));
        }).toList();
        ReadingState state = said.state();
        return new Reading(answer.id(), answer.textSha256(), reviewer(said.reviewer()), said.role(), marks, said.grade(), words(said.missing()),
                new ReadingState(state.progress(), state.skipped(), words(state.note()), state.active()));
    }

    private static int place(CodePoints before, CodePoints now, MaskedText text, int place, boolean end) {
        return now.ofUnit(text.at(before.unit(place), end)).orElseThrow();
    }

    /// A text of people, masked and counted.
    String words(String text) {
        return mask.masked(text).text();
    }

    private String reviewer(String name) {
        return reviewers.getOrDefault(name, "R0");
    }

    /// The same for the same, and not to be led back to the database it comes from.
    private static String id(String id) {
        return "f-" + Sha256.of("doctorglm feedback " + id).substring(0, 32);
    }

    private static Instant day(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }

    /// By the id in the database.
    Map<String, ReviewedAnswer> answers() {
        return answers;
    }

    List<ReviewRecord> records() {
        return records;
    }

    List<Ranking> rankings() {
        return rankings;
    }

    int reviewers() {
        return reviewers.size();
    }

    Map<Finding, Long> masked() {
        return mask.counts();
    }
}
