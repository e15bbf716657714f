package org.doctorglm.ui.library;

import java.util.Comparator;
import java.util.List;
import org.doctorglm.knowledge.EntrySearch;
import org.doctorglm.knowledge.LibraryEntry;
import org.jspecify.annotations.Nullable;

/// Which entries are listed.
///
/// @param words as [EntrySearch] takes them
/// @param department null for all
public record LibraryFilter(String words, @Nullable String department, Reviewed reviewed, From from) {
    static final LibraryFilter ALL = new LibraryFilter("", null, Reviewed.ANY, From.ANY);

    /// Whether somebody of this hospital stands for an entry.
    public enum Reviewed {
        ANY, YES, NO
    }

    /// Where an entry comes from, and what was done to it.
    public enum From {
        /// All that are used.
        ANY, SHIPPED, IMPORTED, OWN, EDITED,
        /// Only those that are left out of searches.
        HIDDEN
    }

    /// What fits, the best first; in the order of the library where no words are given.
    List<LibraryEntry> of(List<LibraryEntry> all) {
        EntrySearch search = new EntrySearch(words);
        record Found(LibraryEntry entry, EntrySearch.Fit fit) { }
        return all.stream().filter(this::shown).<Found>mapMulti((entry, found) -> {
            EntrySearch.Fit fit = search.fit(entry.disease());
            if (fit != null) {
                found.accept(new Found(entry, fit));
            }
        }).sorted(Comparator.comparing(Found::fit)).map(Found::entry).toList();
    }

    private boolean shown(LibraryEntry entry) {
        boolean fromThere = switch (from) {
            case ANY -> !entry.hidden();
            case SHIPPED -> !entry.hidden() && entry.origin() == LibraryEntry.Origin.SHIPPED;
            case IMPORTED -> !entry.hidden() && entry.origin() == LibraryEntry.Origin.IMPORTED;
            case OWN -> !entry.hidden() && entry.origin() == LibraryEntry.Origin.OWN;
            case EDITED -> !entry.hidden() && entry.edited();
            case HIDDEN -> entry.hidden();
        };
        boolean stoodFor = switch (reviewed) {
            case ANY -> true;
            case YES -> entry.review() != null;
            case NO -> entry.review() == null;
        };
        return fromThere && stoodFor && (department == null || entry.disease().departments().contains(department));
    }
}
