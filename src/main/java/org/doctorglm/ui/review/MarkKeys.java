package org.doctorglm.ui.review;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Harm;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.SelectionUnit;
import org.doctorglm.review.Severity;
import org.jspecify.annotations.Nullable;

/// The keys of [ReviewKey] at work on a reading.
final class MarkKeys {
    private final MarkingViewModel marking;
    private final MarkForm form;
    private final MarkedText text;

    MarkKeys(MarkingViewModel marking, MarkForm form, MarkedText text) {
        this.marking = marking;
        this.form = form;
        this.text = text;
    }

    /// @return whether the key meant something
    boolean handle(KeyEvent event) {
        KeyCode code = event.getCode();
        if (event.isShortcutDown() && (code == KeyCode.Z || code == KeyCode.Y)) {
            form.commit();
            if (code == KeyCode.Y || event.isShiftDown()) {
                marking.redo();
            } else {
                marking.undo();
            }
            return true;
        }
        if (code.isArrowKey() || code == KeyCode.HOME || code == KeyCode.END) {
            move(event);
            return true;
        }
        if (!ReviewKey.plain(event)) {
            return false;
        }
        if (marking.grading().get() != null && grade(code)) {
            return true;
        }
        return digit(event) || row(code) || single(code);
    }

    private void move(KeyEvent event) {
        KeyCode code = event.getCode();
        text.requestFocus();
        boolean extend = event.isShiftDown();
        if (code == KeyCode.HOME || code == KeyCode.END) {
            marking.toEdge(code == KeyCode.END, extend);
            return;
        }
        boolean sideways = code == KeyCode.LEFT || code == KeyCode.RIGHT;
        SelectionUnit unit = event.isAltDown() ? SelectionUnit.SENTENCE : !sideways ? SelectionUnit.CLAUSE : event.isShortcutDown() ? SelectionUnit.WORD : SelectionUnit.CHARACTER;
        marking.move(code == KeyCode.RIGHT || code == KeyCode.DOWN, unit, extend);
    }

    private boolean grade(KeyCode code) {
        int digit = ReviewKey.digit(code);
        if (digit >= 0 && digit <= AnswerGrade.HIGHEST) {
            marking.gradeNext(digit);
            return true;
        }
        marking.endGrades();
        return code == KeyCode.ESCAPE || code == KeyCode.L;
    }

    private boolean digit(KeyEvent event) {
        int digit = ReviewKey.digit(event.getCode());
        if (digit < 1 || digit > MarkKind.values().length) {
            return false;
        }
        MarkKind kind = MarkKind.values()[digit - 1];
        if (event.isShiftDown()) {
            marking.kind(kind);
        } else {
            form.commit();
            marking.mark(kind);
        }
        return true;
    }

    private boolean row(KeyCode code) {
        int issue = ReviewKey.index(ReviewKey.ISSUES, code);
        int severity = ReviewKey.index(ReviewKey.SEVERITIES, code);
        int harm = ReviewKey.index(ReviewKey.HARMS, code);
        if (issue >= 0) {
            marking.issue(MarkIssue.values()[issue]);
        } else if (severity >= 0) {
            marking.severity(Severity.values()[severity]);
        } else if (harm >= 0) {
            marking.harm(Harm.values()[harm]);
        } else {
            return false;
        }
        return true;
    }

    private boolean single(KeyCode code) {
        @Nullable Runnable action = switch (code) {
            case C -> form::focusComment;
            case V -> form::focusCorrection;
            case M -> form::focusMissing;
            case L -> marking::beginGrades;
            case B -> marking::respan;
            case DELETE, BACK_SPACE -> marking::remove;
            case Z -> this::undo;
            case X -> marking::redo;
            case PERIOD -> () -> marking.chooseNext(true);
            case COMMA -> () -> marking.chooseNext(false);
            case ESCAPE -> () -> {
                marking.choose(null);
                int caret = marking.place().get().caret();
                marking.go(caret, caret);
            };
            default -> null;
        };
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    private void undo() {
        form.commit();
        marking.undo();
    }
}
