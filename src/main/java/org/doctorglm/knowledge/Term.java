package org.doctorglm.knowledge;

import java.util.List;

/// A word of the dictionary with the ways in which people say it.
///
/// @param term the word that entries use; a DISEASE term is one that the library has no entry for
/// @param synonyms other wordings; `…` stands for up to [QuestionReader#GAP] characters inside one clause (`肚子…疼`)
/// @param broader terms that include this one (`腹痛` for `右下腹痛`)
public record Term(String term, TermKind kind, List<String> synonyms, List<String> broader) {
    public Term {
        synonyms = List.copyOf(synonyms);
        broader = List.copyOf(broader);
    }
}
