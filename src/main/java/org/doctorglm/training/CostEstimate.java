package org.doctorglm.training;

/// What a run costs: the paper's sum, with numbers that anybody may put their own in place of.
///
/// The paper (introduction and section 5) reckons 100,000 pairs × 3 epochs at 80,000 pairs an hour on an A100: 3.75 h, at 5 USD an hour 18.75 USD. Elsewhere it says
/// 13 hours, the repository says 8, and its recipe has one epoch, not three: the sources do not agree, and a measured speed is better than all.
///
/// @param hours of training
/// @param cost of the machine, in the currency of the price
/// @param kilowattHours of energy
public record CostEstimate(double hours, double cost, double kilowattHours) {
    /// Pairs an hour on an A100, as the paper says.
    public static final double PAPER_PAIRS_PER_HOUR = 80_000;
    /// USD an hour of an A100, as the paper says.
    public static final double PAPER_PRICE_PER_HOUR = 5;
    /// Kilowatts of a machine with one A100 at work; ours (400 W of the card, the rest of the machine beside it).
    public static final double A100_KILOWATTS = 0.65;
    /// Steps after which the paper's model "can not produce any meaningful output".
    public static final long COLLAPSE_STEPS = 50_000;
    /// Steps of the paper's recipe over its largest set, in batches of four.
    public static final long PAPER_STEPS = 220_500;

    /// @param pairs questions with answers
    /// @param pairsPerHour speed of the machine
    /// @param pricePerHour of the machine
    /// @param kilowatts of the machine
    /// @throws IllegalArgumentException for numbers that no machine has
    public static CostEstimate of(double pairs, double epochs, double pairsPerHour, double pricePerHour, double kilowatts) {
        if (!(pairs > 0 && epochs > 0 && pairsPerHour > 0 && pricePerHour >= 0 && kilowatts >= 0)) {
            throw new IllegalArgumentException(pairs + " " + epochs + " " + pairsPerHour + " " + pricePerHour + " " + kilowatts);
        }
        double hours = pairs * epochs / pairsPerHour;
        return new CostEstimate(hours, hours * pricePerHour, hours * kilowatts);
    }

    /// The paper's own numbers.
    public static CostEstimate paper() {
        return of(100_000, 3, PAPER_PAIRS_PER_HOUR, PAPER_PRICE_PER_HOUR, A100_KILOWATTS);
    }
}
