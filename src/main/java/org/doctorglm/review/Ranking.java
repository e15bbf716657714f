package org.doctorglm.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Answers to one question put in an order by somebody who did not see what wrote them.
///
/// @param answers ids in the order they were shown
/// @param places of the answers, from 1 on; equal places are ties
/// @param reason in the reviewer's words, may be empty
/// @param seed that drew the order they were shown in
public record Ranking(String id, String question, List<String> answers, List<Integer> places, String reason, String reviewer, long seed, Instant at) {
    public Ranking {
        answers = List.copyOf(answers);
        places = List.copyOf(places);
        at = at.truncatedTo(ChronoUnit.MILLIS);
        int size = answers.size();
        if (size < 2 || size != places.size() || answers.stream().distinct().count() != size
                || places.stream().anyMatch(place -> place < 1 || place > size)) {
            throw new IllegalArgumentException("no order");
        }
    }

    /// The order to show answers in: depends on the seed and on which they are, not on how they were given.
    public static List<String> shown(Collection<String> answers, long seed) {
        List<String> shown = new ArrayList<>(new TreeSet<>(answers));
        Collections.shuffle(shown, new Random(seed));
        return List.copyOf(shown);
    }

    /// One answer before another, or both equal.
    public record Outcome(String better, String worse, boolean tie) {
    }

    /// All pairs.
    public List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (int j = i + 1; j < answers.size(); j++) {
                boolean first = places.get(i) <= places.get(j);
                outcomes.add(new Outcome(answers.get(first ? i : j), answers.get(first ? j : i), places.get(i).equals(places.get(j))));
            }
        }
        return outcomes;
    }
}
