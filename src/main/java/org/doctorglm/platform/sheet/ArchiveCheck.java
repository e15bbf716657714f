package org.doctorglm.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks an archive into nothing, to know how large it really is and what its parts begin with: the sizes that an archive gives for itself
/// may be lies. Half a second for a table of 100,000 rows.
final class ArchiveCheck {
    private static final int MAX_PARTS = 2000;
    private static final long MAX_BYTES = 400L << 20;
    /// XML shrinks much, but not like this; only asked of parts that are large.
    private static final long MAX_RATIO = 300;
    private static final long LARGE = 16L << 20;
    /// Where a document type would have to stand.
    private static final int PROLOGUE = 64 * 1024;
    private static final Pattern ROOT = Pattern.compile("<[A-Za-z_]");

    private ArchiveCheck() {
    }

    static void check(Path file) throws IOException {
        long all = 0;
        int parts = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                if (++parts > MAX_PARTS) {
                    throw new Workbook.DamagedException("more than " + MAX_PARTS + " parts", null);
                }
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    all += unpacked(in, entry, MAX_BYTES - all);
                }
            }
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new Workbook.DamagedException("no workbook in it", null);
            }
        } catch (ZipException e) {
            throw new Workbook.DamagedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static long unpacked(InputStream in, ZipEntry entry, long most) throws IOException {
        byte[] head = in.readNBytes(PROLOGUE);
        // With the zeros gone, UTF-16 reads as ASCII; Latin-1 keeps every byte.
        String prologue = new String(head, StandardCharsets.ISO_8859_1).replace("\0", "");
        boolean markup = prologue.indexOf('<') >= 0 && prologue.indexOf('<') < 8;
        if (prologue.contains("<!DOCTYPE") || markup && !ROOT.matcher(prologue).find()) {
            throw new Workbook.DamagedException("entities in " + entry.getName(), null);
        }
        byte[] buffer = new byte[64 * 1024];
        long bytes = head.length;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            if (bytes > most || bytes > LARGE && entry.getCompressedSize() > 0 && bytes / entry.getCompressedSize() > MAX_RATIO) {
                throw new Workbook.DamagedException("unpacks to too much", null);
            }
        }
        return bytes;
    }
}
