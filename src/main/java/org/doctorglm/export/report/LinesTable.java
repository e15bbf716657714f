package org.doctorglm.export.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.doctorglm.export.report.Report.Line;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.export.report.Report.Point;

/// Curves as a table, for forms that draw nothing: a row for each place of the axis, a column for each curve.
final class LinesTable {
    private LinesTable() {
    }

    static List<String> header(Part.Lines lines) {
        return Stream.concat(Stream.of(lines.across()), lines.lines().stream().map(Line::label)).toList();
    }

    static List<List<String>> rows(Part.Lines lines) {
        TreeSet<Double> places = new TreeSet<>();
        lines.lines().forEach(line -> line.points().forEach(point -> places.add(point.x())));
        List<List<String>> rows = new ArrayList<>();
        for (double x : places) {
            List<String> row = new ArrayList<>(List.of(number(x)));
            for (Line line : lines.lines()) {
                row.add(line.points().stream().filter(point -> point.x() == x).findFirst().map(Point::y).map(LinesTable::number).orElse("–"));
            }
            rows.add(row);
        }
        return rows;
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.4g", value);
    }
}
