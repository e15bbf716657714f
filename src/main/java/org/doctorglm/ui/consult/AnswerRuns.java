package org.doctorglm.ui.consult;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.safety.SentenceMark;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.SelectableText.Run;

/// An answer cut into runs: behind each sentence the numbers of the statements that it rests on, or that the reference does not say it.
final class AnswerRuns {
    private AnswerRuns() {
    }

    /// @param told number of the statement that is looked at, 0 for none
    /// @param cite is told the number that was clicked
    static List<Run> of(String text, AnswerMarks marks, int told, Desk desk, IntConsumer cite) {
        List<Run> runs = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        int at = 0;
        for (SentenceMark mark : marks.sentences()) {
            if (mark.start() > at) {
                runs.add(Run.words(new String(points, at, mark.start() - at), ""));
            }
            boolean looked = mark.statements().contains(told);
            runs.add(Run.words(new String(points, mark.start(), mark.end() - mark.start()),
                    !mark.concerns().isEmpty() ? "concern" : looked ? "told" : ""));
            at = mark.end();
            switch (mark.support()) {
                case SUPPORTED -> mark.statements().forEach(number -> runs.add(new Run(" [" + number + "]", "cited", true,
                        desk.say("support.cited", Integer.toString(number)), () -> cite.accept(number))));
                case UNSUPPORTED -> runs.add(new Run(" [" + desk.say("support.uncited.short") + "]", "uncited", true, desk.say("support.uncited"), null));
                case NOTHING_CLAIMED -> {
                    // A courtesy needs no source.
                }
            }
            if (runs.getLast().aside()) {
                runs.add(new Run(" ", "", true, "", null));
            }
        }
        if (at < points.length) {
            runs.add(Run.words(new String(points, at, points.length - at), ""));
        }
        return runs;
    }
}
