package org.doctorglm.embedding;

import org.doctorglm.platform.Cancellation;

/// Turns a text into a vector, so that texts of like meaning point in like directions. For any thread; the owner closes it.
public interface SentenceEncoder extends AutoCloseable {
    /// Length of the vectors.
    int width();

    /// Hash of everything that decides a vector: vectors of encoders with different hashes must not be compared.
    String sha256();

    /// The same text in the same role always has the same vector.
    ///
    /// @param text of any length; what the model cannot read any more does not count
    /// @return of length 1, or all zeros where the model says nothing of the text
    /// @throws EncoderException RUN when the model fails
    /// @throws java.util.concurrent.CancellationException when it was asked to stop
    float[] encode(String text, SentenceRole role, Cancellation cancellation) throws EncoderException;

    @Override
    void close();
}
