package org.doctorglm.app;

import java.util.List;
import java.util.Objects;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Keyword;
import org.jspecify.annotations.Nullable;

/// What the library's dictionary finds in a text; what is denied there is not counted.
final class LibraryTerms implements MedicalTerms {
    /// Longer dialogues are looked at up to here.
    private static final int LONGEST = 2_000;

    private final DiseaseLibrary library;

    LibraryTerms(DiseaseLibrary library) {
        this.library = library;
    }

    @Override
    public List<Named> named(String text) {
        String looked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return library.keywords(looked).stream().filter(word -> !word.negated()).map(LibraryTerms::named).filter(Objects::nonNull).toList();
    }

    private static @Nullable Named named(Keyword word) {
        return switch (word.kind()) {
            case SYMPTOM -> new Named(Kind.SYMPTOM, word.term());
            case DRUG -> new Named(Kind.MEDICINE, word.term());
            case TEST -> new Named(Kind.TEST, word.term());
            case DISEASE -> null;
        };
    }
}
