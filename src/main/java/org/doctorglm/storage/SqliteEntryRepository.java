package org.doctorglm.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.EntryAction;
import org.doctorglm.knowledge.EntryNote;
import org.doctorglm.knowledge.EntryRepository;
import org.doctorglm.knowledge.EntryReview;
import org.doctorglm.knowledge.EntryVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Changes to the disease library in SQLite; each is one transaction.
public final class SqliteEntryRepository implements EntryRepository {
    private final Database database;

    public SqliteEntryRepository(Database database) {
        this.database = database;
    }

    @Override
    public List<EntryVersion> newest() {
        return database.write(h -> h.createQuery("""
                SELECT v.* FROM entry_version v JOIN (SELECT entry_id, max(number) AS number FROM entry_version GROUP BY entry_id) n
                ON v.entry_id = n.entry_id AND v.number = n.number ORDER BY v.rowid""").map(SqliteEntryRepository::version).list());
    }

    @Override
    public List<EntryVersion> history(String entryId) {
        return database.write(h -> h.createQuery("SELECT * FROM entry_version WHERE entry_id = :id ORDER BY number DESC").bind("id", entryId)
                .map(SqliteEntryRepository::version).list());
    }

    @Override
    public void add(EntryVersion version) {
        database.transaction(h -> {
            int newest = h.createQuery("SELECT coalesce(max(number), 0) FROM entry_version WHERE entry_id = :id").bind("id", version.entryId())
                    .mapTo(int.class).one();
            if (version.number() != newest + 1) {
                // Somebody else has changed the entry since it was read.
                throw new StorageException(Reason.LOCKED, version.entryId());
            }
            insert(h, version);
        });
    }

    private static void insert(Handle h, EntryVersion version) {
        EntryReview review = version.review();
        h.createUpdate("""
                INSERT INTO entry_version(entry_id, number, changed, author, action, before, entry, hidden, reviewer, reviewed)
                VALUES (:id, :number, :changed, :author, :action, :before, :entry, :hidden, :reviewer, :reviewed)""")
                .bind("id", version.entryId()).bind("number", version.number()).bind("changed", version.at().toEpochMilli())
                .bind("author", version.author()).bind("action", version.action().name()).bind("before", json(version.before()))
                .bind("entry", json(version.entry())).bind("hidden", version.hidden() ? 1 : 0)
                .bind("reviewer", review == null ? null : review.reviewer())
                .bind("reviewed", review == null ? null : (Long) review.at().toEpochMilli()).execute();
    }

    @Override
    public void delete(String entryId) {
        database.transaction(h -> {
            h.createUpdate("DELETE FROM entry_version WHERE entry_id = :id").bind("id", entryId).execute();
            h.createUpdate("DELETE FROM entry_note WHERE entry_id = :id").bind("id", entryId).execute();
        });
    }

    @Override
    public Optional<EntryNote> note(String entryId) {
        return database.write(h -> h.createQuery("SELECT * FROM entry_note WHERE entry_id = :id").bind("id", entryId)
                .map((row, context) -> new EntryNote(row.getString("entry_id"), row.getString("text"), row.getString("author"),
                        Instant.ofEpochMilli(row.getLong("changed")))).findOne());
    }

    @Override
    public void put(EntryNote note) {
        database.transaction(h -> {
            h.createUpdate("DELETE FROM entry_note WHERE entry_id = :id").bind("id", note.entryId()).execute();
            if (!note.text().isBlank()) {
                h.createUpdate("INSERT INTO entry_note(entry_id, text, author, changed) VALUES (:id, :text, :author, :changed)")
                        .bind("id", note.entryId()).bind("text", note.text()).bind("author", note.author())
                        .bind("changed", note.at().toEpochMilli()).execute();
            }
        });
    }

    private static EntryVersion version(ResultSet row, StatementContext context) throws SQLException {
        String reviewer = row.getString("reviewer");
        return new EntryVersion(row.getString("entry_id"), row.getInt("number"), Instant.ofEpochMilli(row.getLong("changed")), row.getString("author"),
                action(row.getString("action")), disease(row.getString("before")), disease(row.getString("entry")), row.getInt("hidden") == 1,
                reviewer == null ? null : new EntryReview(reviewer, Instant.ofEpochMilli(row.getLong("reviewed"))));
    }

    private static EntryAction action(String name) {
        try {
            return EntryAction.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Reason.DAMAGED, "entry_version.action", e);
        }
    }

    private static @Nullable String json(@Nullable Disease disease) {
        return disease == null ? null : DiseaseJson.write(disease);
    }

    private static @Nullable Disease disease(@Nullable String json) {
        try {
            return json == null ? null : DiseaseJson.stored(json);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Reason.DAMAGED, "entry_version", e);
        }
    }
}
