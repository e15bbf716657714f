package org.doctorglm.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Edit;
import org.doctorglm.review.Harm;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Rows of readings and marks.
final class ReviewRows {
    private ReviewRows() {
    }

    /// What a page of 20,000 marks waits for: each column of a mark costs as much as the mark, so a reading's own words are read once with the reading, and
    /// empty ones not at all.
    ///
    /// @param answerId null for all
    static List<Reading> readings(Handle h, @Nullable String answerId) {
        String only = answerId == null ? "" : " WHERE r.answer_id = :id";
        Map<Long, List<MarkRow>> marks = new HashMap<>();
        query(h, """
                SELECT r.rowid, m.id, m.start, m.finish, m.kind, m.issue, m.severity, m.harm, nullif(m.comment, ''), nullif(m.correction, ''), nullif(m.author, m.reviewer), m.made
                FROM review_reading r JOIN review_mark m ON m.answer_id = r.answer_id AND m.reviewer = r.reviewer AND m.role = r.role""" + only, answerId)
                .map((row, c) -> marks.computeIfAbsent(row.getLong(1), k -> new ArrayList<>(4)).add(MarkRow.of(row))).list();
        Map<String, AnswerGrade> grades = new HashMap<>();
        return query(h, """
                SELECT r.rowid, r.answer_id, a.sha256, r.reviewer, r.role, r.grade, r.missing, r.state FROM review_reading r JOIN review_answer a ON a.id = r.answer_id"""
                + only + " ORDER BY r.answer_id, r.reviewer, r.role", answerId).map((row, c) -> {
                    String answer = row.getString(2);
                    String sha256 = row.getString(3);
                    String reviewer = row.getString(4);
                    return new Reading(answer, sha256, reviewer, ReviewJson.constant(Reading.Role.class, row.getString(5)),
                            marks.getOrDefault(row.getLong(1), List.of()).stream().map(mark -> mark.in(answer, sha256, reviewer)).toList(),
                            grades.computeIfAbsent(row.getString(6), ReviewJson::grade), row.getString(7), ReviewJson.state(row.getString(8)));
                }).list();
    }

    /// A mark without what its reading says already; null for the reading's own reviewer and for empty words.
    private record MarkRow(String id, Span span, MarkKind kind, @Nullable MarkIssue issue, @Nullable Severity severity, @Nullable Harm harm, @Nullable String comment,
                           @Nullable String correction, @Nullable String author, long made) {
        static MarkRow of(ResultSet row) throws SQLException {
            return new MarkRow(row.getString(2), new Span(row.getInt(3), row.getInt(4)), ReviewJson.constant(MarkKind.class, row.getString(5)),
                    ReviewJson.constantOrNull(MarkIssue.class, row.getString(6)), ReviewJson.constantOrNull(Severity.class, row.getString(7)),
                    ReviewJson.constantOrNull(Harm.class, row.getString(8)), row.getString(9), row.getString(10), row.getString(11), row.getLong(12));
        }

        Annotation in(String answer, String sha256, String reviewer) {
            return new Annotation(id, answer, sha256, span, kind, issue, severity, harm, comment == null ? "" : comment, correction == null ? "" : correction,
                    author == null ? reviewer : author, Instant.ofEpochMilli(made));
        }
    }

    private static Query query(Handle h, String sql, @Nullable String answerId) {
        Query query = h.createQuery(sql);
        return answerId == null ? query : query.bind("id", answerId);
    }

    private static Annotation mark(ResultSet row) throws SQLException {
        return new Annotation(row.getString("id"), row.getString("answer_id"), row.getString("sha256"), new Span(row.getInt("start"), row.getInt("finish")),
                ReviewJson.constant(MarkKind.class, row.getString("kind")), ReviewJson.constantOrNull(MarkIssue.class, row.getString("issue")),
                ReviewJson.constantOrNull(Severity.class, row.getString("severity")), ReviewJson.constantOrNull(Harm.class, row.getString("harm")),
                row.getString("comment"), row.getString("correction"), row.getString("author"), Instant.ofEpochMilli(row.getLong("made")));
    }

