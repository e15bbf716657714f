package org.doctorglm.ui.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;

/// Which figures answers can have; the others are not offered.
final class Measurable {
    private Measurable() {
    }

    static List<Figure> of(List<ExperimentAnswer> answers) {
        boolean expected = answers.stream().anyMatch(answer -> !answer.question().expected().isBlank());
        boolean supported = answers.stream().anyMatch(answer -> answer.stored() != null && answer.stored().support() != null);
        boolean own = answers.stream().anyMatch(answer -> answer.stored() != null);
        boolean repeated = answers.stream().collect(Collectors.groupingBy(answer -> answer.question().text(), Collectors.counting())).values().stream().anyMatch(count -> count > 1);
        boolean several = own && answers.stream().map(ExperimentAnswer::subject).distinct().count() > 1;
        return Arrays.stream(Figure.values()).filter(figure -> !answers.isEmpty() && switch (figure) {
            case DISTINCT_1, DISTINCT_2, REPETITION, LENGTH -> true;
            case SELF_BLEU -> repeated;
            case BLEU_4, ROUGE_1, ROUGE_2, ROUGE_L, CHRF -> expected;
            case SUPPORT -> supported;
            case DIVERGENCE -> several;
            case FIRST_TOKEN, DECODE_RATE -> own;
        }).toList();
    }
}
