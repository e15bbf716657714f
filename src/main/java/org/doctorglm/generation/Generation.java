package org.doctorglm.generation;

import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Timings;

/// A finished answer.
///
/// @param ids of the answer, without `<eop>`
public record Generation(String text, int[] ids, FinishReason reason, Timings timings, int promptTokens) {
}
