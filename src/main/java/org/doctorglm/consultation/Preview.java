package org.doctorglm.consultation;

import java.util.List;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.knowledge.Understanding;
import org.doctorglm.safety.RedFlag;

/// What the designer understands of a text that is not sent yet.
///
/// @param keywords what was understood, denied ones with a leading `-`
/// @param evidence candidates, best first
/// @param prompt what the model would read
/// @param promptTokens its length, 0 while no model is loaded
/// @param budget most tokens that prompt and answer may have together, 0 while no model is loaded
/// @param droppedRounds earlier rounds, the oldest ones, that would not fit any more
/// @param expectedMs time until the first word, 0 while nothing was measured
/// @param milliseconds time the search took
/// @param understood the words and facts that were understood
/// @param flags danger signs
public record Preview(DesignerState state, List<String> keywords, List<CitedEvidence> evidence, String prompt, int promptTokens,
                      int budget, int droppedRounds, double expectedMs, double milliseconds, Understanding understood, List<RedFlag> flags) {
}
