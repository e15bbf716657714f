package org.doctorglm.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Progress;

/// One file with what cannot be had again of a home: its database (consultations, settings, reviews) and [HomeParts].
public final class HomeBackup {
    private static final String MARK = "doctorglm-backup.txt";
    private static final String DATABASE = "doctorglm.db";
    private static final String KNOWLEDGE = "knowledge";
    private static final String PENDING = "restore-pending";
    /// Most bytes a back-up may unpack to; a forged one cannot fill the disk.
    private static final long MOST_BYTES = 64L << 30;

    private HomeBackup() {
    }

    /// Writes a back-up while the program goes on; the file appears in one step.
    public static void write(Database database, Directories directories, Path file, Progress progress, Cancellation cancellation) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path copy = folder.resolve("." + file.getFileName() + ".db");
        Path part = folder.resolve("." + file.getFileName() + ".part");
        try {
            Files.deleteIfExists(copy);
            database.copyTo(copy);
            Map<String, Path> parts = HomeParts.of(directories);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part), StandardCharsets.UTF_8)) {
                zip.putNextEntry(new ZipEntry(MARK));
                zip.write(String.valueOf(Database.VERSION).getBytes(StandardCharsets.UTF_8));
                put(zip, DATABASE, copy);
                int done = 1;
                progress.at(done, parts.size() + 1L);
                for (Map.Entry<String, Path> entry : parts.entrySet()) {
                    cancellation.throwIfRequested();
                    put(zip, entry.getKey(), entry.getValue());
                    progress.at(++done, parts.size() + 1L);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(part);
        }
    }

    private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /// Checks a back-up and lays it beside the database; [#applyPending] puts it in place at the next start.
    ///
    /// @throws StorageException DAMAGED when the file is no back-up, NEWER when a newer program made it
    public static void prepareRestore(Directories directories, Path file, Progress progress, Cancellation cancellation) throws IOException {
        Path pending = directories.home().resolve(PENDING);
        Path aside = directories.home().resolve("." + PENDING);
        FileTree.delete(aside);
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            checkMark(zip, file);
            long left = MOST_BYTES;
            int done = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                cancellation.throwIfRequested();
                ZipEntry entry = entries.nextElement();
                if (entry.getName().equals(DATABASE) || HomeParts.known(entry.getName())) {
                    left -= unpack(zip, entry, aside.resolve(entry.getName()), left);
                }
                progress.at(++done, zip.size());
            }
            if (!Files.isRegularFile(aside.resolve(DATABASE)) || Files.size(aside.resolve(DATABASE)) == 0) {
                throw new StorageException(Reason.DAMAGED, file.toString());
            }
            try (Database database = Database.open(aside.resolve(DATABASE), directories.backups())) {
                database.check();
            }
            FileTree.delete(pending);
            Files.move(aside, pending);
        } catch (ZipException e) {
            throw new StorageException(Reason.DAMAGED, file.toString(), e);
        } finally {
            FileTree.delete(aside);
        }
    }

    private static void checkMark(ZipFile zip, Path file) throws IOException {
        ZipEntry mark = zip.getEntry(MARK);
        if (mark == null || mark.getSize() > 16) {
            throw new StorageException(Reason.DAMAGED, file.toString());
        }
        try (InputStream in = zip.getInputStream(mark)) {
            String version = new String(in.readNBytes(16), StandardCharsets.UTF_8).strip();
            if (Integer.parseInt(version) > Database.VERSION) {
                throw new StorageException(Reason.NEWER, version);
            }
        } catch (NumberFormatException e) {
            throw new StorageException(Reason.DAMAGED, file.toString(), e);
        }
    }

    private static long unpack(ZipFile zip, ZipEntry entry, Path target, long most) throws IOException {
        Files.createDirectories(target.getParent());
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry); OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                if (written > most) {
                    throw new StorageException(Reason.DAMAGED, entry.getName());
                }
                out.write(buffer, 0, n);
            }
        }
        return written;
    }

    /// Puts a prepared back-up in place, before the database is opened. What was there is kept under `backups`.
    ///
    /// @return whether there was one
    public static boolean applyPending(Directories directories) throws IOException {
        Path pending = directories.home().resolve(PENDING);
        if (!Files.isRegularFile(pending.resolve(DATABASE))) {
            return false;
        }
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        Path kept = Files.createDirectories(directories.backups().resolve("before-restore-" + time));
        for (String name : List.of(DATABASE, DATABASE + "-wal", DATABASE + "-shm", KNOWLEDGE)) {
            keep(directories.home().resolve(name), kept);
        }
        for (String name : Stream.concat(Stream.of(DATABASE), HomeParts.FOLDERS.stream()).toList()) {
            if (Files.exists(pending.resolve(name))) {
                // A back-up of an older program knows nothing of runs and experiments: those that are there stay.
                keep(directories.home().resolve(name), kept);
                Files.move(pending.resolve(name), directories.home().resolve(name));
            }
        }
        FileTree.delete(pending);
        return true;
    }

    private static void keep(Path present, Path kept) throws IOException {
        if (Files.exists(present)) {
            Files.move(present, kept.resolve(present.getFileName()));
        }
    }
}
