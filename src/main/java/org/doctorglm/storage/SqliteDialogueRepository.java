package org.doctorglm.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.platform.Sha256;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Consultations in SQLite.
public final class SqliteDialogueRepository implements DialogueRepository {
    private static final ObjectMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final String DIALOGUES = """
            SELECT d.id, d.title, d.created, d.updated,
                   (SELECT count(*) FROM answer a JOIN question q ON q.id = a.question_id WHERE q.dialogue_id = d.id) AS answers,
                   coalesce((SELECT json_extract(a.provenance, '$.evidence[0].disease') FROM answer a JOIN question q ON q.id = a.question_id
                    WHERE q.dialogue_id = d.id AND json_extract(a.provenance, '$.evidence[0].used') ORDER BY a.created DESC LIMIT 1), '') AS subtitle
            FROM dialogue d""";
    private static final int EXCERPT = 40;

    private final Database database;

    public SqliteDialogueRepository(Database database) {
        this.database = database;
        closeAbandoned();
    }

    /// Marks answers whose writer has died. What they had written stays.
    private void closeAbandoned() {
        record Abandoned(String id, String text, String owner) { }
        List<Abandoned> open = database.write(h -> h.createQuery("SELECT id, text, coalesce(owner, '') AS owner FROM answer WHERE finish_reason IS NULL")
                .map((r, c) -> new Abandoned(r.getString("id"), r.getString("text"), r.getString("owner"))).list());
        for (Abandoned answer : open) {
            if (!ProcessOwner.alive(answer.owner())) {
                database.transaction(h -> h.createUpdate("UPDATE answer SET finish_reason = :reason, sha256 = :sha, owner = NULL WHERE id = :id")
                        .bind("reason", FinishReason.INTERRUPTED.name()).bind("sha", Sha256.of(answer.text())).bind("id", answer.id()).execute());
            }
        }
    }

    @Override
    public List<Dialogue> list() {
        return database.write(h -> h.createQuery(DIALOGUES + " ORDER BY d.updated DESC, d.rowid DESC").map(SqliteDialogueRepository::dialogue).list());
    }

    @Override
    public long answers() {
        return database.write(h -> h.createQuery("SELECT count(*) FROM answer").mapTo(long.class).one());
    }

    @Override
    public List<Hit> search(String words) {
        String query = Bigrams.query(words);
        if (query.isEmpty()) {
            return List.of();
        }
        List<String> ids = database.write(h -> h.createQuery("SELECT DISTINCT dialogue_id FROM words WHERE words MATCH :query")
                .bind("query", query).mapTo(String.class).list());
        List<Dialogue> hits = list().stream().filter(d -> ids.contains(d.id())).toList();
        return hits.stream().map(d -> new Hit(d, excerpt(d.id(), query, words))).toList();
    }

    private String excerpt(String dialogueId, String query, String words) {
        String text = database.write(h -> h.createQuery("""
                SELECT coalesce(a.text, q.text, d.title) FROM words w
                LEFT JOIN answer a ON a.id = w.source LEFT JOIN question q ON q.id = w.source LEFT JOIN dialogue d ON d.id = w.source
                WHERE words MATCH :query AND w.dialogue_id = :id LIMIT 1""")
                .bind("query", query).bind("id", dialogueId).mapTo(String.class).findOne().orElse(""));
        int at = Bigrams.runs(words).stream().mapToInt(run -> text.toLowerCase(java.util.Locale.ROOT).indexOf(run)).filter(i -> i >= 0)
                .findFirst().orElse(0);
        int from = Math.max(0, at - EXCERPT / 4);
        String cut = text.substring(from, Math.min(text.length(), from + EXCERPT)).replace('\n', ' ');
        return (from > 0 ? "…" : "") + cut + (from + EXCERPT < text.length() ? "…" : "");
    }

