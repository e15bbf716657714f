package org.doctorglm.export.pdf;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doctorglm.export.ReviewTable;
import org.doctorglm.export.ReviewTable.Line;
import org.doctorglm.export.ReviewTable.Run;
import org.doctorglm.review.MarkKind;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;

/// A [ReviewTable] on A4 pages, marks in their colours and with their lines.
public final class TablePdfWriter {
    private static final float SIZE = 9.5f;
    private static final float LEADING = 18;

    private final BaseFont font;

    TablePdfWriter(BaseFont font) {
        this.font = font;
    }

    /// @param names of kinds in the legend
    public static byte[] write(ReviewTable table, Function<MarkKind, String> names) throws IOException {
        try {
            return new TablePdfWriter(PdfWriter.load()).pages(table, names);
        } catch (DocumentException e) {
            throw new IOException(e);
        }
    }

    private byte[] pages(ReviewTable table, Function<MarkKind, String> names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Document pdf = new Document(PageSize.A4, 48, 48, 48, 56)) {
            drawUnderlines(org.openpdf.text.pdf.PdfWriter.getInstance(pdf, out));
            pdf.addTitle(table.caption());
            pdf.open();
            pdf.add(new Paragraph(12, PdfWriter.drawable(table.notice(), font), font(8, Color.GRAY)));
            pdf.add(rows(table));
            pdf.add(caption(table, names));
        }
        return out.toByteArray();
    }

    /// Lets a document draw the lines below marked words.
    static void drawUnderlines(org.openpdf.text.pdf.PdfWriter writer) {
        writer.setPageEvent(new Underlines());
    }

    PdfPTable rows(ReviewTable table) {
        PdfPTable rows = new PdfPTable(1);
        rows.setWidthPercentage(100);
        rows.setSplitLate(false);
        rows.setSpacingBefore(8);
        for (ReviewTable.Row row : table.rows()) {
            Phrase phrase = new Phrase(LEADING);
            phrase.add(new Chunk(PdfWriter.drawable(row.label(), font) + "  ", bold()));
            row.runs().forEach(run -> phrase.add(chunk(run)));
            rows.addCell(cell(phrase));
        }
        return rows;
    }

    Paragraph caption(ReviewTable table, Function<MarkKind, String> names) {
        Paragraph caption = new Paragraph(LEADING, PdfWriter.drawable(table.caption(), font) + "  ", font(9, Color.BLACK));
        for (MarkKind kind : MarkKind.values()) {
            caption.add(chunk(new Run.Words(names.apply(kind), List.of(new Line(kind, 0)))));
            caption.add(new Chunk("  ", font(9, Color.BLACK)));
        }
        return caption;
    }

    private static PdfPCell cell(Phrase phrase) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setLeading(LEADING, 0);
        cell.setBorder(Rectangle.TOP);
        cell.setBorderColor(Color.LIGHT_GRAY);
        cell.setPadding(5);
        cell.setPaddingBottom(9);
        return cell;
    }

    private Chunk chunk(Run run) {
        return switch (run) {
            case Run.Comment(var text) -> new Chunk("(" + PdfWriter.drawable(text, font) + ")", font(SIZE, colour(MarkKind.COMMENT)));
            case Run.Words(var text, var lines) -> {
                Chunk chunk = new Chunk(PdfWriter.drawable(text, font), font(SIZE, lines.isEmpty() ? Color.BLACK : colour(lines.getFirst().kind())));
                if (!lines.isEmpty()) {
                    chunk.setGenericTag(lines.stream().map(line -> line.kind().key() + " " + line.lane()).collect(Collectors.joining(",")));
                }
                yield chunk;
            }
        };
    }

    private static Color colour(MarkKind kind) {
        return new Color(kind.colour());
    }

    private Font font(float size, Color colour) {
        return new Font(font, size, Font.NORMAL, colour);
    }

    private Font bold() {
        return new Font(font, SIZE, Font.BOLD, Color.BLACK);
    }

    /// Draws the lines below marked words, wherever the pages put them.
    private static final class Underlines extends PdfPageEventHelper {
        private static final float FIRST = -2.6f;
        private static final float LANE = 2.6f;

        @Override
        public void onGenericTag(org.openpdf.text.pdf.PdfWriter writer, Document document, Rectangle rectangle, String text) {
            PdfContentByte canvas = writer.getDirectContent();
            for (String each : text.split(",")) {
                String[] parts = each.split(" ");
                MarkKind kind = MarkKind.of(parts[0]).orElseThrow();
                // The rectangle stands on the line of writing.
                float y = rectangle.getBottom() + FIRST - LANE * Integer.parseInt(parts[1]);
                canvas.saveState();
                canvas.setColorStroke(colour(kind));
                canvas.setLineWidth(0.6f);
                switch (kind.line()) {
                    case STRAIGHT -> line(canvas, rectangle, y);
                    case DOUBLE -> {
                        line(canvas, rectangle, y + 0.6f);
                        line(canvas, rectangle, y - 0.8f);
                    }
                    case DASHED -> {
                        canvas.setLineDash(3, 2, 0);
                        line(canvas, rectangle, y);
                    }
                }
                canvas.restoreState();
            }
        }

        private static void line(PdfContentByte canvas, Rectangle rectangle, float y) {
            canvas.moveTo(rectangle.getLeft(), y);
            canvas.lineTo(rectangle.getRight(), y);
            canvas.stroke();
        }
    }
}
