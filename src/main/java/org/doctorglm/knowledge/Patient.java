package org.doctorglm.knowledge;

import org.jspecify.annotations.Nullable;

/// Whom a question speaks of, as far as it says so.
///
/// @param person seen from the one who asks, or null when the question does not tell
/// @param months age in months, or null when the question gives no number
/// @param age age group, or null when the question does not tell
/// @param sex sex, or null when it does not tell or speaks of both
/// @param pregnant expecting a child
/// @param nursing breast-feeding
/// @param days how long the complaint has lasted, or null when the question does not tell
/// @param severe the question says that it is bad
public record Patient(@Nullable Person person, @Nullable Integer months, @Nullable AgeGroup age, @Nullable Sex sex, boolean pregnant,
                      boolean nursing, @Nullable Integer days, boolean severe) {
    /// Nothing known.
    public static final Patient UNKNOWN = new Patient(null, null, null, null, false, false, null, false);
    /// Days from which a complaint is no longer acute.
    private static final int WEEKS = 28;

    /// Reads a question.
    public static Patient of(String question) {
        return PatientReader.read(question);
    }

    /// Whether the complaint is said to last for weeks or longer.
    public boolean lasting() {
        return days != null && days >= WEEKS;
    }

    boolean otherSex(Disease disease) {
        return sex != null && disease.sex() != null && sex != disease.sex();
    }

    /// Old people have the diseases of adults too; children are another matter.
    boolean otherAge(Disease disease) {
        return age != null && disease.ages() != null && age != disease.ages() && (age == AgeGroup.CHILD || disease.ages() == AgeGroup.CHILD);
    }

    /// Whether an acute disease is said to last.
    boolean tooLong(Disease disease) {
        return lasting() && disease.name().startsWith("急性");
    }
}
