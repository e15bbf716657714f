package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path temp;

    @Test
    void aNewFileIsBroughtToThisVersionWithoutABackup() throws Exception {
        try (Database database = open("x.db")) {
            database.check();
            assertThat((int) database.write(h -> h.createQuery("PRAGMA user_version").mapTo(int.class).one())).isEqualTo(Database.VERSION);
            String journal = database.write(h -> h.createQuery("PRAGMA journal_mode").mapTo(String.class).one());
            assertThat(journal).isEqualTo("wal");
            assertThat((int) database.write(h -> h.createQuery("PRAGMA secure_delete").mapTo(int.class).one())).isEqualTo(1);
        }
        assertThat(temp.resolve("backups")).doesNotExist();
    }

    @Test
    void aFileOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE theirs(a)");
            statement.execute("INSERT INTO theirs VALUES (7)");
        }
        assertReason("x.db", Reason.DAMAGED);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("x.db")); Statement statement = other.createStatement()) {
            assertThat(statement.executeQuery("SELECT a FROM theirs").getInt(1)).isEqualTo(7);
            assertThat(statement.executeQuery("PRAGMA user_version").getInt(1)).isZero();
            assertThat(statement.executeQuery("SELECT count(*) FROM sqlite_master").getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        String text = "ordinary words, no database, but longer than a header of SQLite would be: " + "x".repeat(200);
        Files.writeString(temp.resolve("x.db"), text);
        assertReason("x.db", Reason.DAMAGED);
        assertThat(Files.readString(temp.resolve("x.db"))).isEqualTo(text);
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamedReadOnly() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "skipped: root may write everything");
        open("x.db").close();
        assertThat(temp.resolve("x.db").toFile().setWritable(false)).isTrue();
        assertReason("x.db", Reason.READ_ONLY);
    }

    @Test
    void aFolderWhereAFileStandsIsNamedReadOnly() throws Exception {
        Files.writeString(temp.resolve("file"), "");
        assertReason("file/x.db", Reason.READ_ONLY);
        Files.createDirectory(temp.resolve("folder"));
        assertReason("folder", Reason.READ_ONLY);
    }

    @Test
    void blanksAndChineseCharactersInTheNameOfTheHomeAreNoObstacle() throws Exception {
        for (String name : new String[] {"my home/x.db", "医生的 文件夹/问诊.db", "a?b=c&d#e%20/x.db", "it's/x.db"}) {
            try (Database database = open(name)) {
                new SqliteDialogueRepository(database).create("咽痛");
                database.copyTo(temp.resolve("copies").resolve(name));
            }
            assertThat(temp.resolve(name)).isRegularFile();
            try (Database copy = Database.open(temp.resolve("copies").resolve(name), temp.resolve("backups"))) {
                assertThat(new SqliteDialogueRepository(copy).list()).hasSize(1);
            }
        }
    }

    @Test
    void manyThreadsWriteOneAfterTheOther() throws Exception {
        try (Database database = open("x.db"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SqliteDialogueRepository repository = new SqliteDialogueRepository(database);
            var all = IntStream.range(0, 60).mapToObj(i -> threads.submit(() -> repository.create("t" + i))).toList();
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(repository.list()).hasSize(60);
        }
    }

    @Test
    void twoProcessesMayOpenTheSameHome() {
        try (Database window = open("x.db"); Database command = open("x.db")) {
            new SettingsTable(window).put("a", "1");
            assertThat(new SettingsTable(command).get("a")).contains("1");
            new SettingsTable(command).put("a", "2");
            assertThat(new SettingsTable(window).get("a")).contains("2");
            new SettingsTable(command).remove("a");
            assertThat(new SettingsTable(window).get("a")).isEmpty();
        }
    }

    private Database open(String name) {
        return Database.open(temp.resolve(name), temp.resolve("backups"));
    }

    private void assertReason(String name, Reason reason) {
        assertThatThrownBy(() -> open(name).close()).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
