package org.doctorglm.review;

import java.util.Optional;

/// What a mark says, as in the paper's Tables 2 to 4. Each kind has a line of its own, so that colour alone tells nothing.
public enum MarkKind {
    /// A doctor's comment: blue, one straight line.
    COMMENT("comment", Line.STRAIGHT, 0x1D5FD1),
    /// Something that is wrong: red, a double line.
    FACTUAL("factual", Line.DOUBLE, 0xC62828),
    /// A diagnosis that does not follow: green, a dashed line.
    IMPROPER("improper", Line.DASHED, 0x2E7D32);

    /// How a mark is underlined.
    public enum Line {
        STRAIGHT, DOUBLE, DASHED
    }

    private final String key;
    private final Line line;
    private final int colour;

    MarkKind(String key, Line line, int colour) {
        this.key = key;
        this.line = line;
        this.colour = colour;
    }

    /// The name in files.
    public String key() {
        return key;
    }

    public Line line() {
        return line;
    }

    /// On paper, as red, green and blue.
    public int colour() {
        return colour;
    }

    public static Optional<MarkKind> of(String key) {
        for (MarkKind kind : values()) {
            if (kind.key.equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
