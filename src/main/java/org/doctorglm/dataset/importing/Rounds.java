package org.doctorglm.dataset.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.Turn;

/// Makes rounds of what two people said one after the other. Who speaks twice in a row is joined; what a doctor says before the first
/// question, and a last question without answer, are no rounds.
final class Rounds {
    private static final Pattern SPOKEN = Pattern.compile("\\s*(病人|患者|医生|patient|doctor)\\s*[：:]\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<Turn> turns = new ArrayList<>();
    private final StringBuilder question = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private boolean asked;

    void patient(String text) {
        String said = text.strip();
        if (said.isEmpty()) {
            return;
        }
        if (!answer.isEmpty()) {
            close();
        }
        asked = true;
        join(question, said);
    }

    void doctor(String text) {
        String said = text.strip();
        if (!said.isEmpty() && !question.isEmpty()) {
            join(answer, said);
        }
    }

    /// Takes `病人：…` or `Doctor: …`.
    void spoken(String text) throws RefusedRecord {
        Matcher matcher = SPOKEN.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedRecord(Reason.MISSING_FIELD, "病人|医生");
        }
        if (asking(matcher.group(1))) {
            patient(matcher.group(2));
        } else {
            doctor(matcher.group(2));
        }
    }

    /// Whether a speaker's name stands for the one who asks.
    static boolean asking(String speaker) {
        return speaker.equals("病人") || speaker.equals("患者") || speaker.equalsIgnoreCase("patient");
    }

    private static void join(StringBuilder all, String said) {
        if (!all.isEmpty()) {
            all.append('\n');
        }
        all.append(said);
    }

    private void close() {
        turns.add(new Turn(question.toString(), answer.toString()));
        question.setLength(0);
        answer.setLength(0);
    }

    Conversation conversation(String department) throws RefusedRecord {
        if (!answer.isEmpty()) {
            close();
        }
        if (turns.isEmpty()) {
            throw new RefusedRecord(asked ? Reason.NO_ANSWER : Reason.NO_QUESTION, "");
        }
        return new Conversation(department.strip(), turns);
    }

    /// A single question with its answer.
    static Conversation single(String department, String asks, String answers) throws RefusedRecord {
        if (asks.isBlank()) {
            throw new RefusedRecord(Reason.NO_QUESTION, "");
        }
        if (answers.isBlank()) {
            throw new RefusedRecord(Reason.NO_ANSWER, "");
        }
        return new Conversation(department.strip(), List.of(new Turn(asks.strip(), answers.strip())));
    }
}
