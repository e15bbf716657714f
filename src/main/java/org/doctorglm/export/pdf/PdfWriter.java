package org.doctorglm.export.pdf;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.doctorglm.export.Document;
import org.doctorglm.export.Document.Block;
import org.openpdf.text.Chunk;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.HeaderFooter;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/// A [Document] on A4 pages, the notice on each of them. The program's own font is embedded as far as it is used.
public final class PdfWriter {
    private static final String REGULAR = "/org/doctorglm/ui/fonts/NotoSansCJKsc-Regular.otf";
    private static final char MISSING = '□';
    private static final Color TEXT = new Color(0x1D2731);
    private static final Color MUTED = new Color(0x5E6C7A);
    private static final Color ACCENT = new Color(0x0B7285);

    private final BaseFont font;

    private PdfWriter(BaseFont font) {
        this.font = font;
    }

    public static byte[] write(Document document) throws IOException {
        try {
            return new PdfWriter(load()).pages(document);
        } catch (DocumentException e) {
            throw new IOException(e);
        }
    }

    static BaseFont load() throws IOException {
        try (InputStream in = Objects.requireNonNull(PdfWriter.class.getResourceAsStream(REGULAR))) {
            return BaseFont.createFont("NotoSansCJKsc-Regular.otf", BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true,
                    IdentityFont.of(in.readAllBytes()), null);
        }
    }

    private byte[] pages(Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (org.openpdf.text.Document pdf = new org.openpdf.text.Document(PageSize.A4, 56, 56, 56, 64)) {
            org.openpdf.text.pdf.PdfWriter.getInstance(pdf, out);
            HeaderFooter footer = new HeaderFooter(new Phrase(document.notice() + "    ", font(7.5f, MUTED)), new Phrase("", font(7.5f, MUTED)));
            footer.setBorder(0);
            pdf.setFooter(footer);
            pdf.addTitle(document.title());
            pdf.open();
            pdf.add(paragraph(drawable(document.title(), font), font(17, TEXT), 0, 4));
            pdf.add(paragraph(document.notice(), font(9, MUTED), 0, 10));
            for (Block block : document.blocks()) {
                switch (block) {
                    case Block.Heading(String text) -> pdf.add(paragraph(drawable(text, font), font(12, ACCENT), 12, 3));
                    case Block.Body(String text) -> pdf.add(paragraph(drawable(text, font), font(11, TEXT), 0, 6));
                    case Block.Fact(String label, String value) -> {
                        Paragraph line = paragraph("", font(8.5f, MUTED), 0, 1);
                        line.add(new Chunk(label + "　", font(8.5f, TEXT)));
                        line.add(new Chunk(drawable(value, font), font(8.5f, MUTED)));
                        pdf.add(line);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    /// What the font cannot draw (an emoji) becomes a square, for the library would leave it out without a word.
    static String drawable(String text, BaseFont font) {
        StringBuilder drawn = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean silent = Character.isWhitespace(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            drawn.appendCodePoint(silent || c <= Character.MAX_VALUE && font.charExists(c) ? c : MISSING);
        });
        return drawn.toString();
    }

    private static Paragraph paragraph(String text, Font font, float before, float after) {
        Paragraph paragraph = new Paragraph(font.getSize() * 1.55f, text, font);
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private Font font(float size, Color color) {
        return new Font(font, size, Font.NORMAL, color);
    }
}
