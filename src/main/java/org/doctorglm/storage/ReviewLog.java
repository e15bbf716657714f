package org.doctorglm.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.LogEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The log of reviews: a chain of lines, each hashed together with the hash of the line before.
final class ReviewLog {
    private ReviewLog() {
    }

    /// Takes the database's write lock before anything is read, so that what is read cannot change until the step is stored.
    static void begin(Handle h) {
        h.createUpdate("UPDATE review_head SET id = id WHERE id = 1").execute();
    }

    /// Call [#begin] first.
    static void add(Handle h, Instant at, String reviewer, String action, String subject, String before, String after) {
        record Head(long number, String sha256) { }
        Head head = h.createQuery("SELECT number, sha256 FROM review_head").map((r, c) -> new Head(r.getLong(1), r.getString(2))).one();
        LogEntry entry = new LogEntry(head.number + 1, Instant.ofEpochMilli(at.toEpochMilli()), reviewer, action, subject, before, after, "");
        String hash = hash(head.sha256, entry);
        h.createUpdate("""
                INSERT INTO review_log(number, at, reviewer, action, subject, before, after, sha256)
                VALUES (:number, :at, :reviewer, :action, :subject, :before, :after, :sha256)""")
                .bind("number", entry.number()).bind("at", at.toEpochMilli()).bind("reviewer", reviewer).bind("action", action).bind("subject", subject)
                .bind("before", before).bind("after", after).bind("sha256", hash).execute();
        h.createUpdate("UPDATE review_head SET number = :number, sha256 = :sha256 WHERE id = 1").bind("number", entry.number()).bind("sha256", hash).execute();
    }

    static List<LogEntry> read(Handle h, long after, int limit) {
        return h.createQuery("SELECT * FROM review_log WHERE number > :after ORDER BY number LIMIT :limit").bind("after", after).bind("limit", limit)
                .map(ReviewLog::entry).list();
    }

    static Optional<Long> firstBroken(Handle h) {
        String before = "";
        long number = 0;
        try (Stream<LogEntry> lines = h.createQuery("SELECT * FROM review_log ORDER BY number").map(ReviewLog::entry).stream()) {
            for (Iterator<LogEntry> all = lines.iterator(); all.hasNext(); ) {
                LogEntry entry = all.next();
                number++;
                if (entry.number() != number || !entry.sha256().equals(hash(before, entry))) {
                    return Optional.of(number);
                }
                before = entry.sha256();
            }
        }
        String newest = before;
        long last = number;
        boolean whole = h.createQuery("SELECT number = :number AND sha256 = :sha256 FROM review_head").bind("number", last).bind("sha256", newest)
                .mapTo(boolean.class).one();
        return whole ? Optional.empty() : Optional.of(last + 1);
    }

    /// Lengths stand before the parts, so that nothing can be moved from one part to the next.
    private static String hash(String before, LogEntry entry) {
        MessageDigest digest = Sha256.digest();
        for (String part : List.of(before, Long.toString(entry.number()), Long.toString(entry.at().toEpochMilli()), entry.reviewer(), entry.action(),
                entry.subject(), entry.before(), entry.after())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static LogEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new LogEntry(row.getLong("number"), Instant.ofEpochMilli(row.getLong("at")), row.getString("reviewer"), row.getString("action"),
                row.getString("subject"), row.getString("before"), row.getString("after"), row.getString("sha256"));
    }
}
