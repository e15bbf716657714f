package org.doctorglm.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run looks like from its events: the numbers and curves that people watch.
///
/// @param step steps that were taken
/// @param loss mean of the newest [#WINDOW] steps, nats a token; NaN before the first
/// @param rate learning rate of the newest step
/// @param norm length of the newest gradient
/// @param stepMillis median time of the newest steps, looks not counted; 0 before the first
/// @param tokens learned in all
/// @param tokensPerSecond learned, over the newest steps
/// @param train curve of the training loss, at most [#POINTS] points, each a mean
/// @param heldOut curve of the held-out loss
/// @param alarms what the guard said
/// @param answers of the probes, the newest round first
/// @param batch samples of a micro-batch where memory ran out
public record RunFigures(long step, double loss, double rate, double norm, double stepMillis, long tokens, double tokensPerSecond, List<Point> train,
                         List<Point> heldOut, List<RunEvent.Alarmed> alarms, List<RunEvent.Probed> answers, Optional<Integer> batch) {
    /// Steps over which rates and the loss are averaged.
    public static final int WINDOW = 20;
    /// Most points of a curve: more are not seen.
    public static final int POINTS = 400;

    public RunFigures {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        alarms = List.copyOf(alarms);
        answers = List.copyOf(answers);
    }

    /// A place of a curve.
    public record Point(double step, double value) {
    }

    public static RunFigures of(List<RunEvent> events) {
        List<RunEvent.Step> steps = new ArrayList<>();
        List<Point> heldOut = new ArrayList<>();
        List<RunEvent.Alarmed> alarms = new ArrayList<>();
        List<RunEvent.Probed> answers = new ArrayList<>();
        Optional<Integer> batch = Optional.empty();
        for (RunEvent event : events) {
            switch (event) {
                case RunEvent.Step step -> steps.add(step);
                case RunEvent.Look look -> heldOut.add(new Point(look.step(), look.loss()));
                case RunEvent.Alarmed alarmed -> alarms.add(alarmed);
                case RunEvent.Probed probed -> answers.addFirst(probed);
                case RunEvent.Shrunk shrunk -> batch = Optional.of(shrunk.batch());
                case RunEvent.Saved ignored -> { }
            }
        }
        List<RunEvent.Step> newest = steps.subList(Math.max(0, steps.size() - WINDOW), steps.size());
        double millis = newest.stream().mapToLong(RunEvent.Step::millis).sum();
        return new RunFigures(steps.isEmpty() ? 0 : steps.getLast().step(), newest.stream().mapToDouble(RunEvent.Step::loss).average().orElse(Double.NaN),
                newest.isEmpty() ? 0 : newest.getLast().rate(), newest.isEmpty() ? 0 : newest.getLast().norm(),
                newest.stream().mapToLong(RunEvent.Step::millis).sorted().skip(newest.size() / 2).findFirst().orElse(0),
                steps.stream().mapToLong(RunEvent.Step::tokens).sum(),
                millis == 0 ? 0 : 1000 * newest.stream().mapToLong(RunEvent.Step::tokens).sum() / millis, curve(steps), heldOut, alarms, answers, batch);
    }

    private static List<Point> curve(List<RunEvent.Step> steps) {
        int width = Math.max(1, (steps.size() + POINTS - 1) / POINTS);
        List<Point> curve = new ArrayList<>();
        for (int first = 0; first < steps.size(); first += width) {
            List<RunEvent.Step> bucket = steps.subList(first, Math.min(first + width, steps.size()));
            curve.add(new Point(bucket.getLast().step(), bucket.stream().mapToDouble(RunEvent.Step::loss).average().orElseThrow()));
        }
        return curve;
    }

    /// Held-out loss that was measured at a step.
    public Optional<Double> heldOutAt(long step) {
        return heldOut.stream().filter(point -> point.step() == step).map(Point::value).reduce((first, second) -> second);
    }

    /// Milliseconds that are left, 0 while it is not known. Looks are not foretold: they are few.
    ///
    /// @param steps of the run
    public double millisLeft(long steps) {
        return Math.max(0, steps - step) * stepMillis;
    }
}
