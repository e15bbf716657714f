package org.doctorglm.dataset;

import java.util.List;

/// A dialogue to learn from.
///
/// @param department that answered, empty where nobody says
/// @param turns oldest first, at least one
public record Conversation(String department, List<Turn> turns) {
    public Conversation {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("no turns");
        }
    }
}
