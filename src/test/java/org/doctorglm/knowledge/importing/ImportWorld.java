package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Shipped;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// A folder of imported entries and the files to fill it with.
final class ImportWorld {
    static final String STRINGS = "xl/sharedStrings.xml";
    final Path folder;
    final Path imported;
    final LibraryImporter importer;

    ImportWorld(Path folder) {
        this.folder = folder;
        this.imported = folder.resolve("home").resolve("knowledge");
        this.importer = new LibraryImporter(Shipped.FOLDER, imported);
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    ImportPlan plan(Path... files) throws IOException {
        return plan(ImportRequest.of(List.of(files)));
    }

    ImportPlan plan(ImportRequest request) throws IOException {
        return importer.plan(request, new Cancellation());
    }

    LibraryImporter.Report take(Path... files) throws IOException {
        return take(ImportRequest.of(List.of(files)));
    }

    LibraryImporter.Report take(ImportRequest request) throws IOException {
        return importer.write(plan(request), Progress.NONE, new Cancellation());
    }

    Disease find(String name) throws IOException {
        try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
            return library.find(name).orElseThrow();
        }
    }

    /// A workbook of one sheet with these rows of XML.
    Path workbook(String name, String rows) throws IOException {
        return workbook(name, Map.of("xl/worksheets/sheet1.xml", sheet(rows).getBytes(StandardCharsets.UTF_8)));
    }

    static String sheet(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    /// A row of texts.
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            row.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" t=\"inlineStr\"><is><t>").append(cells[i]).append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    Path workbook(String name, Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                    + (parts.containsKey(STRINGS) ? "<Override PartName=\"/" + STRINGS
                    + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>" : "") + "</Types>");
            put(zip, "xl/workbook.xml", "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            put(zip, "xl/_rels/workbook.xml.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
