package org.doctorglm.knowledge;

import org.doctorglm.platform.Sha256;

/// What a sentence model reads of an entry: names, overview, symptoms, what patients say. The first words count most, for the model cuts the end.
///
/// @param sha256 of the words: an entry with the same words has the same vector
record MeaningText(String id, String words, String sha256) {
    static MeaningText of(Disease disease) {
        String words = String.join("，", disease.names()) + "。" + disease.overview() + String.join("，", disease.symptoms().items()) + "。"
                + disease.symptoms().text() + String.join("，", disease.background().lay());
        return new MeaningText(disease.id(), words, Sha256.of(words));
    }
}
