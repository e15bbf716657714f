package org.doctorglm.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.doctorglm.platform.Sha256;

/// What dialogues are, as one number: departments and texts in their order, each with its length before it.
public final class ContentHash {
    private final MessageDigest digest = Sha256.digest();

    public void add(Conversation conversation) {
        text(conversation.department());
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(conversation.turns().size()).array());
        for (Turn turn : conversation.turns()) {
            text(turn.question());
            text(turn.answer());
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /// Ends it.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
