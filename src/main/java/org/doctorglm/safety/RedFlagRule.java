package org.doctorglm.safety;

import java.util.List;
import org.doctorglm.knowledge.AgeGroup;
import org.doctorglm.knowledge.Patient;
import org.doctorglm.knowledge.Sex;
import org.jspecify.annotations.Nullable;

/// One line of `knowledge/red-flags.jsonl`: findings that need help at once.
///
/// @param id stable lower-case name
/// @param title what it may be, in Chinese
/// @param english the same in English
/// @param action what to do, one Chinese sentence
/// @param englishAction the same in English
/// @param all groups of findings: one of each group must be there
/// @param none findings of which none may be there
/// @param who whom it is about
/// @param cases texts with which the rule is tested
public record RedFlagRule(String id, String title, String english, String action, String englishAction, List<List<String>> all,
                          List<String> none, Who who, List<Case> cases) {
    public RedFlagRule {
        all = all.stream().map(List::copyOf).toList();
        none = List.copyOf(none);
        cases = List.copyOf(cases);
    }

    /// Whom a rule is about; what a question does not tell counts against the rule where the rule asks for it.
    ///
    /// @param belowMonths only below this age, 0 for any
    /// @param fromMonths only from this age on, 0 for any
    /// @param pregnant only for expecting mothers
    /// @param sex only this one, null for both
    public record Who(int belowMonths, int fromMonths, boolean pregnant, @Nullable Sex sex) {
        public static final Who ANYBODY = new Who(0, 0, false, null);
        private static final int CHILDHOOD = 14 * 12;
        private static final int INFANCY = 12;

        boolean fits(Patient patient) {
            if (pregnant && !patient.pregnant()) {
                return false;
            }
            if (sex != null && patient.sex() != null && patient.sex() != sex) {
                return false;
            }
            Integer months = patient.months();
            if (months == null) {
                // A child of unknown age counts for rules about children, not for those about babies.
                boolean child = patient.age() == AgeGroup.CHILD;
                return (belowMonths == 0 || child && belowMonths > INFANCY) && (fromMonths == 0 || !child && fromMonths <= CHILDHOOD
                        || patient.age() == AgeGroup.ELDER);
            }
            return (belowMonths == 0 || months < belowMonths) && months >= fromMonths;
        }
    }

    /// @param fires whether the rule must fire on the text
    public record Case(String text, boolean fires) {
    }
}
