package org.doctorglm.ui.consult;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finding a disease by hand, when the designer found none or the wrong one. Called on a background thread.
@FunctionalInterface
public interface DiseaseSearch {
    /// Diseases whose name, alias, pinyin or code fits, best first; with empty words the first ones of the library.
    List<Choice> find(String words);

    /// @param icd10 code, or null when none is certain
    record Choice(String id, String name, String english, @Nullable String icd10) {
    }
}
