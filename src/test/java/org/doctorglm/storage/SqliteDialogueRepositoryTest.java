package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.Question;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDialogueRepositoryTest {
    @TempDir
    Path home;
    private Database database;
    private SqliteDialogueRepository repository;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("doctorglm.db"), home.resolve("backups"));
        repository = new SqliteDialogueRepository(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAnswerComesBackWithEverythingThatProducedIt() {
        Dialogue dialogue = repository.create("咽痛三天");
        Answer answer = ask(dialogue, null, "宝宝嗓子疼怎么办？", "建议就诊。");
        DialogueTree tree = repository.load(dialogue.id()).orElseThrow();
        assertThat(tree.path()).singleElement().satisfies(round -> {
            assertThat(round.question().text()).isEqualTo("宝宝嗓子疼怎么办？");
            assertThat(round.answer()).isEqualTo(answer);
        });
        assertThat(tree.dialogue().subtitle()).isEqualTo("急性扁桃体炎");
    }

    @Test
    void anAnswerOfAnEarlierProgramLacksTheNewerFactsAndReadsAsWithoutThem() throws Exception {
        Dialogue dialogue = repository.create("t");
        Answer answer = ask(dialogue, null, "问", "答");
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("doctorglm.db")); Statement statement = raw.createStatement()) {
            statement.executeUpdate("UPDATE answer SET provenance = json_remove(provenance, '$.droppedRounds', '$.settings.typicalP', "
                    + "'$.settings.dryMultiplier', '$.settings.dryBase', '$.settings.dryAllowedLength'), "
                    + "timings = json_remove(timings, '$.proposedTokens', '$.acceptedTokens', '$.promptReused')");
        }
        Answer old = repository.answer(answer.id()).orElseThrow();
        assertThat(old.provenance().settings()).isEqualTo(answer.provenance().settings().withDry(0));
        assertThat(old.provenance().droppedRounds()).isZero();
        assertThat(old.timings()).isEqualTo(answer.timings());
    }

    @Test
    void askingAgainAddsAVersionAndEditingAddsABranch() {
        Dialogue dialogue = repository.create("t");
        Answer first = ask(dialogue, null, "问题甲", "回答一");
        Answer second = answer(first.questionId(), 2, "回答二");
        repository.begin(second);
        repository.finish(finished(second));
        ask(dialogue, null, "问题乙", "回答三");
        DialogueTree tree = repository.load(dialogue.id()).orElseThrow();
        assertThat(tree.path().getFirst().siblings()).hasSize(2);
        assertThat(tree.path().getFirst().question().text()).isEqualTo("问题乙");
        repository.choose(dialogue.id(), DialogueTree.ROOT, first.questionId());
        repository.choose(dialogue.id(), first.questionId(), first.id());
        DialogueTree.Round back = repository.load(dialogue.id()).orElseThrow().path().getFirst();
        assertThat(back.versions()).extracting(Answer::text).containsExactly("回答一", "回答二");
        assertThat(back.answer()).extracting(Answer::text).isEqualTo("回答一");
    }

    @Test
    void wordsOfTwoChineseCharactersAreFoundInQuestionsAndAnswers() {
        ask(repository.create("甲"), null, "孩子反复头痛两周", "考虑偏头痛，G6PD 正常。");
        ask(repository.create("乙"), null, "咳嗽", "多饮水");
        assertThat(repository.search("头痛")).hasSize(1).first().satisfies(hit -> assertThat(hit.excerpt()).contains("头痛"));
        assertThat(repository.search("饮水")).singleElement().extracting(h -> h.dialogue().title()).isEqualTo("乙");
        assertThat(repository.search("g6pd 头痛")).hasSize(1);
        assertThat(repository.search("头痛 饮水")).isEmpty();
        assertThat(repository.search("头咳")).isEmpty();
        assertThat(repository.search("咳")).hasSize(1);
        assertThat(repository.search("\" OR * NEAR(")).isEmpty();
    }

    @Test
    void aDeletedConsultationLeavesNoTraceInTheFiles() throws Exception {
        Dialogue dialogue = repository.create("x");
        ask(dialogue, null, "非常秘密的一句话没有人应该看见", "回答也是秘密");
        repository.delete(dialogue.id());
        database.close();
        try (var files = Files.list(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertThat(bytes).doesNotContain("非常秘密", "秘密", "常秘");
            }
        }
        open();
        assertThat(repository.list()).isEmpty();
    }

    @Test
    void anAnswerWhoseWriterDiedIsMarkedAndKeepsItsText() throws Exception {
        Dialogue dialogue = repository.create("x");
        Question question = new Question("q", dialogue.id(), null, "问", Instant.ofEpochMilli(1));
        repository.add(question);
        repository.begin(answer("q", 1, ""));
        repository.progress("q-1", "写到一半");
        assertThat(new SqliteDialogueRepository(database).answer("q-1").orElseThrow().finished()).isFalse();
        sql("UPDATE answer SET owner = '999999999/1'");
        Answer left = new SqliteDialogueRepository(database).answer("q-1").orElseThrow();
        assertThat(left.finishReason()).isEqualTo(FinishReason.INTERRUPTED);
        assertThat(left.text()).isEqualTo("写到一半");
    }

    @Test
    void aDatabaseOfANewerProgramIsRefusedAndLeftAlone() throws Exception {
        sql("PRAGMA user_version = 99");
        database.close();
        assertThatThrownBy(this::open).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.NEWER));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        database.close();
        Path file = home.resolve("other.db");
        Files.writeString(file, "this is a letter, not a database ".repeat(100));
        assertThatThrownBy(() -> Database.open(file, home)).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.DAMAGED));
        assertThat(Files.readString(file)).startsWith("this is a letter");
    }

    @Test
    void aDatabaseHeldByAnotherProcessIsReportedAsLocked() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("doctorglm.db")); Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> repository.create("x")).isInstanceOfSatisfying(StorageException.class,
                    e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.LOCKED));
        }
        assertThat(repository.create("danach").title()).isEqualTo("danach");
    }

    private void sql(String statement) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("doctorglm.db")); Statement s = other.createStatement()) {
            s.execute(statement);
        }
    }

    private Answer ask(Dialogue dialogue, String parent, String question, String text) {
        Question asked = new Question(java.util.UUID.randomUUID().toString(), dialogue.id(), parent, question, Instant.ofEpochMilli(System.nanoTime()));
        repository.add(asked);
        Answer begun = answer(asked.id(), 1, text);
        repository.begin(begun);
        repository.finish(finished(begun));
        return finished(begun);
    }

    private static Answer finished(Answer a) {
        return new Answer(a.id(), a.questionId(), a.version(), a.text(), FinishReason.END, a.provenance(), a.timings(), a.createdAt(), "00");
    }

    private static Answer answer(String questionId, int version, String text) {
        CitedEvidence evidence = new CitedEvidence("tonsillitis", "急性扁桃体炎", List.of("扁桃体发炎"), "Acute tonsillitis", "J03", List.of("耳鼻喉科"),
                0.86, List.of("嗓子疼"), List.of(new CitedEvidence.Section("symptoms", List.of("咽痛"), "咽痛。")), List.of(), true, "s", "r", "e");
        Provenance provenance = new Provenance("demo", "ab", null, "int4", "cpu", 2, SamplingPreset.BALANCED.settings(), "提示", 12,
                DesignerState.CONFIDENT, List.of("咽痛", "-皮疹"), List.of(evidence), "edition", "0.1.0");
        return new Answer(questionId + "-" + version, questionId, version, text, null, provenance, new Timings(1, 2, 3, 4, 5),
                Instant.ofEpochMilli(1000 + version), null);
    }
}
