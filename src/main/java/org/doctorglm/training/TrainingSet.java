package org.doctorglm.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.doctorglm.platform.Sha256;

/// What a run learns from, and what it is measured by: no dialogue is in both.
public record TrainingSet(List<Sequence> train, List<Sequence> heldOut) {
    public TrainingSet {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /// Samples of the held-out part, spread evenly.
    public List<Sequence> some(int most) {
        int kept = Math.min(most, heldOut.size());
        return java.util.stream.IntStream.range(0, kept).mapToObj(i -> heldOut.get((int) ((long) i * heldOut.size() / kept))).toList();
    }

    /// Of all ids in their order, the two parts told apart.
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        for (List<Sequence> part : List.of(train, heldOut)) {
            digest.update(ByteBuffer.allocate(4).putInt(part.size()).array());
            for (Sequence sequence : part) {
                update(digest, sequence.ids());
                update(digest, sequence.labels());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, int[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * ids.length).putInt(ids.length);
        for (int id : ids) {
            bytes.putInt(id);
        }
        digest.update(bytes.array());
    }
}
