package org.doctorglm.storage;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.LogEntry;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingSummary;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewCounts;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reviews in SQLite. Each change is one transaction together with its line in the log.
public final class SqliteReviewRepository implements ReviewRepository {
    private final Database database;
    private final Clock clock;

    public SqliteReviewRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<String> add(Collection<ReviewedAnswer> answers, String by) {
        List<String> others = new ArrayList<>();
        database.transaction(h -> {
            ReviewLog.begin(h);
            for (ReviewedAnswer answer : answers) {
                Optional<String> present = h.createQuery("SELECT sha256 FROM review_answer WHERE id = :id").bind("id", answer.id()).mapTo(String.class).findOne();
                if (present.isEmpty()) {
                    insert(h, answer);
                    ReviewLog.add(h, clock.instant(), by, "answer", answer.id(), "", answer.textSha256());
                } else if (!present.get().equals(answer.textSha256())) {
                    others.add(answer.id());
                }
            }
        });
        return others;
    }

    private static void insert(Handle h, ReviewedAnswer answer) {
        ReviewedAnswer.Source source = answer.source();
        h.createUpdate("""
                INSERT INTO review_answer(id, question, text, sha256, way, department, model, adapter, precision, designer, uncertainty, added)
                VALUES (:id, :question, :text, :sha256, :way, :department, :model, :adapter, :precision, :designer, :uncertainty, :added)""")
                .bind("id", answer.id()).bind("question", answer.question()).bind("text", answer.text()).bind("sha256", answer.textSha256())
                .bind("way", source.way().name()).bind("department", source.department()).bind("model", source.model()).bind("adapter", source.adapter())
                .bind("precision", source.precision()).bind("designer", source.designer() ? 1 : 0).bind("uncertainty", source.uncertainty())
                .bind("added", answer.addedAt().toEpochMilli()).execute();
    }

    @Override
    public Optional<ReviewedAnswer> answer(String id) {
        return database.write(h -> h.createQuery("SELECT * FROM review_answer WHERE id = :id").bind("id", id).map(SqliteReviewRepository::answer).findOne());
    }

    @Override
    public List<ReviewedAnswer> answers() {
        return database.write(h -> h.createQuery("SELECT * FROM review_answer ORDER BY rowid").map(SqliteReviewRepository::answer).list());
    }

    @Override
    public void remove(String answerId, String by) {
        database.transaction(h -> {
            ReviewLog.begin(h);
            Optional<String> present = h.createQuery("SELECT sha256 FROM review_answer WHERE id = :id").bind("id", answerId).mapTo(String.class).findOne();
            present.ifPresent(sha256 -> {
                h.createUpdate("DELETE FROM review_answer WHERE id = :id").bind("id", answerId).execute();
                ReviewLog.add(h, clock.instant(), by, "answer", answerId, sha256, "");
            });
        });
        // The log of the database still holds the old pages until it is written back and cut off.
        database.write(h -> h.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().list());
    }

    @Override
    public Reading reading(String answerId, String reviewer, Reading.Role role) {
        ReviewedAnswer answer = answer(answerId).orElseThrow();
        return database.write(h -> ReviewRows.readings(h, answerId)).stream().filter(reading -> reading.reviewer().equals(reviewer) && reading.role() == role)
                .findFirst().orElseGet(() -> Reading.begin(answer, reviewer, role));
    }

    @Override
    public List<Reading> readings(String answerId) {
        return database.write(h -> ReviewRows.readings(h, answerId));
    }

    @Override
    public List<Reading> readings() {
        return database.write(h -> ReviewRows.readings(h, null));
    }

    @Override
    public List<ReadingSummary> summaries() {
        // Counted by the index of the marks: rows that need not leave the database cost a tenth.
        return database.write(h -> h.createQuery("""
                SELECT r.answer_id, r.reviewer, r.role, r.state,
                       (SELECT count(*) FROM review_mark m WHERE m.answer_id = r.answer_id AND m.reviewer = r.reviewer AND m.role = r.role)
                FROM review_reading r ORDER BY r.answer_id, r.reviewer, r.role""")
                .map((r, c) -> new ReadingSummary(r.getString(1), r.getString(2), ReviewJson.constant(Reading.Role.class, r.getString(3)), ReviewJson.state(r.getString(4)),
                        r.getInt(5))).list());
    }

