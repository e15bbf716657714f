package org.doctorglm.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// A file that is written from its beginning to its end and hashed on the way; one that was interrupted goes on behind what is right of it.
final class HashedFile implements AutoCloseable {
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private final OutputStream out;
    private long position;

    /// Opens the file or makes it. What is in it counts only as far as [#holds] was asked; [#write] overwrites the rest.
    HashedFile(Path file, Workplace workplace) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(new DigestOutputStream(workplace.weights(Channels.newOutputStream(channel)), digest), 1 << 20);
    }

    /// Whether the file is right up to `end`; if so, the writing goes on from there.
    ///
    /// @param sha256 of all bytes up to `end`
    boolean holds(long end, String sha256, Cancellation cancellation) throws IOException {
        if (end >= position && end <= channel.size() && hash(position, end, cancellation) && soFar().equals(sha256)) {
            position = end;
            return true;
        }
        digest.reset();
        hash(0, position, cancellation);
        return false;
    }

    /// Cuts off what was not asked for.
    void goOn() throws IOException {
        channel.truncate(position).position(position);
    }

    /// Adds bytes of the file to the digest.
    ///
    /// @return false when the file ended before
    private boolean hash(long from, long to, Cancellation cancellation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        for (long at = from; at < to; ) {
            cancellation.throwIfRequested();
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
            int read = channel.read(buffer, at);
            if (read <= 0) {
                return false;
            }
            digest.update(buffer.flip());
            at += read;
        }
        return true;
    }

    void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    long position() {
        return position;
    }

    /// Writes what is still in the buffer.
    ///
    /// @return length and hash of what there is now
    FileHash flushed(String name) throws IOException {
        out.flush();
        return new FileHash(name, position, soFar());
    }

    private String soFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    /// Makes the disk keep what was flushed.
    void force() throws IOException {
        channel.force(false);
    }

    /// What is still in the buffer is not written.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
