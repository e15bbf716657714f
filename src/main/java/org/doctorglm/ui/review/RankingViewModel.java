package org.doctorglm.ui.review;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Standings;
import org.doctorglm.ui.review.ReviewMirror.Snapshot;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Two answers to one question at a time, without a word about what wrote them.
public final class RankingViewModel {
    private final ReviewMirror mirror;
    private final TaskRunner runner;
    private final Clock clock;
    private final StringProperty reason = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State(List.of(), 0, new Standings(List.of(), 0, false)));
    private String reviewer = "";
    private long seed = 1;
    private int looks;

    /// @param open pairs that this person has not compared, in the order they come
    /// @param done pairs that this person has compared
    public record State(List<Pair> open, int done, Standings standings) {
        /// Null when nothing is left.
        public @Nullable Pair now() {
            return open.isEmpty() ? null : open.getFirst();
        }
    }

    /// In the order they are shown.
    public record Pair(String question, ReviewedAnswer left, ReviewedAnswer right) {
    }

    RankingViewModel(ReviewMirror mirror, TaskRunner runner, Clock clock) {
        this.mirror = mirror;
        this.runner = runner;
        this.clock = clock;
    }

    /// In the reviewer's words, goes with the next verdict.
    public StringProperty reason() {
        return reason;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    void reviewer(String name, long drawnBy) {
        reviewer = name;
        seed = drawnBy;
        look();
    }

    void look() {
        Snapshot now = mirror.snapshot();
        String who = reviewer;
        long drawnBy = seed;
        int look = ++looks;
        runner.run(() -> find(now, who, drawnBy), found -> {
            if (look == looks) {
                state.set(found);
            }
        }, thrown -> { });
    }

    private static State find(Snapshot all, String who, long seed) {
        Set<Set<String>> compared = new HashSet<>();
        all.rankings().stream().filter(ranking -> ranking.reviewer().equals(who))
                .forEach(ranking -> ranking.outcomes().forEach(outcome -> compared.add(Set.of(outcome.better(), outcome.worse()))));
        Map<String, List<ReviewedAnswer>> questions = new LinkedHashMap<>();
        Map<String, ReviewedAnswer> byId = new HashMap<>();
        for (ReviewedAnswer answer : all.answers()) {
            byId.put(answer.id(), answer);
            questions.computeIfAbsent(answer.question().strip(), question -> new ArrayList<>()).add(answer);
        }
        List<Pair> open = new ArrayList<>();
        questions.values().forEach(answers -> {
            for (int i = 0; i < answers.size(); i++) {
                for (int j = i + 1; j < answers.size(); j++) {
                    ReviewedAnswer one = answers.get(i);
                    ReviewedAnswer other = answers.get(j);
                    if (!one.text().equals(other.text()) && !compared.contains(Set.of(one.id(), other.id()))) {
                        boolean first = Ranking.shown(List.of(one.id(), other.id()), seed + one.id().hashCode() + other.id().hashCode()).getFirst().equals(one.id());
                        open.add(new Pair(one.question(), first ? one : other, first ? other : one));
                    }
                }
            }
        });
        Collections.shuffle(open, new Random(seed));
        return new State(List.copyOf(open), compared.size(), Standings.of(all.rankings().stream().filter(ranking -> byId.keySet().containsAll(ranking.answers())).toList(),
                id -> ReviewViewModel.writer(byId.get(id))));
    }

    /// @param left place of the left answer, 1 or 2; equal places are a tie
    public void decide(int left, int right) {
        Pair pair = state.get().now();
        if (pair == null || reviewer.isEmpty()) {
            return;
        }
        mirror.add(new Ranking(UUID.randomUUID().toString(), pair.question(), List.of(pair.left().id(), pair.right().id()), List.of(left, right), reason.get().strip(), reviewer,
                seed, clock.instant()));
        reason.set("");
        State now = state.get();
        state.set(new State(now.open().subList(1, now.open().size()), now.done() + 1, now.standings()));
        look();
    }
}
