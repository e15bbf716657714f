package org.doctorglm.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.PackManifest.TensorPlace;

/// Which tensors of a pack are finished, one JSON line each, in the folder of an import that may be interrupted.
///
/// The file is locked while it is open, so that one import works in a folder. A line that a kill cut off, and all behind it, count for nothing;
/// whether the weights are what a line says is checked by their hash when an import goes on, so nothing depends on what reached the disk first.
final class ImportJournal implements AutoCloseable {
    static final String FILE = "journal.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final List<Unit> units = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /// A matrix with its scales, a vector, or keys of a prefix.
    ///
    /// @param file that it lies in
    /// @param end bytes of the file up to its end
    /// @param sha256 of all of them
    record Unit(String name, List<TensorPlace> places, String file, long end, String sha256) {
        Unit {
            requireNonNull(name);
            requireNonNull(file);
            requireNonNull(sha256);
            places = List.copyOf(places);
        }
    }

    private ImportJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens or makes the journal of a folder.
    ///
    /// @throws java.nio.channels.OverlappingFileLockException when it is open in this program
    /// @throws BusyException when it is open in another one
    static ImportJournal open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new BusyException(file);
            }
            ImportJournal journal = new ImportJournal(file, channel);
            journal.read();
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Another program works in the folder.
    static final class BusyException extends IOException {
        BusyException(Path file) {
            super(file.toString());
        }
    }

    private void read() throws IOException {
        byte[] bytes = new byte[(int) Math.min(MOST_BYTES, channel.size())];
        int length = Math.max(0, channel.read(ByteBuffer.wrap(bytes), 0));
        int begin = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                try {
                    units.add(requireNonNull(JSON.readValue(bytes, begin, at - begin, Unit.class)));
                    ends.add((long) at + 1);
                } catch (IOException | RuntimeException e) {
                    // Written by something else: what stands behind it is not trusted either.
                    break;
                }
                begin = at + 1;
            }
        }
        keep(units.size());
    }

    List<Unit> units() {
        return List.copyOf(units);
    }

    /// Forgets all but the first units.
    void keep(int count) throws IOException {
        while (units.size() > count) {
            units.removeLast();
            ends.removeLast();
        }
        channel.truncate(ends.isEmpty() ? 0 : ends.getLast());
    }

    void add(Unit unit) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(unit) + "\n").getBytes(StandardCharsets.UTF_8));
        long at = ends.isEmpty() ? 0 : ends.getLast();
        long end = at + line.remaining();
        while (line.hasRemaining()) {
            at += channel.write(line, at);
        }
        units.add(unit);
        ends.add(end);
    }

    void force() throws IOException {
        channel.force(false);
    }

    /// Closes and deletes it: the import is done.
    void delete() throws IOException {
        close();
        Files.delete(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
