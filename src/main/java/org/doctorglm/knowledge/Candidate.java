package org.doctorglm.knowledge;

import java.util.List;

/// A disease as a possible answer, before it is weighed.
///
/// @param features by [Feature]
/// @param named whether the question names it without denying it
/// @param matched why, in the order of the question
record Candidate(Disease disease, double[] features, boolean named, List<Match> matched) {
    double feature(Feature feature) {
        return features[feature.ordinal()];
    }
}
