package org.doctorglm.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.doctorglm.metrics.Bleu;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.ChrF;
import org.doctorglm.metrics.Distinct;
import org.doctorglm.metrics.Jackknife;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.metrics.Rouge;
import org.doctorglm.metrics.RougeL;
import org.jspecify.annotations.Nullable;

/// What is measured of answers, by characters. None of these says whether an answer is right: marks by physicians do.
public enum Figure {
    /// Different characters of all, over all answers of a group together.
    DISTINCT_1("distinct1", Better.NEITHER) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return distinct(answers, 1);
        }
    },
    /// Different pairs of characters of all, over all answers of a group together.
    DISTINCT_2("distinct2", Better.NEITHER) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return distinct(answers, 2);
        }
    },
    /// How much the answers to one question say the same, see [org.doctorglm.metrics.SelfBleu].
    SELF_BLEU("selfBleu", Better.NEITHER) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return SelfSimilarity.of(answers);
        }
    },
    /// Share of runs of four characters that stood in the answer before.
    REPETITION("repetition", Better.LESS) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> Repetition.of(List.of(answer.text())));
        }
    },
    /// Characters of an answer.
    LENGTH("length", Better.NEITHER) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> answer.text().codePointCount(0, answer.text().length()));
        }
    },
    BLEU_4("bleu4", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return expected(answers, answer -> Bleu.of(answer.text(), answer.question().expected()));
        }
    },
    ROUGE_1("rouge1", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return expected(answers, answer -> Rouge.of(1, answer.text(), answer.question().expected()).f());
        }
    },
    ROUGE_2("rouge2", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return expected(answers, answer -> Rouge.of(2, answer.text(), answer.question().expected()).f());
        }
    },
    ROUGE_L("rougeL", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return expected(answers, answer -> RougeL.of(answer.text(), answer.question().expected()));
        }
    },
    CHRF("chrf", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return expected(answers, answer -> ChrF.of(answer.text(), answer.question().expected()));
        }
    },
    /// Share of sentences that the library's sheet for the question says.
    SUPPORT("support", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> answer.stored() == null || answer.stored().support() == null ? Double.NaN : answer.stored().support());
        }
    },
    /// How far the words are from those of the first subject for the same cell: 1 less ROUGE-L.
    DIVERGENCE("divergence", Better.NEITHER) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> base.of(answer).map(text -> 1 - RougeL.of(answer.text(), text)).orElse(Double.NaN));
        }
    },
    /// Until the first token, milliseconds; only where the prompt was read for it.
    FIRST_TOKEN("firstTokenMs", Better.LESS) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> answer.stored() == null || answer.stored().timings().promptReused() || answer.stored().timings().firstTokenMs() == 0
                    ? Double.NaN : answer.stored().timings().firstTokenMs());
        }
    },
    /// Tokens a second.
    DECODE_RATE("decodeTokensPerSecond", Better.MORE) {
        @Override
        @Nullable Measured of(List<ExperimentAnswer> answers, Base base) {
            return mean(answers, answer -> answer.stored() == null || answer.stored().timings().decodeTokensPerSecond() == 0
                    ? Double.NaN : answer.stored().timings().decodeTokensPerSecond());
        }
    };

    /// Of fewer answers an interval says nothing.
    private static final int LEAST_JACKKNIFE = 5;
    /// Beyond this many answers the interval of distinct-n would take longer than it is worth: it counts all texts anew for each of them.
    private static final int MOST_JACKKNIFE = 300;

    private final String key;
    private final Better better;

    Figure(String key, Better better) {
        this.key = key;
        this.better = better;
    }

    /// What is wanted.
    public enum Better {
        MORE, LESS,
        /// It depends on what one looks for.
        NEITHER
    }

    /// A figure of a group of answers.
    ///
    /// @param interval where it lies with 95 % certainty, null where it cannot be said
    /// @param answers that it was measured on
    public record Measured(double value, Bootstrap.@Nullable Interval interval, int answers) {
    }

    /// Finds what the first subject said in the same cell.
    @FunctionalInterface
    interface Base {
        java.util.Optional<String> of(ExperimentAnswer answer);
    }

    /// @return null where none of the answers can be measured
    abstract @Nullable Measured of(List<ExperimentAnswer> answers, Base base);

    /// As scripts know it.
    public String key() {
        return key;
    }

    public Better better() {
        return better;
    }

    static @Nullable Measured mean(List<ExperimentAnswer> answers, ToDoubleFunction<ExperimentAnswer> value) {
        double[] values = answers.stream().mapToDouble(value).filter(each -> !Double.isNaN(each)).toArray();
        return values.length == 0 ? null : new Measured(java.util.Arrays.stream(values).average().orElse(0), Bootstrap.mean(values), values.length);
    }

    private static @Nullable Measured expected(List<ExperimentAnswer> answers, ToDoubleFunction<ExperimentAnswer> value) {
        return mean(answers, answer -> answer.question().expected().isBlank() ? Double.NaN : value.applyAsDouble(answer));
    }

    private static @Nullable Measured distinct(List<ExperimentAnswer> answers, int n) {
        List<String> texts = answers.stream().map(ExperimentAnswer::text).toList();
        if (texts.isEmpty()) {
            return null;
        }
        if (texts.size() < LEAST_JACKKNIFE || texts.size() > MOST_JACKKNIFE) {
            return new Measured(Distinct.of(texts, n), null, texts.size());
        }
        Bootstrap.Interval interval = Jackknife.of(texts.size(), cases -> Distinct.of(java.util.Arrays.stream(cases).mapToObj(texts::get).toList(), n));
        // It is a share, whatever the normal distribution says.
        return new Measured(Distinct.of(texts, n), new Bootstrap.Interval(Math.max(0, interval.low()), Math.min(1, interval.high())), texts.size());
    }
}