    @Override
    public ReviewCounts counts() {
        return database.write(h -> h.createQuery("""
                SELECT (SELECT count(*) FROM review_answer),
                       (SELECT count(DISTINCT answer_id) FROM review_reading WHERE json_extract(state, '$.progress') = 'DONE'),
                       (SELECT count(*) FROM review_mark)""").map((r, c) -> new ReviewCounts(r.getInt(1), r.getInt(2), r.getInt(3))).one());
    }

    @Override
    public ErrorRates rates(ErrorRates.Grouping grouping) {
        return database.write(h -> ReviewRates.of(h, grouping));
    }

    @Override
    public void record(List<ReviewChange> changes) {
        database.transaction(h -> {
            ReviewLog.begin(h);
            for (ReviewChange change : changes) {
                ReviewRows.apply(h, change);
            }
        });
    }

    @Override
    public void together(Runnable changes) {
        // What they do joins this transaction.
        database.transaction(h -> {
            ReviewLog.begin(h);
            changes.run();
        });
    }

    @Override
    public void add(Ranking ranking) {
        database.transaction(h -> {
            ReviewLog.begin(h);
            String answers = ReviewJson.list(ranking.answers());
            String places = ReviewJson.list(ranking.places());
            int added = h.createUpdate("""
                    INSERT OR IGNORE INTO review_ranking(id, question, answers, places, reason, reviewer, seed, made)
                    VALUES (:id, :question, :answers, :places, :reason, :reviewer, :seed, :made)""")
                    .bind("id", ranking.id()).bind("question", ranking.question()).bind("answers", answers).bind("places", places)
                    .bind("reason", ranking.reason()).bind("reviewer", ranking.reviewer()).bind("seed", ranking.seed()).bind("made", ranking.at().toEpochMilli())
                    .execute();
            if (added > 0) {
                ReviewLog.add(h, ranking.at(), ranking.reviewer(), "ranking", ranking.id(), "", "{\"answers\":" + answers + ",\"places\":" + places + "}");
            }
        });
    }

    @Override
    public List<Ranking> rankings() {
        return database.write(h -> h.createQuery("SELECT * FROM review_ranking ORDER BY rowid").map((r, c) -> new Ranking(r.getString("id"), r.getString("question"),
                ReviewJson.list(r.getString("answers"), new TypeReference<List<String>>() { }), ReviewJson.list(r.getString("places"), new TypeReference<List<Integer>>() { }),
                r.getString("reason"), r.getString("reviewer"), r.getLong("seed"), Instant.ofEpochMilli(r.getLong("made")))).list());
    }

    @Override
    public List<Reviewer> reviewers() {
        return database.write(h -> h.createQuery("SELECT name, field FROM reviewer ORDER BY name").map((r, c) -> new Reviewer(r.getString(1), r.getString(2))).list());
    }

    @Override
    public void put(Reviewer reviewer) {
        database.transaction(h -> {
            ReviewLog.begin(h);
            String before = h.createQuery("SELECT field FROM reviewer WHERE name = :name").bind("name", reviewer.name()).mapTo(String.class).findOne().orElse("");
            h.createUpdate("INSERT INTO reviewer(name, field) VALUES (:name, :field) ON CONFLICT DO UPDATE SET field = :field").bind("name", reviewer.name())
                    .bind("field", reviewer.field()).execute();
            ReviewLog.add(h, clock.instant(), reviewer.name(), "reviewer", reviewer.name(), before, reviewer.field());
        });
    }

    @Override
    public List<LogEntry> log(long after, int limit) {
        return database.write(h -> ReviewLog.read(h, after, limit));
    }

    @Override
    public Optional<Long> firstBrokenLine() {
        // One transaction, so that lines written meanwhile do not look like a break.
        List<Optional<Long>> found = new ArrayList<>();
        database.transaction(h -> found.add(ReviewLog.firstBroken(h)));
        return found.getFirst();
    }

    private static ReviewedAnswer answer(ResultSet row, StatementContext context) throws SQLException {
        return new ReviewedAnswer(row.getString("id"), row.getString("question"), row.getString("text"), row.getString("sha256"),
                new ReviewedAnswer.Source(ReviewJson.constant(ReviewedAnswer.Way.class, row.getString("way")), row.getString("department"), row.getString("model"),
                        row.getString("adapter"), row.getString("precision"), row.getInt("designer") == 1, row.getDouble("uncertainty")),
                Instant.ofEpochMilli(row.getLong("added")));
    }
}
