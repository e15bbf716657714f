package org.doctorglm.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Evidence;
import org.doctorglm.ui.consult.DiseaseSearch;

/// Choosing a disease by hand: names that contain the words first, then what the library's ranking finds.
final class LocalDiseases implements DiseaseSearch {
    private static final int MOST = 50;

    private final DiseaseLibrary library;

    LocalDiseases(DiseaseLibrary library) {
        this.library = library;
    }

    @Override
    public List<Choice> find(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return library.all().stream().limit(MOST).map(LocalDiseases::choice).toList();
        }
        Stream<Disease> named = library.all().stream().filter(d -> d.names().stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).contains(wanted))
                || d.english().toLowerCase(Locale.ROOT).contains(wanted) || d.icd10() != null && d.icd10().toLowerCase(Locale.ROOT).startsWith(wanted));
        Stream<Disease> ranked = library.search(words, 10).ranked().stream().map(Evidence::disease);
        return Stream.concat(named, ranked).distinct().limit(MOST).map(LocalDiseases::choice).toList();
    }

    private static Choice choice(Disease disease) {
        return new Choice(disease.id(), disease.name(), disease.english(), disease.icd10());
    }
}
