package org.doctorglm.export.report;

/// The colour behind a figure: from white to the accent, light enough for black letters.
public final class Shade {
    private static final int[] FULL = {0x7F, 0xC4, 0xD1};

    private Shade() {
    }

    /// @param heat from 0 to 1; NaN for none
    /// @return RGB
    public static int of(double heat) {
        if (Double.isNaN(heat)) {
            return 0xFFFFFF;
        }
        int colour = 0;
        for (int channel : FULL) {
            colour = colour << 8 | (int) Math.round(255 - Math.clamp(heat, 0, 1) * (255 - channel));
        }
        return colour;
    }
}
