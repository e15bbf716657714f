package org.doctorglm.review;

/// Somebody who reads answers: a profile of this computer without a password.
///
/// @param name shown and stored with each mark, unique
/// @param field department or profession, may be empty
public record Reviewer(String name, String field) {
    private static final int LONGEST = 80;

    public Reviewer {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name");
        }
    }
}
