package org.doctorglm.ui.training;

import org.doctorglm.training.CostEstimate;

/// What an hour of the machine costs.
///
/// @param perHour in the currency
/// @param currency as it is written behind a sum
/// @param kilowatts of the machine at work
public record Prices(double perHour, String currency, double kilowatts) {
    /// The paper's A100.
    public static final Prices PAPER = new Prices(CostEstimate.PAPER_PRICE_PER_HOUR, "USD", CostEstimate.A100_KILOWATTS);
}
