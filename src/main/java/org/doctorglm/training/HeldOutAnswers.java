package org.doctorglm.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Lets the base and each checkpoint of a run answer the same held-out questions, the likeliest token each time, so that two rows differ by the
/// network alone. Prompt and reference are those of the samples, cut as the recipe cuts them.
///
/// @param most tokens of an answer
record HeldOutAnswers(List<Sequence> samples, Probes words, int most) {
    HeldOutAnswers {
        samples = List.copyOf(samples);
    }

    /// @param progress in answers
    /// @throws TrainingException DAMAGED_RUN
    MetricTable of(TrainableNetwork network, RunCheckpoints checkpoints, Progress progress, Cancellation cancellation) throws IOException {
        List<Long> steps = checkpoints.steps();
        long all = (long) samples.size() * (steps.size() + 1);
        SequencedMap<Long, List<String>> answers = new LinkedHashMap<>();
        List<String> base = new ArrayList<>();
        for (Sequence sample : samples) {
            progress.at(base.size(), all);
            base.add(words.text(network.greedyBase(prompt(sample), most, cancellation)));
        }
        answers.put(0L, base);
        for (long step : steps) {
            checkpoints.restore(step, network);
            List<String> tuned = new ArrayList<>();
            for (Sequence sample : samples) {
                progress.at((long) samples.size() * answers.size() + tuned.size(), all);
                tuned.add(words.text(network.greedy(prompt(sample), most, cancellation)));
            }
            answers.put(step, tuned);
        }
        progress.at(all, all);
        return MetricTable.of(samples.stream().map(this::reference).toList(), most, answers);
    }

    /// Up to `<sop>`.
    private static int[] prompt(Sequence sample) {
        return Arrays.copyOf(sample.ids(), sample.context() + 1);
    }

    private String reference(Sequence sample) {
        Integer end = words.config().eos();
        int[] labels = sample.labels();
        boolean ended = end != null && labels[labels.length - 1] == end;
        return words.text(ended ? Arrays.copyOf(labels, labels.length - 1) : labels);
    }
}
