package org.doctorglm.experiment;

import java.util.List;
import java.util.stream.Collectors;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.SelfBleu;
import org.jspecify.annotations.Nullable;

/// Self-BLEU among the answers to each question, mean over questions: answers to different questions must differ.
final class SelfSimilarity {
    /// Each text is compared with all others: more would take long.
    private static final int MOST = 100;

    private SelfSimilarity() {
    }

    static Figure.@Nullable Measured of(List<ExperimentAnswer> answers) {
        double[] questions = answers.stream().collect(Collectors.groupingBy(answer -> answer.question().text())).values().stream().filter(group -> group.size() > 1)
                .mapToDouble(group -> SelfBleu.of(group.stream().limit(MOST).map(ExperimentAnswer::text).toList())).sorted().toArray();
        return questions.length == 0 ? null : new Figure.Measured(java.util.Arrays.stream(questions).average().orElse(0),
                questions.length == 1 ? null : Bootstrap.mean(questions), answers.size());
    }
}
