package org.doctorglm.export.report;

import java.util.List;
import org.doctorglm.export.ReviewTable;
import org.jspecify.annotations.Nullable;

/// A document of words, tables and charts, before it becomes a file.
///
/// @param notice research-use notice, on top of every document
public record Report(String title, String notice, List<Part> parts) {
    public Report {
        parts = List.copyOf(parts);
    }

    /// A piece of the document.
    public sealed interface Part {
        /// @param level 1 for a chapter, 2 below it
        record Heading(int level, String text) implements Part { }

        /// A paragraph.
        record Words(String text) implements Part { }

        /// What is missing or must not be overlooked.
        record Warning(String text) implements Part { }

        /// Labels and values in small print.
        record Facts(List<Fact> facts) implements Part {
            public Facts {
                facts = List.copyOf(facts);
            }
        }

        /// Rows of equal length; the first column names them.
        ///
        /// @param heat shade of each figure from 0 to 1, by row and by column less the first; NaN for none; null where nothing is shaded
        record Table(String caption, List<String> header, List<List<String>> rows, @Nullable List<List<Double>> heat) implements Part {
            public Table {
                header = List.copyOf(header);
                rows = rows.stream().map(List::copyOf).toList();
                heat = heat == null ? null : heat.stream().map(List::copyOf).toList();
            }

            public Table(String caption, List<String> header, List<List<String>> rows) {
                this(caption, header, rows, null);
            }
        }

        /// Values with their intervals side by side.
        record Bars(String caption, List<Bar> bars) implements Part {
            public Bars {
                bars = List.copyOf(bars);
            }
        }

        /// Curves over a common axis.
        ///
        /// @param across what the axis counts
        record Lines(String caption, String across, List<Line> lines) implements Part {
            public Lines {
                lines = lines.stream().filter(line -> !line.points().isEmpty()).toList();
            }
        }

        /// Answers with their marks, as in the paper's Tables 2 to 5.
        record Answers(ReviewTable table) implements Part { }
    }

    /// A curve.
    ///
    /// @param points from left to right, none of them NaN
    public record Line(String label, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A place of a curve.
    public record Point(double x, double y) {
    }

    /// A label and its value.
    public record Fact(String label, String value) {
    }

    /// @param low of the interval, the value itself where there is none
    /// @param high of the interval, the value itself where there is none
    public record Bar(String label, double value, double low, double high) {
    }
}
