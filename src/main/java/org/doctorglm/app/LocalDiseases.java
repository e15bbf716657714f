package org.doctorglm.app;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.EntrySearch;
import org.doctorglm.knowledge.Evidence;
import org.doctorglm.ui.consult.DiseaseSearch;

/// Choosing a disease by hand: names, codes and pinyin that fit the words first, then what the library's ranking finds.
final class LocalDiseases implements DiseaseSearch {
    private static final int MOST = 50;

    private final DiseaseLibrary library;

    LocalDiseases(DiseaseLibrary library) {
        this.library = library;
    }

    @Override
    public List<Choice> find(String words) {
        if (words.isBlank()) {
            return library.all().stream().limit(MOST).map(LocalDiseases::choice).toList();
        }
        EntrySearch search = new EntrySearch(words);
        record Named(Disease disease, EntrySearch.Fit fit) { }
        Stream<Disease> named = library.all().stream().<Named>mapMulti((disease, found) -> {
            EntrySearch.Fit fit = search.fit(disease);
            if (fit != null) {
                found.accept(new Named(disease, fit));
            }
        }).sorted(Comparator.comparing(Named::fit)).map(Named::disease);
        Stream<Disease> ranked = library.search(words, 10).ranked().stream().map(Evidence::disease);
        return Stream.concat(named, ranked).distinct().limit(MOST).map(LocalDiseases::choice).toList();
    }

    private static Choice choice(Disease disease) {
        return new Choice(disease.id(), disease.name(), disease.english(), disease.icd10());
    }
}
