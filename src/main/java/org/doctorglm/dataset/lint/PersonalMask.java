package org.doctorglm.dataset.lint;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;

/// Masks what tells who somebody is, and counts the places. Rules find what their form tells, not everything: what is masked is to be looked over.
public final class PersonalMask {
    /// What can be masked.
    public static final Set<Finding> KINDS = Set.of(Finding.NAME, Finding.PHONE, Finding.IDENTITY_NUMBER);

    private final Set<Finding> what;
    private final List<Personal.Known> known;
    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);

    /// @param what some of [#KINDS]
    public PersonalMask(Set<Finding> what) {
        this(what, Map.of());
    }

    /// @param what some of [#KINDS]
    /// @param known names that [#masked(String)] masks wherever they stand, each with what stands there instead
    public PersonalMask(Set<Finding> what, Map<String, String> known) {
        if (!KINDS.containsAll(what)) {
            throw new IllegalArgumentException(what.toString());
        }
        this.what = Set.copyOf(what);
        // The longest first, so that a name within a name does not spoil it.
        this.known = known.entrySet().stream().map(name -> Personal.Known.of(name.getKey(), name.getValue()))
                .sorted(Comparator.comparingInt((Personal.Known name) -> name.name().length()).reversed()).toList();
    }

    public Conversation masked(Conversation conversation) {
        return what.isEmpty() ? conversation : Personal.masked(conversation, what, found -> counts.merge(found, 1L, Long::sum));
    }

    /// The names that the rules find here, to be known to a mask, so that they are masked where no rule would see them too.
    public static Map<String, String> names(String text) {
        Map<String, String> names = new java.util.HashMap<>();
        Personal.names(text).forEach(name -> names.put(name, "〔姓名〕"));
        return names;
    }

    public MaskedText masked(String text) {
        return Personal.masked(text, what, known, found -> counts.merge(found, 1L, Long::sum));
    }

    /// Places that were masked so far.
    public Map<Finding, Long> counts() {
        return Map.copyOf(counts);
    }
}
