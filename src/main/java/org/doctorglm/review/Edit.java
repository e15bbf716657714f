package org.doctorglm.review;

import org.jspecify.annotations.Nullable;

/// One change of a reading, with what was before, so that it can be taken back and the log can tell it.
public sealed interface Edit {
    /// What takes it back.
    Edit inverse();

    /// A mark is set (no before), changed, or taken away (no after).
    record Mark(@Nullable Annotation before, @Nullable Annotation after) implements Edit {
        public Mark {
            if (before == null && after == null || before != null && after != null && !before.id().equals(after.id())) {
                throw new IllegalArgumentException("no one mark");
            }
        }

        @Override
        public Edit inverse() {
            return new Mark(after, before);
        }
    }

    /// The whole answer is graded.
    record Grade(AnswerGrade before, AnswerGrade after) implements Edit {
        @Override
        public Edit inverse() {
            return new Grade(after, before);
        }
    }

    /// What is missing is noted.
    record Missing(String before, String after) implements Edit {
        @Override
        public Edit inverse() {
            return new Missing(after, before);
        }
    }

    /// The reading is finished, skipped or opened again.
    record State(ReadingState before, ReadingState after) implements Edit {
        @Override
        public Edit inverse() {
            return new State(after, before);
        }
    }
}
