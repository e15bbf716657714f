package org.doctorglm.export.pdf;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.report.Report;
import org.doctorglm.export.report.Report.Bar;
import org.doctorglm.export.report.Report.Part;
import org.doctorglm.export.report.Shade;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.HeaderFooter;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfTemplate;

/// A [Report] on A4 pages; charts are drawn as lines, not as pictures.
public final class ReportPdfWriter {
    private static final Color TEXT = new Color(0x1D2731);
    private static final Color MUTED = new Color(0x5E6C7A);
    private static final Color ACCENT = new Color(0x0B7285);
    private static final Color WARNING = new Color(0xFFF4DF);
    /// Columns beyond which the print is smaller.
    private static final int WIDE = 7;
    /// Points that a heading needs below itself.
    private static final float LEAST_BELOW = 130;
    private static final float BAR_ROW = 16;
    private static final float LABELS = 150;
    private static final float BARS = 260;

    private final BaseFont font;
    private final ExportWords words;

    private ReportPdfWriter(BaseFont font, ExportWords words) {
        this.font = font;
        this.words = words;
    }

    public static byte[] write(Report report, ExportWords words) throws IOException {
        try {
            return new ReportPdfWriter(PdfWriter.load(), words).pages(report);
        } catch (DocumentException e) {
            throw new IOException(e);
        }
    }

