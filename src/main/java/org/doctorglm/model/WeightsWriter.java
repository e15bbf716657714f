package org.doctorglm.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// Writes `weights.bin`: tensors one after the other, little-endian, each at a multiple of a page so that it can be mapped by itself.
///
/// What the journal says to be finished is read and hashed once; the writing goes on behind the last unit whose hash is right.
final class WeightsWriter implements AutoCloseable {
    private static final int PAGE = 4096;
    /// Bytes after which the disk is made to keep what it was given: seldom enough not to be felt. A pack of fewer is imported again in a moment.
    private static final long FORCE_BYTES = 64L << 20;

    private final Path file;
    private final ImportJournal journal;
    private final FileChannel channel;
    private final java.security.MessageDigest digest = Sha256.digest();
    private final OutputStream out;
    private final List<TensorPlace> places = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private long position;
    private long begin;
    private long forced;
    private int committed;

    WeightsWriter(Path file, ImportJournal journal, Workplace workplace, Cancellation cancellation) throws IOException {
        this.file = file;
        this.journal = journal;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            resume(cancellation);
            channel.truncate(position).position(position);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        this.out = new BufferedOutputStream(new DigestOutputStream(workplace.weights(Channels.newOutputStream(channel)), digest), 1 << 20);
    }

    private void resume(Cancellation cancellation) throws IOException {
        for (ImportJournal.Unit unit : journal.units()) {
            if (unit.end() > channel.size() || !hash(position, unit.end(), cancellation).equals(unit.sha256())) {
                journal.keep(finished.size());
                digest.reset();
                hash(0, position, cancellation);
                break;
            }
            finished.add(unit.name());
            places.addAll(unit.places());
            position = unit.end();
        }
        committed = places.size();
        forced = position;
    }

    /// Adds bytes of the file to the digest.
    ///
    /// @return the hash of all up to `to`
    private String hash(long from, long to, Cancellation cancellation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        for (long at = from; at < to; ) {
            cancellation.throwIfRequested();
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
            int read = channel.read(buffer, at);
            if (read <= 0) {
                return "";
            }
            digest.update(buffer.flip());
            at += read;
        }
        return soFar();
    }

    private String soFar() {
        try {
            return HexFormat.of().formatHex(((java.security.MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    /// Whether a unit was written before an interruption.
    boolean finished(String unit) {
        return finished.contains(unit);
    }

    /// Remembers that a unit is written: the tensors since the last one.
    void commit(String unit) throws IOException {
        out.flush();
        journal.add(new ImportJournal.Unit(unit, places.subList(committed, places.size()), position, soFar()));
        committed = places.size();
        if (position - forced >= FORCE_BYTES) {
            channel.force(false);
            journal.force();
            forced = position;
        }
    }

    void begin() throws IOException {
        int padding = (int) (-position & PAGE - 1);
        out.write(new byte[padding]);
        position += padding;
        begin = position;
    }

    void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    void write(float[] values, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values, 0, length);
        write(buffer.array(), buffer.capacity());
    }

    void end(String name, String type, long... shape) {
        places.add(new TensorPlace(name, type, java.util.Arrays.stream(shape).boxed().toList(), begin, position - begin));
    }

    void tensor(String name, float[] values, long... shape) throws IOException {
        begin();
        write(values, values.length);
        end(name, "float32", shape);
    }

    long position() {
        return position;
    }

    List<TensorPlace> places() {
        return places;
    }

    /// Closes the file.
    FileHash finish() throws IOException {
        out.flush();
        if (position >= FORCE_BYTES) {
            channel.force(false);
        }
        out.close();
        return new FileHash(String.valueOf(file.getFileName()), position, HexFormat.of().formatHex(digest.digest()));
    }

    /// What is still in the buffer is not written: only finished units count.
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Bytes that a tensor takes in the file: each begins on a page of its own.
    static long onPages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
