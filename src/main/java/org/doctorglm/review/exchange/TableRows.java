package org.doctorglm.review.exchange;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.review.exchange.Refused.Reason;
import org.jspecify.annotations.Nullable;

/// Readings out of the rows of a table: rows of the same answer, reviewer and role are one reading, wherever they stand.
final class TableRows {
    private final Intake intake;
    private final String file;
    private final Map<List<String>, Intake.Draft> drafts = new LinkedHashMap<>();
    private @Nullable List<String> columns;

    TableRows(Intake intake, String file) {
        this.intake = intake;
        this.file = file;
    }

    /// @param cells null when the row could not be read
    void add(long line, @Nullable List<String> cells) throws ExchangeException {
        if (cells == null) {
            intake.refuse(line, Reason.TOO_LARGE, "");
        } else if (columns == null) {
            columns = cells.stream().map(String::strip).toList();
            if (!columns.containsAll(List.of("start", "end", "kind")) || !columns.contains("answer") && !columns.contains("text")) {
                throw new ExchangeException(ExchangeException.Reason.NO_COLUMNS, file);
            }
        } else if (cells.size() == columns.size()) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            row(line, row);
        } else if (cells.size() > 1 || !cells.getFirst().isBlank()) {
            intake.refuse(line, Reason.BAD_ROW, String.valueOf(cells.size()));
        }
    }

    private void row(long line, Map<String, String> row) {
        String text = row.getOrDefault("text", "");
        String id = row.getOrDefault("answer", "");
        List<String> key = List.of(id, id.isEmpty() ? text : "", row.getOrDefault("reviewer", ""), row.getOrDefault("role", ""));
        Intake.Draft draft = drafts.get(key);
        if (draft == null) {
            draft = intake.begin(line, id, row.getOrDefault("question", ""), text.isEmpty() ? null : text, row.getOrDefault("sha256", ""), row.getOrDefault("reviewer", ""));
            if (draft == null) {
                return;
            }
            draft.about(row);
            drafts.put(key, draft);
        }
        if (row.getOrDefault("start", "").isEmpty() && row.getOrDefault("end", "").isEmpty()) {
            return;
        }
        try {
            draft.mark(line, Long.parseLong(row.getOrDefault("start", "").strip()), Long.parseLong(row.getOrDefault("end", "").strip()), row.getOrDefault("kind", ""), row);
        } catch (NumberFormatException e) {
            intake.refuse(line, Reason.OUT_OF_RANGE, row.get("start") + " … " + row.get("end"));
        }
    }

    void end() {
        drafts.values().forEach(Intake.Draft::end);
    }
}