    @Override
    public Dialogue create(String title) {
        Dialogue dialogue = new Dialogue(UUID.randomUUID().toString(), title, "", 0, now(), now());
        database.transaction(h -> {
            h.createUpdate("INSERT INTO dialogue(id, title, created, updated) VALUES (:id, :title, :now, :now)")
                    .bind("id", dialogue.id()).bind("title", title).bind("now", dialogue.createdAt().toEpochMilli()).execute();
            index(h, dialogue.id(), dialogue.id(), title);
        });
        return dialogue;
    }

    @Override
    public void rename(String dialogueId, String title) {
        database.transaction(h -> {
            h.createUpdate("UPDATE dialogue SET title = :title WHERE id = :id").bind("title", title).bind("id", dialogueId).execute();
            index(h, dialogueId, dialogueId, title);
        });
    }

    @Override
    public void delete(String dialogueId) {
        database.transaction(h -> {
            h.createUpdate("DELETE FROM words WHERE dialogue_id = :id").bind("id", dialogueId).execute();
            h.createUpdate("DELETE FROM dialogue WHERE id = :id").bind("id", dialogueId).execute();
        });
        // The log still holds the old pages until it is written back and cut off.
        database.write(h -> h.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().list());
    }

    @Override
    public Optional<DialogueTree> load(String dialogueId) {
        Optional<Dialogue> dialogue = database.write(h -> h.createQuery(DIALOGUES + " WHERE d.id = :id").bind("id", dialogueId)
                .map(SqliteDialogueRepository::dialogue).findOne());
        return dialogue.map(found -> new DialogueTree(found,
                database.write(h -> h.createQuery("SELECT * FROM question WHERE dialogue_id = :id ORDER BY asked, rowid").bind("id", dialogueId)
                        .map(SqliteDialogueRepository::question).list()),
                database.write(h -> h.createQuery("""
                        SELECT a.* FROM answer a JOIN question q ON q.id = a.question_id WHERE q.dialogue_id = :id ORDER BY a.created, a.version""")
                        .bind("id", dialogueId).map(SqliteDialogueRepository::answer).list()),
                choices(dialogueId)));
    }

    private Map<String, String> choices(String dialogueId) {
        Map<String, String> chosen = new HashMap<>();
        database.write(h -> h.createQuery("SELECT parent, child FROM choice WHERE dialogue_id = :id").bind("id", dialogueId)
                .map((r, c) -> Map.entry(r.getString(1), r.getString(2))).list()).forEach(e -> chosen.put(e.getKey(), e.getValue()));
        return chosen;
    }

    @Override
    public void add(Question question) {
        database.transaction(h -> {
            h.createUpdate("INSERT INTO question(id, dialogue_id, parent_answer_id, text, asked) VALUES (:id, :dialogue, :parent, :text, :asked)")
                    .bind("id", question.id()).bind("dialogue", question.dialogueId()).bind("parent", question.parentAnswerId())
                    .bind("text", question.text()).bind("asked", question.askedAt().toEpochMilli()).execute();
            index(h, question.dialogueId(), question.id(), question.text());
            choose(h, question.dialogueId(), question.parentAnswerId() == null ? DialogueTree.ROOT : question.parentAnswerId(), question.id());
            touch(h, question.dialogueId());
        });
    }

    @Override
    public void begin(Answer answer) {
        database.transaction(h -> {
            h.createUpdate("""
                    INSERT INTO answer(id, question_id, version, text, finish_reason, provenance, timings, created, sha256, owner)
                    VALUES (:id, :question, :version, :text, NULL, :provenance, :timings, :created, NULL, :owner)""")
                    .bind("id", answer.id()).bind("question", answer.questionId()).bind("version", answer.version()).bind("text", answer.text())
                    .bind("provenance", json(answer.provenance())).bind("timings", json(answer.timings()))
                    .bind("created", answer.createdAt().toEpochMilli()).bind("owner", ProcessOwner.current()).execute();
            String dialogueId = dialogueOf(h, answer.questionId());
            choose(h, dialogueId, answer.questionId(), answer.id());
            touch(h, dialogueId);
        });
    }

