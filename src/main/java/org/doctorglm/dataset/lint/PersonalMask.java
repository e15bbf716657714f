package org.doctorglm.dataset.lint;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;

/// Masks what tells who somebody is, and counts the places. Rules find what their form tells, not everything: what is masked is to be looked over.
public final class PersonalMask {
    /// What can be masked.
    public static final Set<Finding> KINDS = Set.of(Finding.NAME, Finding.PHONE, Finding.IDENTITY_NUMBER);

    private final Set<Finding> what;
    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);

    /// @param what some of [#KINDS]
    public PersonalMask(Set<Finding> what) {
        if (!KINDS.containsAll(what)) {
            throw new IllegalArgumentException(what.toString());
        }
        this.what = Set.copyOf(what);
    }

    public Conversation masked(Conversation conversation) {
        return what.isEmpty() ? conversation : Personal.masked(conversation, what, found -> counts.merge(found, 1L, Long::sum));
    }

    /// Places that were masked so far.
    public Map<Finding, Long> counts() {
        return Map.copyOf(counts);
    }
}
