package org.doctorglm.export.report;

import java.util.stream.Stream;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.export.report.Report.Point;

/// Where the points of a chart lie, as shares of its width and height.
///
/// @param right largest place of the axis
/// @param low smallest value
/// @param high largest value
public record LinesScale(double left, double right, double low, double high) {
    /// Colours of the curves, told apart by their dashes too.
    private static final int[] COLOURS = {0x0B7285, 0xB4540A, 0x5F3DC4, 0x2B8A3E};
    private static final double[][] DASHES = {{}, {6, 3}, {2, 2}, {8, 3, 2, 3}};

    public static LinesScale of(Part.Lines lines) {
        double[] x = points(lines).mapToDouble(Point::x).toArray();
        double[] y = points(lines).mapToDouble(Point::y).toArray();
        return new LinesScale(java.util.Arrays.stream(x).min().orElse(0), java.util.Arrays.stream(x).max().orElse(1),
                java.util.Arrays.stream(y).min().orElse(0), java.util.Arrays.stream(y).max().orElse(1));
    }

    private static Stream<Point> points(Part.Lines lines) {
        return lines.lines().stream().flatMap(line -> line.points().stream());
    }

    /// From 0 at the left to 1.
    public double across(Point point) {
        return right == left ? 0.5 : (point.x() - left) / (right - left);
    }

    /// From 0 at the bottom to 1.
    public double up(Point point) {
        return high == low ? 0.5 : (point.y() - low) / (high - low);
    }

    /// @param line place of the curve in its chart
    public static int colour(int line) {
        return COLOURS[line % COLOURS.length];
    }

    /// Lengths of strokes and gaps, empty for a whole line.
    ///
    /// @param line place of the curve in its chart
    public static double[] dashes(int line) {
        return DASHES[line % DASHES.length].clone();
    }
}
