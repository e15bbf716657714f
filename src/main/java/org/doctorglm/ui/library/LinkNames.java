package org.doctorglm.ui.library;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.LibraryEntry;

/// Links between entries are ids; who types them writes names.
final class LinkNames {
    private static final List<EntryField> LINKS = List.of(EntryField.CONFUSED_WITH, EntryField.RELATED);

    private LinkNames() {
    }

    /// @param linked entries by id; an id that leads nowhere stays as it is
    static EntryDraft toNames(EntryDraft draft, Map<String, LibraryEntry> linked) {
        for (EntryField field : LINKS) {
            draft.with(field, draft.text(field).lines().map(id -> linked.containsKey(id) ? linked.get(id).disease().name() : id)
                    .collect(Collectors.joining("\n")));
        }
        return draft;
    }

    /// A copy with ids; a name that no entry has stays as it is, and the check of the entry says so.
    static EntryDraft toIds(EntryDraft draft, DiseaseLibrary library) {
        EntryDraft copy = EntryDraft.of(draft.disease());
        for (EntryField field : LINKS) {
            copy.with(field, copy.text(field).lines().map(name -> library.find(name).map(Disease::id).orElse(name)).collect(Collectors.joining("\n")));
        }
        return copy;
    }
}
