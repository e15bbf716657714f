package org.doctorglm.app;

import java.io.IOException;
import java.util.List;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generator;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.ChatFormat;

/// The network of a pack as a writer, with the format that it chats in.
record LocalWording(Generator generator, ModelPack pack) implements Wording {
    private static final int MOST_TOKENS = 256;
    private static final SamplingSettings SETTINGS = SamplingPreset.BALANCED.settings().withMaxTokens(MOST_TOKENS);

    @Override
    public String name() {
        return pack.name();
    }

    @Override
    public String write(String request, long seed, Cancellation cancellation) throws IOException {
        try {
            return generator.generate(pack, ChatFormat.format(List.of(), request), SETTINGS.withSeed(seed), event -> { }, cancellation).text();
        } catch (EngineException e) {
            throw new IOException(e);
        }
    }
}
