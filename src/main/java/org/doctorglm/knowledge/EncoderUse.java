package org.doctorglm.knowledge;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.embedding.SentenceEncoder;
import org.doctorglm.embedding.SentenceRole;
import org.doctorglm.platform.Cancellation;

/// An encoder that is not closed while somebody uses it, and fails quietly afterwards. For any thread.
final class EncoderUse implements AutoCloseable {
    private final SentenceEncoder encoder;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    EncoderUse(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    String sha256() {
        return encoder.sha256();
    }

    /// @throws EncoderException NONE once it is closed, RUN when the model fails
    float[] encode(String text, SentenceRole role, Cancellation cancellation) throws EncoderException {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new EncoderException(EncoderException.Reason.NONE, "");
            }
            return encoder.encode(text, role, cancellation);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                encoder.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
