package org.doctorglm.training;

import java.util.Arrays;

/// What a recipe makes of a set of dialogues, before anything is learned: how much there is, how long it is, and what has to leave.
///
/// @param dialogues read
/// @param samples of the training part
/// @param heldOut samples of the held-out part
/// @param promptsCut samples whose question is longer than a prompt may be
/// @param answersCut samples whose answer is longer than the recipe learns: the network would learn to stop in mid-sentence
/// @param roundsLeft samples whose oldest rounds do not fit
/// @param fed tokens of a sample
/// @param learned learned tokens of a sample
public record TrainingCheck(long dialogues, int samples, int heldOut, int promptsCut, int answersCut, int roundsLeft, Spread fed, Spread learned) {
    /// Of a number over all samples.
    public record Spread(int median, int nineTenths, int longest) {
        static Spread of(int[] values, int count) {
            int[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return count == 0 ? new Spread(0, 0, 0) : new Spread(sorted[count / 2], sorted[(int) (count * 0.9)], sorted[count - 1]);
        }
    }

    /// Of all samples, as a share.
    public double share(int some) {
        return (double) some / Math.max(1, samples + heldOut);
    }

    /// Counts samples as they come.
    static final class Counting {
        private int[] fed = new int[1024];
        private int[] learned = new int[1024];
        private int count;
        private long dialogues;
        private int heldOut;
        private int promptsCut;
        private int answersCut;
        private int roundsLeft;

        void dialogue() {
            dialogues++;
        }

        void sample(SampleMaker.Made made, boolean kept) {
            if (count == fed.length) {
                fed = Arrays.copyOf(fed, 2 * count);
                learned = Arrays.copyOf(learned, 2 * count);
            }
            fed[count] = made.sequence().length();
            learned[count++] = made.sequence().labels().length;
            heldOut += kept ? 1 : 0;
            promptsCut += made.promptCut() ? 1 : 0;
            answersCut += made.answerCut() ? 1 : 0;
            roundsLeft += made.roundsLeft() > 0 ? 1 : 0;
        }

        TrainingCheck result() {
            return new TrainingCheck(dialogues, count - heldOut, heldOut, promptsCut, answersCut, roundsLeft, Spread.of(fed, count), Spread.of(learned, count));
        }
    }
}
