package org.doctorglm.platform.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doctorglm.platform.WholeFile;

/// A workbook with one sheet of texts (ECMA-376). Cells are texts and never formulas, whatever they begin with; what XML cannot hold is left out, and what is longer
/// than a spreadsheet program shows is cut.
public final class WorkbookWriter {
    /// The most characters of a cell that spreadsheet programs take.
    public static final int MAX_CELL = 32_767;
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private WorkbookWriter() {
    }

    /// First aside, then into place.
    ///
    /// @param rows the first one holds the titles
    public static void write(Path file, String sheet, List<List<String>> rows) throws IOException {
        WholeFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            part(zip, "[Content_Types].xml", HEAD + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                    + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            part(zip, "_rels/.rels", HEAD + "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"r1\" Type=\"" + OFFICE
                    + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            part(zip, "xl/workbook.xml", HEAD + "<workbook xmlns=\"" + SHEETS + "\" xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\"" + escaped(sheet)
                    + "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", HEAD + "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"r1\" Type=\"" + OFFICE
                    + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            rows(zip, rows);
            zip.closeEntry();
            zip.finish();
        });
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        text(zip, text);
        zip.closeEntry();
    }

    private static void rows(OutputStream out, List<List<String>> rows) throws IOException {
        text(out, HEAD + "<worksheet xmlns=\"" + SHEETS + "\"><sheetData>");
        int number = 0;
        for (List<String> row : rows) {
            StringBuilder xml = new StringBuilder("<row r=\"").append(++number).append("\">");
            for (int column = 0; column < row.size(); column++) {
                if (!row.get(column).isEmpty()) {
                    xml.append("<c r=\"").append(column(column)).append(number).append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">").append(escaped(row.get(column)))
                            .append("</t></is></c>");
                }
            }
            text(out, xml.append("</row>").toString());
        }
        text(out, "</sheetData></worksheet>");
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String column(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : column(index / 26 - 1) + column(index % 26);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int end = Math.min(text.length(), MAX_CELL);
        end -= end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        text.substring(0, end).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                default -> {
                    boolean held = c == '\t' || c == '\n' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c >= 0x10000;
                    if (held) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
