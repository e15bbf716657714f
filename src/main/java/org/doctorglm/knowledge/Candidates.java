package org.doctorglm.knowledge;

import java.util.List;

/// All diseases that may be the answer to a question, and what speaks for none of them.
///
/// @param all in no order
/// @param none by [NoneFeature]
record Candidates(List<Candidate> all, double[] none) {
}