    private byte[] pages(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Document pdf = new Document(PageSize.A4, 48, 48, 48, 60)) {
            var writer = org.openpdf.text.pdf.PdfWriter.getInstance(pdf, out);
            TablePdfWriter.drawUnderlines(writer);
            HeaderFooter footer = new HeaderFooter(new Phrase(report.notice() + "    ", font(7.5f, MUTED)), new Phrase("", font(7.5f, MUTED)));
            footer.setBorder(0);
            pdf.setFooter(footer);
            pdf.addTitle(report.title());
            pdf.open();
            pdf.add(paragraph(report.title(), 17, TEXT, 0, 4));
            pdf.add(paragraph(report.notice(), 9, MUTED, 0, 8));
            for (Part part : report.parts()) {
                switch (part) {
                    case Part.Heading(int level, String text) -> {
                        // A heading that would stand alone at the foot goes with what it heads.
                        if (writer.getVerticalPosition(true) - pdf.bottom() < (level == 1 ? 1.4f : 1) * LEAST_BELOW) {
                            pdf.newPage();
                        }
                        pdf.add(paragraph(text, level == 1 ? 14 : 11.5f, ACCENT, level == 1 ? 16 : 10, 4));
                    }
                    case Part.Words(String text) -> pdf.add(paragraph(text, 10, TEXT, 0, 5));
                    case Part.Warning(String text) -> pdf.add(warning(text));
                    case Part.Facts(var facts) -> {
                        for (Report.Fact fact : facts) {
                            Paragraph line = paragraph("", 8.5f, MUTED, 0, 1);
                            line.add(new Chunk(drawable(fact.label()) + "　", font(8.5f, TEXT)));
                            line.add(new Chunk(drawable(fact.value()), font(8.5f, MUTED)));
                            pdf.add(line);
                        }
                    }
                    case Part.Table table -> {
                        pdf.add(table(table));
                        pdf.add(paragraph(table.caption(), 8.5f, MUTED, 2, 8));
                    }
                    case Part.Bars(String caption, var bars) -> {
                        pdf.add(captioned(chart(writer.getDirectContent().createTemplate(LABELS + BARS + 70, BAR_ROW * bars.size() + 4), bars), caption));
                    }
                    case Part.Lines lines -> {
                        pdf.add(captioned(LinesPdf.draw(writer.getDirectContent(), lines, font), lines.caption()));
                    }
                    case Part.Answers(var answers) -> {
                        TablePdfWriter marked = new TablePdfWriter(font);
                        pdf.add(marked.rows(answers));
                        pdf.add(marked.caption(answers, kind -> words.get("mark." + kind.key())));
                    }
                }
            }
        }
        return out.toByteArray();
    }

    /// A chart and what it says, on one page.
    private PdfPTable captioned(PdfTemplate chart, String caption) throws DocumentException {
        PdfPTable both = new PdfPTable(1);
        both.setWidthPercentage(100);
        both.setKeepTogether(true);
        PdfPCell drawing = new PdfPCell(Image.getInstance(chart), false);
        drawing.setBorder(Rectangle.NO_BORDER);
        both.addCell(drawing);
        PdfPCell words = new PdfPCell(new Phrase(13, drawable(caption), font(8.5f, MUTED)));
        words.setBorder(Rectangle.NO_BORDER);
        words.setPaddingBottom(8);
        both.addCell(words);
        return both;
    }

    private PdfPTable warning(String text) {
        PdfPTable box = new PdfPTable(1);
        box.setWidthPercentage(100);
        box.setSpacingBefore(3);
        box.setSpacingAfter(6);
        PdfPCell cell = new PdfPCell(new Phrase(15, drawable(text), font(9.5f, TEXT)));
        cell.setLeading(15, 0);
        cell.setBackgroundColor(WARNING);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(6);
        cell.setPaddingBottom(8);
        box.addCell(cell);
        return box;
    }

    private PdfPTable table(Part.Table table) {
        PdfPTable rows = new PdfPTable(table.header().size());
        rows.setWidthPercentage(100);
        rows.setSplitLate(false);
        rows.setHeaderRows(1);
        rows.setSpacingBefore(4);
        if (table.header().size() > 1) {
            rows.setWidths(widths(table));
        }
        float size = table.header().size() > WIDE ? 7f : 8.5f;
        table.header().forEach(name -> rows.addCell(cell(name, new Font(font, size, Font.BOLD, TEXT), Double.NaN)));
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = table.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                rows.addCell(cell(cells.get(column), font(size, TEXT), table.heat() == null || column == 0 ? Double.NaN : table.heat().get(row).get(column - 1)));
            }
        }
        return rows;
    }

    /// By the longest line of a column, within limits.
    private static float[] widths(Part.Table table) {
        float[] widths = new float[table.header().size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            int longest = table.rows().stream().flatMap(row -> row.get(at).lines()).mapToInt(String::length).max().orElse(0);
            // A heading may go on in the next line, but not within a word.
            int word = Stream.of(table.header().get(at).split("\\s+")).mapToInt(String::length).max().orElse(0);
            widths[column] = Math.clamp(Math.max(longest, word + 1) + 1, 8, 40);
        }
        return widths;
    }

    private PdfPCell cell(String text, Font style, double heat) {
        PdfPCell cell = new PdfPCell(new Phrase(13, drawable(text), style));
        cell.setLeading(13, 0);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(Color.LIGHT_GRAY);
        cell.setPadding(4);
        cell.setPaddingBottom(6);
        if (!Double.isNaN(heat)) {
            cell.setBackgroundColor(new Color(Shade.of(heat)));
        }
        return cell;
    }

    private PdfTemplate chart(PdfTemplate canvas, List<Bar> bars) {
        double least = Math.min(0, bars.stream().mapToDouble(Bar::low).min().orElse(0));
        double span = Math.max(1e-9, bars.stream().mapToDouble(Bar::high).max().orElse(1) - least);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            float y = BAR_ROW * (bars.size() - 1 - i) + 4;
            float zero = (float) (LABELS + BARS * (0 - least) / span);
            float end = (float) (LABELS + BARS * (bar.value() - least) / span);
            canvas.setColorFill(new Color(Shade.of(1)));
            canvas.rectangle(Math.min(zero, end), y, Math.max(0.5f, Math.abs(end - zero)), 9);
            canvas.fill();
            if (bar.high() > bar.low()) {
                canvas.setColorStroke(TEXT);
                canvas.setLineWidth(0.7f);
                canvas.moveTo((float) (LABELS + BARS * (bar.low() - least) / span), y + 4.5f);
                canvas.lineTo((float) (LABELS + BARS * (bar.high() - least) / span), y + 4.5f);
                canvas.stroke();
            }
            canvas.beginText();
            canvas.setColorFill(TEXT);
            canvas.setFontAndSize(font, 8.5f);
            canvas.showTextAligned(PdfTemplate.ALIGN_RIGHT, drawable(bar.label()), LABELS - 6, y + 1.5f, 0);
            canvas.showTextAligned(PdfTemplate.ALIGN_LEFT, String.format(java.util.Locale.ROOT, "%.4g", bar.value()), LABELS + BARS + 8, y + 1.5f, 0);
            canvas.endText();
        }
        return canvas;
    }

    private Paragraph paragraph(String text, float size, Color colour, float before, float after) {
        Paragraph paragraph = new Paragraph(size * 1.55f, drawable(text), font(size, colour));
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private String drawable(String text) {
        return PdfWriter.drawable(text, font);
    }

    private Font font(float size, Color colour) {
        return new Font(font, size, Font.NORMAL, colour);
    }
}
