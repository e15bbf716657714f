package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseJson;
import org.doctorglm.knowledge.EntryAction;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.EntryNote;
import org.doctorglm.knowledge.EntryReview;
import org.doctorglm.knowledge.EntryVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEntryRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path temp;

    @Test
    void versions_and_notes_are_read_as_they_were_stored() {
        Disease before = named("咽炎");
        Disease after = named("急性咽炎");
        EntryVersion first = new EntryVersion("x", 1, NOON, "王医生", EntryAction.EDITED, before, after, false, null);
        EntryVersion second = new EntryVersion("x", 2, NOON, "李医生", EntryAction.REVIEWED, after, after, true, new EntryReview("李医生", NOON));
        EntryNote note = new EntryNote("x", "备注\n两行 'quoted'; DROP TABLE entry_note", "王医生", NOON);
        try (Database database = open()) {
            SqliteEntryRepository entries = new SqliteEntryRepository(database);
            entries.add(first);
            entries.add(second);
            entries.put(note);
        }
        try (Database database = open()) {
            SqliteEntryRepository entries = new SqliteEntryRepository(database);
            assertThat(entries.history("x")).containsExactly(second, first);
            assertThat(entries.newest()).containsExactly(second);
            assertThat(entries.note("x")).contains(note);
            entries.put(new EntryNote("x", "  ", "王医生", NOON));
            assertThat(entries.note("x")).isEmpty();
            entries.delete("x");
            assertThat(entries.newest()).isEmpty();
        }
    }

    @Test
    void a_version_that_does_not_follow_the_newest_one_is_refused() {
        try (Database database = open()) {
            SqliteEntryRepository entries = new SqliteEntryRepository(database);
            EntryVersion first = new EntryVersion("x", 1, NOON, "王医生", EntryAction.EDITED, null, named("咽炎"), false, null);
            entries.add(first);
            assertThatThrownBy(() -> entries.add(first)).isInstanceOf(StorageException.class);
            assertThat(entries.history("x")).containsExactly(first);
        }
    }

    @Test
    void a_home_of_the_version_before_is_brought_up_with_a_backup_and_keeps_its_consultations() throws Exception {
        try (Database database = open()) {
            new SqliteDialogueRepository(database).create("咽痛");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = connection.createStatement()) {
            for (String later : List.of("review_mark", "review_reading", "review_answer", "review_ranking", "reviewer", "review_log", "review_head")) {
                statement.execute("DROP TABLE " + later);
            }
            statement.execute("DROP TABLE entry_version");
            statement.execute("DROP TABLE entry_note");
            statement.execute("PRAGMA user_version = 1");
        }
        try (Database database = open()) {
            assertThat(new SqliteEntryRepository(database).newest()).isEmpty();
            assertThat(new SqliteDialogueRepository(database).list()).hasSize(1);
        }
        assertThat(temp.resolve("backups")).isDirectoryContaining("glob:**doctorglm-v1-*.db");
    }

    private static Disease named(String name) {
        Disease disease = EntryDraft.empty().with(EntryField.NAME, name).with(EntryField.OVERVIEW, "说明。").disease();
        return DiseaseJson.stored(DiseaseJson.write(disease).replace("\"id\":\"\"", "\"id\":\"x\""));
    }

    private Database open() {
        return Database.open(temp.resolve("x.db"), temp.resolve("backups"));
    }
}
