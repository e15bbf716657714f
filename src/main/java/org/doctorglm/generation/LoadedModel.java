package org.doctorglm.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Pattern;
import org.doctorglm.engine.Engine;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.tokenizer.GlmTokenizer;

/// A pack that is ready to answer. Whoever made it closes it.
///
/// @param breakers ids of the tokens that end a clause, which are never written to
/// @param loadMs time that loading took, milliseconds
public record LoadedModel(ModelPack pack, Engine engine, GlmTokenizer tokenizer, BitSet breakers, double loadMs) implements AutoCloseable {
    /// Where a repetition starts afresh: the marks that end a clause, full-width and half-width.
    private static final Pattern BREAKER = Pattern.compile("[。，；、：！？｡､.,;:!?\\n]");

    /// Opens the tokenizer of a pack.
    ///
    /// @throws IOException when the pack has none or it cannot be read
    public static GlmTokenizer tokenizer(ModelPack pack) throws IOException {
        Path file = pack.tokenizer().orElseThrow(
                () -> new ModelException(ModelException.Reason.DAMAGED_PACK, pack.name(), ModelPack.TOKENIZER));
        return GlmTokenizer.load(file, pack.manifest().config().imageTokens());
    }

    /// The tokens whose text holds a mark that ends a clause.
    public static BitSet breakers(GlmTokenizer tokenizer) {
        BitSet found = new BitSet(tokenizer.size());
        for (int id = 0; id < tokenizer.size(); id++) {
            if (BREAKER.matcher(tokenizer.text(id)).find()) {
                found.set(id);
            }
        }
        return found;
    }

    /// Ids of a prompt as the network was trained to see it: the text, then `[gMASK] <sop>`.
    public int[] promptIds(String prompt) {
        return promptIds(tokenizer.encodeUntrusted(prompt));
    }

    /// As [#promptIds(String)], for a text that is tokens already.
    public int[] promptIds(int[] text) {
        GlmConfig config = engine.config();
        int[] ids = java.util.Arrays.copyOf(text, text.length + 2);
        ids[text.length] = config.gmask();
        ids[text.length + 1] = config.bos();
        return ids;
    }

    @Override
    public void close() {
        engine.close();
    }
}
