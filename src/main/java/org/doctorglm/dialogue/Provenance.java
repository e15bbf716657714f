package org.doctorglm.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that produced an answer; with it the answer can be replayed bit for bit on the same device.
///
/// @param model name of the model pack
/// @param modelSha256 of the pack's manifest, which holds the hash of each file
/// @param adapter name, or null for none
/// @param precision `fp32`, `int8` or `int4`
/// @param device for example `cpu, 2 threads, <processor>`
/// @param settings with the seed that was drawn
/// @param prompt the whole text that the model read
/// @param promptTokens length of the prompt's ids, `[gMASK] <sop>` included
/// @param droppedRounds earlier rounds, the oldest ones, that the model was not given because they did not fit
/// @param designerState what the designer decided
/// @param keywords what was understood of the question, denied ones with a leading `-`
/// @param evidence the sheet used first, then the alternatives
/// @param knowledge edition of the disease library
/// @param version of the program
public record Provenance(String model, String modelSha256, @Nullable String adapter, String precision, String device,
                         int threads, SamplingSettings settings, String prompt, int promptTokens, int droppedRounds,
                         DesignerState designerState, List<String> keywords, List<CitedEvidence> evidence,
                         String knowledge, String version) {
    /// With all earlier rounds.
    public Provenance(String model, String modelSha256, @Nullable String adapter, String precision, String device, int threads,
                      SamplingSettings settings, String prompt, int promptTokens, DesignerState designerState, List<String> keywords,
                      List<CitedEvidence> evidence, String knowledge, String version) {
        this(model, modelSha256, adapter, precision, device, threads, settings, prompt, promptTokens, 0, designerState, keywords, evidence, knowledge,
                version);
    }

    public Provenance {
        keywords = List.copyOf(keywords);
        evidence = List.copyOf(evidence);
    }
}
