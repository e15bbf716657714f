package org.doctorglm.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.doctorglm.metrics.Distinct;
import org.doctorglm.metrics.Repetition;
import org.jspecify.annotations.Nullable;

/// Watches a run for collapse: the paper's model could not "produce any meaningful output" after 50,000 iterations, and nobody had noticed before.
///
/// Several signals, because none is enough: a loss may look well while answers turn in circles. What it remembers is a function of what it
/// was told, so a run that goes on tells it the past again.
public final class CollapseGuard {
    private static final int FEWEST_LETTERS = 4;
    /// Steps whose mean a sudden rise is told from, at both ends.
    private static final int SUDDEN = 3;

    private final GuardSettings settings;
    private final List<Double> losses = new ArrayList<>();
    private double start;
    private int seen;
    private double beginning = Double.NaN;
    private double best = Double.POSITIVE_INFINITY;
    private double first = Double.NaN;
    private double variety = Double.NaN;
    /// Of the step before; the first is taken before anything was learned.
    private double above;
    private final Set<Probe> known = new HashSet<>();

    public CollapseGuard(GuardSettings settings) {
        this.settings = settings;
    }

    /// After every step.
    ///
    /// @param base nats a token of the base on the same samples, null where nobody looked
    public List<Alarm> step(double loss, @Nullable Double base) {
        Optional<Alarm> broken = base == null ? Optional.empty() : besideBase(loss, base);
        List<Alarm> rising = rising(loss);
        return broken.map(List::of).orElse(rising);
    }

    /// The same samples are as hard for the one as for the other, so two steps tell: a learning network is not worse than what it began as.
    private Optional<Alarm> besideBase(double loss, double base) {
        double mean = (above + loss - base) / 2;
        above = loss - base;
        return mean > settings.aboveBase() ? Optional.of(new Alarm(Alarm.Signal.LOSS, base + mean, base + settings.aboveBase(), true)) : Optional.empty();
    }

    private List<Alarm> rising(double loss) {
        losses.add(loss);
        if (++seen <= SUDDEN) {
            // A run that is far too fast is elsewhere after a few steps: what comes first is where it came from.
            start += loss / SUDDEN;
        }
        if (losses.size() > settings.window()) {
            losses.removeFirst();
        }
        double recent = losses.subList(Math.max(0, losses.size() - SUDDEN), losses.size()).stream().mapToDouble(l -> l).average().orElseThrow();
        if (seen > SUDDEN && recent > start + settings.blowUp()) {
            return List.of(new Alarm(Alarm.Signal.LOSS, recent, start + settings.blowUp(), true));
        }
        if (losses.size() < settings.window()) {
            return List.of();
        }
        double mean = losses.stream().mapToDouble(l -> l).average().orElseThrow();
        if (Double.isNaN(beginning)) {
            beginning = mean;
        }
        double limit = beginning + settings.lossRise();
        return mean > limit ? List.of(new Alarm(Alarm.Signal.LOSS, mean, limit, true)) : List.of();
    }

    /// After every look at the held-out part; the first is the look before the first step.
    public List<Alarm> evaluation(double loss, double divergence) {
        if (Double.isNaN(first)) {
            first = loss;
        }
        best = Math.min(best, loss);
        List<Alarm> alarms = new ArrayList<>();
        double limit = best * (1 + settings.heldOutRise());
        if (loss > limit) {
            boolean severe = loss > best * (1 + 3 * settings.heldOutRise()) || loss > first * (1 + settings.heldOutRise());
            alarms.add(new Alarm(Alarm.Signal.HELD_OUT, loss, limit, severe));
        }
        if (divergence > settings.divergence()) {
            alarms.add(new Alarm(Alarm.Signal.DIVERGENCE, divergence, settings.divergence(), divergence > 4 * settings.divergence()));
        }
        return alarms;
    }

    /// After every round of probes.
    public List<Alarm> probes(List<Probe.Answer> answers) {
        List<Alarm> alarms = new ArrayList<>();
        int empty = 0;
        for (Probe.Answer answer : answers) {
            double repetition = Repetition.of(List.of(answer.text()));
            if (repetition > settings.repetition()) {
                alarms.add(new Alarm(Alarm.Signal.REPETITION, repetition, settings.repetition(), false));
            }
            if (answer.text().codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
                empty++;
            }
        }
        if (empty > 0) {
            alarms.add(new Alarm(Alarm.Signal.EMPTY, empty, 0, 2 * empty > answers.size()));
        }
        alike(answers).ifPresent(alarms::add);
        // Only what the network could once is a loss, each question by itself: one that it never knew must not hide another.
        boolean lost = false;
        for (Probe.Answer answer : answers) {
            String expected = answer.probe().expected();
            boolean right = expected != null && answer.text().contains(expected);
            lost |= !right && known.contains(answer.probe());
            if (right) {
                known.add(answer.probe());
            }
        }
        if (lost) {
            alarms.add(new Alarm(Alarm.Signal.GENERAL, 0, Double.NaN, false));
        }
        return alarms;
    }

    /// Answers may each look well and all be the same one. Compared with what the network said before, because a small one has few words.
    private Optional<Alarm> alike(List<Probe.Answer> answers) {
        if (answers.size() < 2) {
            return Optional.empty();
        }
        double now = Distinct.of(answers.stream().map(Probe.Answer::text).toList(), 2);
        if (Double.isNaN(variety)) {
            variety = now;
        }
        double limit = variety * settings.alike();
        return now < limit ? Optional.of(new Alarm(Alarm.Signal.ALIKE, now, limit, false)) : Optional.empty();
    }
}
