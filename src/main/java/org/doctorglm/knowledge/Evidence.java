package org.doctorglm.knowledge;

import java.util.List;

/// An entry that may fit a question.
///
/// @param score between 0 and 1: the estimated chance that this is the disease meant (see `knowledge/ranker.json`)
/// @param matched why, in the order of the question; empty when only the full text fits
public record Evidence(Disease disease, double score, List<Match> matched) {
    public Evidence {
        matched = List.copyOf(matched);
    }
}