    /// Stores one edit with its line in the log; [ReviewLog#begin] was called.
    static void apply(Handle h, ReviewChange change) {
        String sha256 = h.createQuery("SELECT sha256 FROM review_answer WHERE id = :id").bind("id", change.answerId()).mapTo(String.class).findOne().orElse("");
        require(sha256.equals(change.textSha256()), change);
        h.createUpdate("""
                INSERT OR IGNORE INTO review_reading(answer_id, reviewer, role, grade, missing, state) VALUES (:id, :reviewer, :role, '{}', '', :state)""")
                .bind("id", change.answerId()).bind("reviewer", change.reviewer()).bind("role", change.role().name())
                .bind("state", ReviewJson.state(ReadingState.OPEN)).execute();
        switch (change.edit()) {
            case Edit.Mark(var before, var after) -> {
                mark(h, change, before, after);
                log(h, change, "mark", ReviewJson.mark(before), ReviewJson.mark(after));
            }
            case Edit.Grade(var before, var after) -> {
                set(h, change, "grade", ReviewJson.grade(before), ReviewJson.grade(after));
                log(h, change, "grade", ReviewJson.grade(before), ReviewJson.grade(after));
            }
            case Edit.Missing(var before, var after) -> {
                set(h, change, "missing", before, after);
                log(h, change, "missing", before, after);
            }
            case Edit.State(var before, var after) -> {
                set(h, change, "state", ReviewJson.state(before), ReviewJson.state(after));
                log(h, change, "state", ReviewJson.state(before), ReviewJson.state(after));
            }
        }
    }

    private static void mark(Handle h, ReviewChange change, @Nullable Annotation before, @Nullable Annotation after) {
        String id = Objects.requireNonNull(before == null ? after : before).id();
        Annotation present = h.createQuery("SELECT r.*, a.sha256 FROM review_mark r JOIN review_answer a ON a.id = r.answer_id WHERE r.id = :id").bind("id", id)
                .map((row, context) -> mark(row)).findOne().orElse(null);
        require(Objects.equals(present, before), change);
        if (before != null) {
            h.createUpdate("DELETE FROM review_mark WHERE id = :id").bind("id", id).execute();
        }
        if (after != null) {
            require(after.answerId().equals(change.answerId()) && after.textSha256().equals(change.textSha256()), change);
            insert(h, change, after);
        }
    }

    private static void insert(Handle h, ReviewChange change, Annotation mark) {
        Update update = h.createUpdate("""
                INSERT INTO review_mark(id, answer_id, reviewer, role, start, finish, kind, issue, severity, harm, comment, correction, author, made)
                VALUES (:id, :answer, :reviewer, :role, :start, :finish, :kind, :issue, :severity, :harm, :comment, :correction, :author, :made)""");
        update.bind("id", mark.id()).bind("answer", change.answerId()).bind("reviewer", change.reviewer()).bind("role", change.role().name())
                .bind("start", mark.span().start()).bind("finish", mark.span().end()).bind("kind", mark.kind().name()).bind("issue", ReviewJson.name(mark.issue()))
                .bind("severity", ReviewJson.name(mark.severity())).bind("harm", ReviewJson.name(mark.harm())).bind("comment", mark.comment())
                .bind("correction", mark.correction()).bind("author", mark.reviewer()).bind("made", mark.at().toEpochMilli()).execute();
    }

    private static void set(Handle h, ReviewChange change, String column, String before, String after) {
        int changed = h.createUpdate("UPDATE review_reading SET " + column + " = :after WHERE answer_id = :id AND reviewer = :reviewer AND role = :role AND " + column + " = :before")
                .bind("after", after).bind("before", before).bind("id", change.answerId()).bind("reviewer", change.reviewer()).bind("role", change.role().name()).execute();
        require(changed == 1, change);
    }

    private static void log(Handle h, ReviewChange change, String action, String before, String after) {
        ReviewLog.add(h, change.at(), change.reviewer(), action, change.answerId(), before, after);
    }

    /// Somebody else has changed it since it was read.
    private static void require(boolean asBefore, ReviewChange change) {
        if (!asBefore) {
            throw new StorageException(Reason.LOCKED, change.answerId());
        }
    }
}
