package org.doctorglm.model;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// Writes the weights of a pack, little-endian: a large matrix into a file of its own, so that packs can have it in common; everything else
/// into `weights.bin`, each tensor at a multiple of a page so that it can be mapped by itself.
///
/// What the journal says to be finished is read and hashed once; the writing goes on behind the last unit whose hash is right. A file of its own
/// may be a link to one of another pack and is therefore never written to: it is made beside, under another name, and moved into place.
final class WeightsWriter implements AutoCloseable {
    private static final int PAGE = 4096;
    /// Matrices of fewer bytes are not worth a file.
    private static final long OWN_FILE = 64 << 10;
    /// Bytes after which the disk is made to keep what it was given: seldom enough not to be felt. A pack of fewer is imported again in a moment.
    private static final long FORCE_BYTES = 4L << 20;
    private static final String PART = ".part";

    private final Path folder;
    private final ImportJournal journal;
    private final Workplace workplace;
    private final SharedFiles shared;
    private final HashedFile common;
    private final Map<String, FileHash> own = new LinkedHashMap<>();
    private final List<TensorPlace> places = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private @Nullable HashedFile current;
    private String file = ModelPack.WEIGHTS;
    private long begin;
    private long forced;
    private int committed;

    /// @param shared files of other packs that may be taken instead of storing the same bytes again
    WeightsWriter(Path folder, ImportJournal journal, Workplace workplace, SharedFiles shared, Cancellation cancellation) throws IOException {
        this.folder = folder;
        this.journal = journal;
        this.workplace = workplace;
        this.shared = shared;
        this.common = new HashedFile(folder.resolve(ModelPack.WEIGHTS), workplace);
        try {
            resume(cancellation);
            sweep();
            common.goOn();
        } catch (IOException | RuntimeException e) {
            common.close();
            throw e;
        }
    }

    private void resume(Cancellation cancellation) throws IOException {
        for (ImportJournal.Unit unit : journal.units()) {
            boolean inCommon = unit.file().equals(ModelPack.WEIGHTS);
            if (!(inCommon ? common.holds(unit.end(), unit.sha256(), cancellation) : whole(unit, cancellation))) {
                journal.keep(finished.size());
                break;
            }
            if (!inCommon) {
                own.put(unit.file(), new FileHash(unit.file(), unit.end(), unit.sha256()));
            }
            finished.add(unit.name());
            places.addAll(unit.places());
        }
        committed = places.size();
        forced = common.position();
    }

    private boolean whole(ImportJournal.Unit unit, Cancellation cancellation) throws IOException {
        FileHash hash = new FileHash(unit.file(), unit.end(), unit.sha256());
        return ModelPack.complete(folder, hash) && SharedFiles.sound(folder.resolve(unit.file()), hash, cancellation);
    }

    /// Deletes what no finished unit lies in. Nothing is cut or overwritten: what is deleted here may be a link to a file that another pack needs.
    private void sweep() throws IOException {
        Set<String> known = new HashSet<>(own.keySet());
        known.addAll(List.of(ModelPack.WEIGHTS, ImportJournal.FILE));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(f -> !known.contains(f.getFileName().toString())).toList()) {
                Files.delete(each);
            }
        }
    }

    /// Whether a unit was written before an interruption.
    boolean finished(String unit) {
        return finished.contains(unit);
    }

    /// Remembers that a unit is written: the tensors since the last one, all in the same file.
    void commit(String unit) throws IOException {
        FileHash hash = own.get(file);
        if (hash == null) {
            hash = common.flushed(file);
            if (common.position() - forced >= FORCE_BYTES) {
                common.force();
                forced = common.position();
            }
        }
        journal.add(new ImportJournal.Unit(unit, places.subList(committed, places.size()), file, hash.bytes(), hash.sha256()));
        committed = places.size();
        if (hash.bytes() >= FORCE_BYTES) {
            journal.force();
        }
    }

    /// Begins a matrix.
    ///
    /// @param name without `.weight`
    /// @param bytes that it will have
    void begin(String name, long bytes) throws IOException {
        if (bytes < OWN_FILE) {
            begin();
            return;
        }
        file = name + ".bin";
        Files.deleteIfExists(folder.resolve(file + PART));
        current = new HashedFile(folder.resolve(file + PART), workplace);
        begin = 0;
    }

    private void begin() throws IOException {
        file = ModelPack.WEIGHTS;
        current = common;
        int padding = (int) (-common.position() & PAGE - 1);
        common.write(new byte[padding], padding);
        begin = common.position();
    }

    void write(byte[] bytes, int length) throws IOException {
        requireNonNull(current).write(bytes, length);
    }

    /// Ends what was begun.
    void end(String name, String type, long... shape) throws IOException {
        HashedFile written = requireNonNull(current);
        places.add(new TensorPlace(name, type, Arrays.stream(shape).boxed().toList(), file, begin, written.position() - begin));
        if (written != common) {
            settle(written);
        }
    }

    /// A file with the same bytes in another pack takes the place of the one just written.
    private void settle(HashedFile written) throws IOException {
        Path part = folder.resolve(file + PART);
        FileHash hash = written.flushed(file);
        boolean there = shared.take(hash, part, folder.resolve(file));
        if (!there && hash.bytes() >= FORCE_BYTES) {
            written.force();
        }
        written.close();
        if (there) {
            Files.delete(part);
        } else {
            Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        }
        own.put(file, hash);
    }

    /// A vector, or keys or values of a prefix.
    void tensor(String name, float[] values, long... shape) throws IOException {
        begin();
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        write(buffer.array(), buffer.capacity());
        end(name, "float32", shape);
    }

    List<TensorPlace> places() {
        return places;
    }

    /// Closes the files.
    List<FileHash> finish() throws IOException {
        List<FileHash> files = new ArrayList<>(List.of(common.flushed(ModelPack.WEIGHTS)));
        if (common.position() >= FORCE_BYTES) {
            common.force();
        }
        common.close();
        files.addAll(own.values());
        return files;
    }

    /// What is still in a buffer is not written: only finished units count.
    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
        common.close();
    }

    /// Bytes that a tensor takes in a file: each begins on a page of its own.
    static long onPages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
