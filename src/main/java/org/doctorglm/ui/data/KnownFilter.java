package org.doctorglm.ui.data;

import org.doctorglm.dataset.filter.Filter;

/// A filter that somebody made before and that another set can be given too: new dialogues of a department are sieved as the old ones were.
///
/// @param name of the profile or the set that has it
public record KnownFilter(Owner owner, String name, Filter filter) {
    /// Who remembers a filter.
    public enum Owner {
        PROFILE, SET
    }
}
