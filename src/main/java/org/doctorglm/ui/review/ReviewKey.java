package org.doctorglm.ui.review;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Single keys while reading: nothing is typed into the text, so letters are free. Kinds are 1 to 3; issue, severity and harm lie in rows as on the keyboard.
public enum ReviewKey {
    COMMENT(KeyCode.DIGIT1, "1"),
    FACTUAL(KeyCode.DIGIT2, "2"),
    IMPROPER(KeyCode.DIGIT3, "3"),
    ISSUE(KeyCode.Q, "Q–P"),
    SEVERITY(KeyCode.A, "A S D"),
    HARM(KeyCode.F, "F–K"),
    WORDS(KeyCode.C, "C"),
    CORRECTION(KeyCode.V, "V"),
    GRADES(KeyCode.L, "L"),
    MISSING(KeyCode.M, "M"),
    RESPAN(KeyCode.B, "B"),
    REMOVE(KeyCode.DELETE, "Del"),
    NEXT_MARK(KeyCode.PERIOD, ", ."),
    UNDO(KeyCode.Z, "Z"),
    REDO(KeyCode.X, "X"),
    SKIP(KeyCode.N, "N"),
    NEIGHBOUR(KeyCode.PAGE_DOWN, "PgUp PgDn"),
    SAVE(KeyCode.ENTER, "Enter");

    /// Keys of the ten issues, of the three severities and of the five harms, in their order.
    static final KeyCode[] ISSUES = {KeyCode.Q, KeyCode.W, KeyCode.E, KeyCode.R, KeyCode.T, KeyCode.Y, KeyCode.U, KeyCode.I, KeyCode.O, KeyCode.P};
    static final KeyCode[] SEVERITIES = {KeyCode.A, KeyCode.S, KeyCode.D};
    static final KeyCode[] HARMS = {KeyCode.F, KeyCode.G, KeyCode.H, KeyCode.J, KeyCode.K};

    private final KeyCode code;
    private final String printed;

    ReviewKey(KeyCode code, String printed) {
        this.code = code;
        this.printed = printed;
    }

    /// As it stands on the keyboard.
    public String printed() {
        return printed;
    }

    /// Of keys pressed without others.
    static Optional<ReviewKey> of(KeyCode code) {
        for (ReviewKey key : values()) {
            if (key.code == code) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    static boolean plain(KeyEvent event) {
        return !event.isShortcutDown() && !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
    }

    /// Of a row, -1 for none.
    static int index(KeyCode[] row, KeyCode code) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == code) {
                return i;
            }
        }
        return -1;
    }

    /// The digit of a key, also on the number block; -1 for none.
    static int digit(KeyCode code) {
        int digit = code.ordinal() - KeyCode.DIGIT0.ordinal();
        int block = code.ordinal() - KeyCode.NUMPAD0.ordinal();
        return digit >= 0 && digit <= 9 ? digit : block >= 0 && block <= 9 ? block : -1;
    }
}
