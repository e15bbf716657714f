package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of an entry as they are searched, by where they stand.
///
/// @param names name, aliases, English name
/// @param findings symptoms with every wording that the dictionary has for them, what patients say, and the English summary
/// @param body everything else
public record EntryText(String id, String names, String findings, String body) {
    /// The texts of entries; the dictionary's wordings stand in for words that patients choose.
    public static List<EntryText> of(Collection<Disease> diseases, Collection<Term> terms) {
        Map<String, List<String>> wordings = new HashMap<>();
        terms.stream().filter(term -> term.kind() == TermKind.SYMPTOM)
                .forEach(term -> wordings.put(term.term(), term.synonyms().stream().map(words -> words.replace("…", "")).toList()));
        return diseases.stream().map(disease -> of(disease, wordings)).toList();
    }

    private static EntryText of(Disease disease, Map<String, List<String>> wordings) {
        List<String> names = new ArrayList<>(disease.names());
        names.add(disease.english());
        List<String> findings = new ArrayList<>(disease.background().lay());
        // A question in English has no wordings in the dictionary: the summary names the findings.
        findings.add(disease.background().summary());
        for (String finding : Ontology.findings(disease)) {
            findings.add(finding);
            findings.addAll(wordings.getOrDefault(finding, List.of()));
        }
        StringBuilder body = new StringBuilder(disease.overview()).append(disease.background().causes());
        for (SectionKind kind : SectionKind.values()) {
            body.append(String.join("，", disease.section(kind).items())).append('。').append(disease.section(kind).text());
        }
        body.append(String.join("，", disease.urgent())).append('。').append(disease.background().prognosis());
        return new EntryText(disease.id(), String.join("，", names), String.join("，", findings), body.toString());
    }
}
