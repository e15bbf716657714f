package org.doctorglm.review;

import java.util.EnumMap;
import java.util.Map;

/// Grades of a whole answer from 1 (not at all) to 5 (fully); what was not graded is absent.
public record AnswerGrade(Map<Aspect, Integer> grades) {
    public static final int LOWEST = 1;
    public static final int HIGHEST = 5;
    public static final AnswerGrade NONE = new AnswerGrade(Map.of());

    /// What is graded.
    public enum Aspect {
        CORRECT, COMPLETE, SAFE, FLUENT
    }

    public AnswerGrade {
        grades = Map.copyOf(grades);
        for (int grade : grades.values()) {
            if (grade < LOWEST || grade > HIGHEST) {
                throw new IllegalArgumentException(String.valueOf(grade));
            }
        }
    }

    /// @param grade 0 takes the grade away
    public AnswerGrade with(Aspect aspect, int grade) {
        Map<Aspect, Integer> changed = new EnumMap<>(Aspect.class);
        changed.putAll(grades);
        if (grade == 0) {
            changed.remove(aspect);
        } else {
            changed.put(aspect, grade);
        }
        return new AnswerGrade(changed);
    }

    /// @return 0 for none
    public int of(Aspect aspect) {
        return grades.getOrDefault(aspect, 0);
    }
}
