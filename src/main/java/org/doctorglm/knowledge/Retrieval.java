package org.doctorglm.knowledge;

import java.util.List;

/// The answer of the library to a question.
///
/// @param keywords what was understood, denied words included
/// @param ranked best first; also when the library abstains, for whoever wants to look
/// @param milliseconds wall time of reading and ranking
/// @param edition the library that answered
public record Retrieval(RetrievalState state, List<Keyword> keywords, List<Evidence> ranked, double milliseconds,
                        KnowledgeEdition edition) {
    public Retrieval {
        keywords = List.copyOf(keywords);
        ranked = List.copyOf(ranked);
    }
}
