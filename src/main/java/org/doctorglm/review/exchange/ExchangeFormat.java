package org.doctorglm.review.exchange;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The forms of files with marks.
public enum ExchangeFormat {
    /// One reading a line; says everything.
    JSON_LINES("jsonl", EnumSet.allOf(Detail.class), true),
    /// One mark a row; says everything.
    CSV("csv", EnumSet.allOf(Detail.class), true),
    /// The rows of [#CSV] in a workbook, whose cells lose blanks at their ends.
    SPREADSHEET("xlsx", EnumSet.complementOf(EnumSet.of(Detail.BLANKS)), true),
    /// One character a line with a column of B, I and O for each kind.
    CONLL("conll", EnumSet.of(Detail.ANSWER, Detail.REVIEWER, Detail.BLANKS), true),
    /// A folder with a text and an `.ann` for each reading (brat's standoff).
    BRAT("brat", EnumSet.of(Detail.OVERLAP, Detail.CATEGORIES, Detail.COMMENT, Detail.CORRECTION, Detail.BLANKS), true),
    /// Tasks with annotations as Label Studio exports them.
    LABEL_STUDIO("json", EnumSet.of(Detail.OVERLAP, Detail.COMMENT, Detail.REVIEWER, Detail.BLANKS), false),
    /// JSON lines as doccano exports them.
    DOCCANO("doccano", EnumSet.of(Detail.OVERLAP, Detail.BLANKS), false);

    private final String extension;
    private final Set<Detail> carries;
    private final boolean written;

    ExchangeFormat(String extension, Set<Detail> carries, boolean written) {
        this.extension = extension;
        this.carries = carries;
        this.written = written;
    }

    /// Without the dot; also the name in commands.
    public String extension() {
        return extension;
    }

    public boolean carries(Detail detail) {
        return carries.contains(detail);
    }

    /// Whether this program writes it.
    public boolean written() {
        return written;
    }

    public static Optional<ExchangeFormat> of(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (ExchangeFormat format : values()) {
            if (format.extension.equals(wanted) || format.name().equalsIgnoreCase(name.replace('-', '_'))) {
                return Optional.of(format);
            }
        }
        return wanted.equals("ann") ? Optional.of(BRAT) : Optional.empty();
    }

    /// By the end of a file's name. Lines of JSON tell themselves whether they are doccano's.
    public static Optional<ExchangeFormat> ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.of(BRAT) : of(name.substring(dot + 1));
    }
}
