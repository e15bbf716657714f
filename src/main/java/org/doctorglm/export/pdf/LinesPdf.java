package org.doctorglm.export.pdf;

import java.awt.Color;
import java.util.Locale;
import org.doctorglm.export.report.LinesScale;
import org.doctorglm.export.report.Report.Line;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.export.report.Report.Point;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfTemplate;

/// Curves as lines of a page.
final class LinesPdf {
    private static final Color TEXT = new Color(0x1D2731);
    private static final Color AXIS = new Color(0x8895A1);
    private static final float LEFT = 48;
    private static final float WIDTH = 380;
    private static final float HEIGHT = 140;
    private static final float LEGEND_ROW = 14;
    private static final float SIZE = 8.5f;

    private LinesPdf() {
    }

    static PdfTemplate draw(PdfContentByte page, Part.Lines lines, BaseFont font) {
        LinesScale scale = LinesScale.of(lines);
        float bottom = 26 + LEGEND_ROW * lines.lines().size();
        PdfTemplate canvas = page.createTemplate(LEFT + WIDTH + 24, bottom + HEIGHT + 12);
        canvas.setLineWidth(0.7f);
        canvas.setColorStroke(AXIS);
        canvas.moveTo(LEFT, bottom + HEIGHT);
        canvas.lineTo(LEFT, bottom);
        canvas.lineTo(LEFT + WIDTH, bottom);
        canvas.stroke();
        canvas.beginText();
        canvas.setColorFill(TEXT);
        canvas.setFontAndSize(font, SIZE);
        text(canvas, PdfTemplate.ALIGN_RIGHT, number(scale.high()), LEFT - 5, bottom + HEIGHT - 6);
        text(canvas, PdfTemplate.ALIGN_RIGHT, number(scale.low()), LEFT - 5, bottom);
        text(canvas, PdfTemplate.ALIGN_LEFT, number(scale.left()), LEFT, bottom - 12);
        text(canvas, PdfTemplate.ALIGN_RIGHT, number(scale.right()), LEFT + WIDTH, bottom - 12);
        text(canvas, PdfTemplate.ALIGN_CENTER, PdfWriter.drawable(lines.across(), font), LEFT + WIDTH / 2, bottom - 12);
        for (int i = 0; i < lines.lines().size(); i++) {
            text(canvas, PdfTemplate.ALIGN_LEFT, PdfWriter.drawable(lines.lines().get(i).label(), font), LEFT + 40, legend(bottom, i) - 3);
        }
        canvas.endText();
        for (int i = 0; i < lines.lines().size(); i++) {
            curve(canvas, lines.lines().get(i), i, scale, bottom);
        }
        return canvas;
    }

    private static void curve(PdfTemplate canvas, Line line, int place, LinesScale scale, float bottom) {
        double[] dashes = LinesScale.dashes(place);
        float[] pattern = new float[dashes.length];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (float) dashes[i];
        }
        canvas.setColorStroke(new Color(LinesScale.colour(place)));
        canvas.setLineWidth(1.4f);
        canvas.setLineDash(pattern, 0);
        boolean first = true;
        for (Point point : line.points()) {
            float x = (float) (LEFT + WIDTH * scale.across(point));
            float y = (float) (bottom + HEIGHT * scale.up(point));
            if (first) {
                canvas.moveTo(x, y);
            } else {
                canvas.lineTo(x, y);
            }
            first = false;
        }
        canvas.moveTo(LEFT, legend(bottom, place));
        canvas.lineTo(LEFT + 32, legend(bottom, place));
        canvas.stroke();
        canvas.setLineDash(new float[0], 0);
    }

    private static float legend(float bottom, int place) {
        return bottom - 24 - LEGEND_ROW * place;
    }

    private static void text(PdfTemplate canvas, int alignment, String words, float x, float y) {
        canvas.showTextAligned(alignment, words, x, y, 0);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
