package org.doctorglm.storage;

import java.time.Instant;
import java.util.List;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.ErrorRates.Grouping;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Severity;
import org.jdbi.v3.core.Handle;

/// The dashboard's figures, counted where the marks lie: of 20,000 marks a few dozen rows come out, and no text, comment or time is read.
final class ReviewRates {
    /// The readings that count of each answer, and how many they are: results of adjudication where there are some, else all that are finished. In
    /// [ReviewJson#state] a quote inside a note is escaped, so that no note looks like a finished reading.
    private static final String USED = """
            WITH done AS MATERIALIZED (SELECT answer_id, reviewer, role FROM review_reading WHERE instr(state, '"progress":"DONE"') > 0),
                 sums AS MATERIALIZED (SELECT answer_id, sum(role = 'ADJUDICATOR') AS results, count(*) AS readings FROM done GROUP BY answer_id),
                 used AS (SELECT d.answer_id, d.reviewer, d.role, CASE s.results WHEN 0 THEN s.readings ELSE s.results END AS readings
                          FROM sums s JOIN done d ON d.answer_id = s.answer_id WHERE s.results = 0 OR d.role = 'ADJUDICATOR')
            """;
    private static final String OF_READING = "m.answer_id = u.answer_id AND m.reviewer = u.reviewer AND m.role = u.role";

    private ReviewRates() {
    }

    static ErrorRates of(Handle h, Grouping grouping) {
        String group = column(grouping);
        ErrorRates.Counting counting = new ErrorRates.Counting();
        List<?> answers = h.createQuery(USED + "SELECT a.id, " + group + ", max(EXISTS (SELECT 1 FROM review_mark m WHERE " + OF_READING + "))"
                + " FROM used u JOIN review_answer a ON a.id = u.answer_id GROUP BY a.id ORDER BY a.rowid").map((row, c) -> {
                    counting.answer(group(grouping, row.getString(2)), row.getString(1), row.getBoolean(3));
                    return true;
                }).list();
        if (!answers.isEmpty()) {
            h.createQuery(USED + "SELECT " + group + ", m.kind, m.severity, sum(1.0 / u.readings) FROM used u JOIN review_mark m ON " + OF_READING
                    + " JOIN review_answer a ON a.id = u.answer_id GROUP BY 1, 2, 3").map((row, c) -> {
                        counting.marks(group(grouping, row.getString(1)), ReviewJson.constant(MarkKind.class, row.getString(2)),
                                ReviewJson.constantOrNull(Severity.class, row.getString(3)), row.getDouble(4));
                        return true;
                    }).list();
        }
        return counting.rates();
    }

    private static String column(Grouping grouping) {
        return switch (grouping) {
            case DEPARTMENT -> "a.department";
            case MODEL -> "a.model";
            case ADAPTER -> "coalesce(a.adapter, '')";
            case PRECISION -> "a.precision";
            case DESIGNER -> "CASE a.designer WHEN 1 THEN 'on' ELSE 'off' END";
            // In which month a moment lies is for this computer's calendar to say.
            case MONTH -> "a.added";
        };
    }

    private static String group(Grouping grouping, String value) {
        return grouping == Grouping.MONTH ? Grouping.month(Instant.ofEpochMilli(Long.parseLong(value))) : value;
    }
}
