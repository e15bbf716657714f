package org.doctorglm.model;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// What rounding cost a pack, measured against the same network in FP32. Lies beside the pack as `loss-card.json`, outside its hash.
///
/// @param pack SHA-256 of the pack that was measured; the card of another counts for nothing
/// @param reference SHA-256 of the pack it was compared with
/// @param loss nats a token
/// @param agreement share of tokens, the given text being fed, where both think the same token the likeliest
/// @param divergence of the pack's distribution from the reference's, nats
/// @param answers greedy answers that both wrote
/// @param tokens that were measured
/// @param data SHA-256 of the file with the texts
/// @param seconds that measuring took
public record LossCard(String pack, String reference, Loss loss, double agreement, Divergence divergence, Answers answers, long tokens,
                       String data, double seconds) {
    public static final String FILE = "loss-card.json";
    private static final long MOST_BYTES = 1 << 16;

    public LossCard {
        requireNonNull(pack);
        requireNonNull(reference);
        requireNonNull(loss);
        requireNonNull(divergence);
        requireNonNull(answers);
        requireNonNull(data);
    }

    /// Mean negative log-likelihood of the given texts.
    public record Loss(double reference, double rounded) {
        /// 0.02 for 2 % more; infinite for what is no number.
        public double increase() {
            double increase = rounded / reference - 1;
            return Double.isNaN(increase) ? Double.POSITIVE_INFINITY : increase;
        }
    }

    /// Kullback-Leibler divergence over all tokens.
    ///
    /// @param percentile99 exceeded by one token in a hundred
    public record Divergence(double mean, double percentile99) {
    }

    /// @param asked prompts that were answered
    /// @param identical of them, how many answers are the same to the last character
    public record Answers(int asked, int identical, Writing reference, Writing rounded) {
        public Answers {
            requireNonNull(reference);
            requireNonNull(rounded);
        }
    }

    /// How the answers of one pack read.
    ///
    /// @param repetition `1 − distinct/all` of their groups of four characters
    /// @param loops answers that were ended because they turned in a circle
    public record Writing(double repetition, int loops) {
    }

    /// Whether a pack of this precision may answer.
    public boolean passed(Precision precision) {
        return loss.increase() <= precision.mostLossIncrease();
    }

    /// The card beside a pack; none where there is none, where it cannot be read, and where it was made for other bytes.
    static Optional<LossCard> beside(Path folder, String packSha256) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            return Optional.ofNullable(ModelPack.JSON.readValue(file.toFile(), LossCard.class)).filter(card -> card.pack.equals(packSha256));
        } catch (IOException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /// Lays the card beside a pack in one step.
    void write(Path folder) throws IOException {
        Path aside = Files.createTempFile(folder, "." + FILE, ".tmp");
        try {
            Files.write(aside, ModelPack.JSON.writeValueAsBytes(this));
            Files.move(aside, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
