package org.doctorglm.safety;

import java.util.List;

/// What is to be said of one sentence of an answer.
///
/// @param start first code point of the sentence in the answer
/// @param end code point after its last
/// @param support whether the reference says it
/// @param statements numbers of the statements that it rests on, the best first; empty unless supported
/// @param concerns why it needs a second look
public record SentenceMark(int start, int end, Support support, List<Integer> statements, List<Concern> concerns) {
    public SentenceMark {
        statements = List.copyOf(statements);
        concerns = List.copyOf(concerns);
    }

    /// Whether the reference says what a sentence says.
    public enum Support {
        SUPPORTED,
        /// It claims something that is not in the reference, which may still be true.
        UNSUPPORTED,
        /// It claims nothing: a courtesy, a question back.
        NOTHING_CLAIMED
    }

    /// @param detail a fact for the words: a medicine, a disease, an amount; may be empty
    /// @param note what the library says, Chinese and English, empty for kinds that have words of their own
    public record Concern(Kind kind, String detail, String note, String englishNote) {
        Concern(Kind kind, String detail) {
            this(kind, detail, "", "");
        }

        /// What is of concern.
        public enum Kind {
            /// An amount or a frequency of a medicine.
            DOSE,
            /// It tells to take a medicine, as only a physician may.
            ORDER,
            /// A medicine that may be wrong for this patient.
            MEDICINE,
            /// One diagnosis as if it were settled, where several fit.
            OVERCERTAIN
        }
    }
}
