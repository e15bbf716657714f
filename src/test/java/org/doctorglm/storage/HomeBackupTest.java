package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeBackupTest {
    @TempDir
    Path temp;
    private Directories directories;
    private Path backup;

    @BeforeEach
    void fillHome() throws Exception {
        directories = new Directories(temp.resolve("app"), temp.resolve("my home 医生"));
        backup = temp.resolve("backup.zip");
        Files.createDirectories(directories.importedKnowledge());
        Files.writeString(directories.importedKnowledge().resolve("own.jsonl"), "甲");
        add("before");
    }

    @Test
    void aBackupBringsBackConsultationsSettingsAndKnowledge() throws Exception {
        write();
        add("after");
        Files.writeString(directories.importedKnowledge().resolve("own.jsonl"), "乙");
        Files.writeString(directories.importedKnowledge().resolve("more.jsonl"), "丙");
        restore(backup);
        assertThat(titles()).as("nothing changes before the next start").containsExactly("after", "before");
        assertThat(HomeBackup.applyPending(directories)).isTrue();
        assertThat(titles()).containsExactly("before");
        try (Database database = open()) {
            assertThat(new SettingsTable(database).get("k")).contains("before");
        }
        assertThat(Files.readString(directories.importedKnowledge().resolve("own.jsonl"))).isEqualTo("甲");
        assertThat(directories.importedKnowledge().resolve("more.jsonl")).doesNotExist();
        assertThat(HomeBackup.applyPending(directories)).isFalse();
        try (Stream<Path> kept = Files.walk(directories.backups())) {
            assertThat(kept.map(p -> p.getFileName().toString())).as("what was there is kept").contains("doctorglm.db", "more.jsonl");
        }
        assertThat(strays(directories.home())).isEmpty();
    }

    @Test
    void profilesSetsExperimentsAndRunsComeBackWithTheBestCheckpointAlone() throws Exception {
        Map<String, String> files = Map.of("profiles/儿科.json", "p", "datasets/ab.dataset", "d", "datasets/decisions.jsonl", "q", "experiments/a/plan.json", "e",
                "experiments/a/answers.jsonl", "f", "experiments/a/adapters/r/adapter_model.safetensors", "g", "runs/r/run.json", "r", "runs/r/best.json",
                "{\"step\" : 20, \"loss\" : 1.0}", "runs/r/checkpoints/step-000000020.safetensors", "best", "runs/r/checkpoints/step-000000040.safetensors", "newest");
        for (Map.Entry<String, String> file : files.entrySet()) {
            put(file.getKey(), file.getValue());
        }
        put("experiments/a/lock", "");
        put("models/m/head.bin", "heavy");
        write();
        assertThat(entries().keySet()).contains("profiles/儿科.json").doesNotContain("models/m/head.bin", "experiments/a/lock", "runs/r/checkpoints/step-000000040.safetensors");
        put("profiles/儿科.json", "changed");
        put("experiments/b/plan.json", "later");
        restore(backup);
        assertThat(HomeBackup.applyPending(directories)).isTrue();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = directories.home().resolve(file.getKey());
            if (file.getValue().equals("newest")) {
                assertThat(place).doesNotExist();
            } else {
                assertThat(place).hasContent(file.getValue());
            }
        }
        assertThat(directories.home().resolve("experiments/b")).doesNotExist();
        try (Stream<Path> kept = Files.walk(directories.backups())) {
            assertThat(kept.map(path -> path.toString().replace('\\', '/'))).as("what was there is kept").anyMatch(path -> path.endsWith("experiments/b/plan.json"))
                    .anyMatch(path -> path.endsWith("step-000000040.safetensors"));
        }
        assertThat(directories.home().resolve("models/m/head.bin")).hasContent("heavy");
    }

    @Test
    void aBackupThatKnowsNothingOfRunsLeavesThemAsTheyAre() throws Exception {
        write();
        put("runs/r/run.json", "r");
        restore(backup);
        HomeBackup.applyPending(directories);
        assertThat(directories.home().resolve("runs/r/run.json")).hasContent("r");
    }

    private void put(String name, String text) throws Exception {
        Path file = directories.home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void writingLeavesOneFileAndCancellingNone() throws Exception {
        write();
        assertThat(strays(temp)).isEmpty();
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        Path other = temp.resolve("other.zip");
        try (Database database = open()) {
            assertThatThrownBy(() -> HomeBackup.write(database, directories, other, Progress.NONE, cancelled)).isInstanceOf(CancellationException.class);
        }
        assertThat(other).doesNotExist();
        assertThat(strays(temp)).isEmpty();
        assertThatThrownBy(() -> HomeBackup.prepareRestore(directories, backup, Progress.NONE, cancelled)).isInstanceOf(CancellationException.class);
        assertThat(HomeBackup.applyPending(directories)).isFalse();
        assertThat(strays(directories.home())).isEmpty();
    }

    @Test
    void namesThatLeadOutOfTheHomeAreNotUnpacked() throws Exception {
        write();
        Map<String, byte[]> entries = entries();
        for (String name : List.of("../evil.jsonl", "knowledge/../../evil.jsonl", "/tmp/evil.jsonl", "knowledge/sub/evil.jsonl", "knowledge\\..\\evil.jsonl",
                "models/evil.bin", "knowledge/evil.exe", "knowledge/", "../../../evil.jsonl", "runs/../evil.json", "runs/../../evil/run.json", "experiments/../evil/plan.json",
                "profiles/..json/../evil.json", "experiments/a/adapters/../evil", "runs/r/checkpoints/evil.exe", "datasets/evil")) {
            entries.put(name, "x".getBytes(StandardCharsets.UTF_8));
        }
        restore(zip(entries));
        HomeBackup.applyPending(directories);
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.map(Path::toString)).noneMatch(p -> p.contains("evil"));
        }
        assertThat(Path.of("/tmp/evil.jsonl")).doesNotExist();
        assertThat(titles()).containsExactly("before");
    }

    @Test
    void whatIsNoBackupIsRefusedAndChangesNothing() throws Exception {
        write();
        Map<String, byte[]> sound = entries();
        assertRefused(Files.writeString(temp.resolve("text"), "no zip"), Reason.DAMAGED);
        assertRefused(Files.write(temp.resolve("cut"), java.util.Arrays.copyOf(Files.readAllBytes(backup), 300)), Reason.DAMAGED);
        assertRefused(without(sound, "doctorglm-backup.txt"), Reason.DAMAGED);
        assertRefused(without(sound, "doctorglm.db"), Reason.DAMAGED);
        assertRefused(with(sound, "doctorglm-backup.txt", "99"), Reason.NEWER);
        assertRefused(with(sound, "doctorglm-backup.txt", "abc"), Reason.DAMAGED);
        assertRefused(with(sound, "doctorglm-backup.txt", "1".repeat(10_000)), Reason.DAMAGED);
        assertRefused(with(sound, "doctorglm.db", "this is no database at all, however long it may be"), Reason.DAMAGED);
        assertRefused(with(sound, "doctorglm.db", ""), Reason.DAMAGED);
    }

    @Test
    void aDatabaseWithDamagedPagesIsRefused() throws Exception {
        write();
        Map<String, byte[]> entries = entries();
        byte[] database = entries.get("doctorglm.db");
        Random random = new Random(1);
        for (int i = 4096; i < database.length; i++) {
            database[i] = (byte) random.nextInt(256);
        }
        assertRefused(zip(entries), Reason.DAMAGED);
    }

    private void assertRefused(Path file, Reason reason) throws Exception {
        assertThatThrownBy(() -> restore(file)).as(file.toString()).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(HomeBackup.applyPending(directories)).isFalse();
        assertThat(titles()).containsExactly("before");
        assertThat(strays(directories.home())).isEmpty();
    }

    private void add(String title) {
        try (Database database = open()) {
            Dialogue ignored = new SqliteDialogueRepository(database).create(title);
            new SettingsTable(database).put("k", title);
        }
    }

    private Database open() {
        return Database.open(directories.database(), directories.backups());
    }

    private List<String> titles() {
        try (Database database = open()) {
            return new SqliteDialogueRepository(database).list().stream().map(Dialogue::title).toList();
        }
    }

    private void write() throws Exception {
        try (Database database = open()) {
            HomeBackup.write(database, directories, backup, Progress.NONE, new Cancellation());
        }
    }

    private void restore(Path file) throws Exception {
        HomeBackup.prepareRestore(directories, file, Progress.NONE, new Cancellation());
    }

    private Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private Path without(Map<String, byte[]> entries, String name) throws Exception {
        Map<String, byte[]> fewer = new LinkedHashMap<>(entries);
        fewer.remove(name);
        return zip(fewer);
    }

    private Path with(Map<String, byte[]> entries, String name, String content) throws Exception {
        Map<String, byte[]> other = new LinkedHashMap<>(entries);
        other.put(name, content.getBytes(StandardCharsets.UTF_8));
        return zip(other);
    }

    private Path zip(Map<String, byte[]> entries) throws Exception {
        Path file = Files.createTempFile(temp, "forged", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /// Hidden files and folders, which only unfinished work leaves.
    private static List<Path> strays(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(".")).toList();
        }
    }
}
