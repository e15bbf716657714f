package org.doctorglm.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question that is asked again and again while a run goes on.
///
/// @param expected word that a network in its right mind says, null where nothing is expected
public record Probe(String question, @Nullable String expected) {
    /// The paper's question about something else than medicine, and questions of our own.
    public static final List<Probe> USUAL = List.of(new Probe("中国的首都是哪座城市", "北京"),
            new Probe("孩子四岁，嗓子疼，发烧两天，应该怎么办？", null),
            new Probe("最近血压总是偏高，平时要注意什么？", null),
            new Probe("右下腹疼了一天，越来越重，是什么病？", null),
            new Probe("总是睡不着，心里发慌，怎么办？", null));

    /// What was answered.
    ///
    /// @param ended whether the answer came to its end by itself
    public record Answer(Probe probe, String text, int tokens, boolean ended) {
    }
}