    @Override
    public void progress(String answerId, String text) {
        database.transaction(h -> h.createUpdate("UPDATE answer SET text = :text WHERE id = :id AND finish_reason IS NULL")
                .bind("text", text).bind("id", answerId).execute());
    }

    @Override
    public void finish(Answer answer) {
        database.transaction(h -> {
            h.createUpdate("""
                    UPDATE answer SET text = :text, finish_reason = :reason, provenance = :provenance, timings = :timings, sha256 = :sha,
                    owner = NULL WHERE id = :id AND finish_reason IS NULL""")
                    .bind("text", answer.text()).bind("reason", answer.finishReason()).bind("provenance", json(answer.provenance()))
                    .bind("timings", json(answer.timings())).bind("sha", answer.sha256()).bind("id", answer.id()).execute();
            index(h, dialogueOf(h, answer.questionId()), answer.id(), answer.text());
        });
    }

    @Override
    public Optional<Answer> answer(String answerId) {
        return database.write(h -> h.createQuery("SELECT * FROM answer WHERE id = :id").bind("id", answerId)
                .map(SqliteDialogueRepository::answer).findOne());
    }

    @Override
    public Optional<Question> question(String questionId) {
        return database.write(h -> h.createQuery("SELECT * FROM question WHERE id = :id").bind("id", questionId)
                .map(SqliteDialogueRepository::question).findOne());
    }

    @Override
    public void choose(String dialogueId, String parent, String child) {
        database.transaction(h -> choose(h, dialogueId, parent, child));
    }

    private static void choose(Handle h, String dialogueId, String parent, String child) {
        h.createUpdate("INSERT INTO choice(dialogue_id, parent, child) VALUES (:id, :parent, :child) ON CONFLICT DO UPDATE SET child = :child")
                .bind("id", dialogueId).bind("parent", parent).bind("child", child).execute();
    }

    private static void touch(Handle h, String dialogueId) {
        h.createUpdate("UPDATE dialogue SET updated = :now WHERE id = :id").bind("now", now().toEpochMilli()).bind("id", dialogueId).execute();
    }

    private static void index(Handle h, String dialogueId, String source, String text) {
        h.createUpdate("DELETE FROM words WHERE source = :source").bind("source", source).execute();
        h.createUpdate("INSERT INTO words(grams, dialogue_id, source) VALUES (:grams, :dialogue, :source)")
                .bind("grams", Bigrams.index(text)).bind("dialogue", dialogueId).bind("source", source).execute();
    }

    private static String dialogueOf(Handle h, String questionId) {
        return h.createQuery("SELECT dialogue_id FROM question WHERE id = :id").bind("id", questionId).mapTo(String.class).one();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    private static Dialogue dialogue(ResultSet row, StatementContext context) throws SQLException {
        return new Dialogue(row.getString("id"), row.getString("title"), row.getString("subtitle"), row.getInt("answers"),
                Instant.ofEpochMilli(row.getLong("created")), Instant.ofEpochMilli(row.getLong("updated")));
    }

    private static Question question(ResultSet row, StatementContext context) throws SQLException {
        return new Question(row.getString("id"), row.getString("dialogue_id"), row.getString("parent_answer_id"), row.getString("text"),
                Instant.ofEpochMilli(row.getLong("asked")));
    }

    private static Answer answer(ResultSet row, StatementContext context) throws SQLException {
        String reason = row.getString("finish_reason");
        return new Answer(row.getString("id"), row.getString("question_id"), row.getInt("version"), row.getString("text"),
                reason == null ? null : FinishReason.valueOf(reason), parsed(row.getString("provenance"), Provenance.class),
                parsed(row.getString("timings"), Timings.class), Instant.ofEpochMilli(row.getLong("created")), row.getString("sha256"));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T parsed(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StorageException(Reason.DAMAGED, type.getSimpleName(), e);
        }
    }
}
