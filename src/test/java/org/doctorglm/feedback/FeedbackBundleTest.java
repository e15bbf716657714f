package org.doctorglm.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Edit;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.MemoryReviews;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.review.Span;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.ExchangeException.Reason;
import org.doctorglm.storage.Database;
import org.doctorglm.storage.SqliteReviewRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackBundleTest {
    private static final String PHONE = "13812345678";
    private static final String IDENTITY = "11010519491231002X";
    private static final String REVIEWER = "欧阳修远";
    private static final List<String> PLANTED = List.of(PHONE, IDENTITY, REVIEWER, "李建国", "zhang.san@example.org", "13:37");
    private static final String TEXT = "您好😀，李建国医生说可打" + PHONE + "预约。建议先口服消炎药观察几天，证件" + IDENTITY + "请带好。";
    private static final Instant WHEN = Instant.parse("2026-11-21T13:37:11.123Z");

    @TempDir
    Path temp;
    private final MemoryReviews reviews = new MemoryReviews();
    private final ReviewedAnswer answer = new ReviewedAnswer("a1", "我叫李建国，电话" + PHONE + "，咽痛怎么办？", TEXT, Sha256.of(TEXT),
            new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT, "内科", "DoctorGLM-6B", "lora-20k", "int8", true, 0.25), WHEN);
    private final ReviewedAnswer second = new ReviewedAnswer("a2", "咽痛怎么办？", "多喝水。", Sha256.of("多喝水。"), ReviewedAnswer.Source.of(ReviewedAnswer.Way.FILE), WHEN);

    @BeforeEach
    void fill() {
        reviews.add(List.of(answer, second), REVIEWER);
        reviews.put(new Reviewer(REVIEWER, "内科"));
        reviews.record(List.of(
                change(new Edit.Mark(null, mark("m1", "建议先口服消炎药观察几天", "这话" + REVIEWER + "不同意，写信到 zhang.san@example.org"))),
                change(new Edit.Mark(null, mark("m2", "可打" + PHONE + "预约", ""))),
                change(new Edit.Mark(null, mark("m3", PHONE.substring(2, 5), "在号码中间"))),
                change(new Edit.Missing("", "没有问李建国先生的过敏史")),
                change(new Edit.Grade(AnswerGrade.NONE, AnswerGrade.NONE.with(AnswerGrade.Aspect.SAFE, 2))),
                change(new Edit.State(ReadingState.OPEN, ReadingState.done(java.time.Duration.ofSeconds(9))))));
        reviews.add(new Ranking("r", "咽痛怎么办？", List.of("a1", "a2"), List.of(2, 1), REVIEWER + "觉得", REVIEWER, 7, WHEN));
    }

    private ReviewChange change(Edit edit) {
        return new ReviewChange("a1", answer.textSha256(), REVIEWER, Reading.Role.READER, WHEN, edit);
    }

    private Annotation mark(String id, String part, String comment) {
        int start = TEXT.codePointCount(0, TEXT.indexOf(part));
        return new Annotation(id, "a1", answer.textSha256(), new Span(start, start + part.codePointCount(0, part.length())), MarkKind.IMPROPER, null, null, null, comment, "", REVIEWER, WHEN);
    }

    private Path written() throws IOException {
        Path file = temp.resolve("bundle.zip");
        FeedbackBundle.prepare(reviews, id -> Optional.empty(), "0.1.0").write(file, LocalDate.of(2026, 11, 22));
        return file;
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private Path zipped(Map<String, byte[]> parts) throws IOException {
        Path file = temp.resolve("other.zip");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    @Test
    void no_name_phone_or_identity_number_is_in_any_byte_of_it() throws IOException {
        Map<String, byte[]> parts = parts(written());
        assertThat(parts).containsOnlyKeys("manifest.json", "README.txt", "answers.jsonl", "readings.jsonl", "rankings.jsonl");
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String text = new String(part.getValue(), StandardCharsets.UTF_8);
            PLANTED.forEach(planted -> assertThat(text).as(part.getKey()).doesNotContain(planted));
            assertThat(text).as(part.getKey()).doesNotContain("\"a1\"", "\"m1\"");
        }
        assertThat(new String(parts.get("readings.jsonl"), StandardCharsets.UTF_8)).contains("\"reviewer\":\"R1\"", "〔电话〕", "〔证件号〕", "〔姓名〕", "〔邮箱〕", "这话R1不同意", "2026-11-21T00:00:00Z");
        assertThat(new String(parts.get("README.txt"), StandardCharsets.UTF_8)).contains("去标识反馈包", "Feedback without names".toLowerCase(java.util.Locale.ROOT), "2 个回答", "3 marks");
    }

    @Test
    void what_is_in_it_is_counted_before_anything_is_written() {
        FeedbackCounts counts = FeedbackBundle.prepare(reviews, id -> Optional.empty(), "0.1.0").counts();
        assertThat(counts.answers()).isEqualTo(2);
        assertThat(counts.marks()).isEqualTo(3);
        assertThat(counts.reviewers()).isEqualTo(1);
        assertThat(counts.identityNumbers()).isEqualTo(1);
        assertThat(counts.phones()).isEqualTo(3);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void marks_stay_on_their_words_when_the_text_before_them_is_masked() throws IOException {
        MemoryReviews other = new MemoryReviews();
        FeedbackIntake.Result read = FeedbackIntake.read(written(), other);
        assertThat(read.answers()).isEqualTo(2);
        assertThat(read.added()).isEqualTo(3);
        Reading reading = other.readings().getFirst();
        CodePoints text = new CodePoints(other.answer(reading.answerId()).orElseThrow().text());
        assertThat(reading.marks().stream().map(one -> text.text(one.span()))).containsExactly("可打〔电话〕预约", "〔电话〕", "建议先口服消炎药观察几天");
        assertThat(reading.reviewer()).startsWith("R1 (");
        assertThat(reading.grade().of(AnswerGrade.Aspect.SAFE)).isEqualTo(2);
        assertThat(other.rankings()).singleElement().satisfies(ranking -> assertThat(ranking.places()).containsExactly(2, 1));
        assertThat(other.answer(reading.answerId()).orElseThrow().source()).isEqualTo(answer.source());
    }

    @Test
    void reading_a_bundle_twice_changes_nothing() throws IOException {
        MemoryReviews other = new MemoryReviews();
        Path file = written();
        FeedbackIntake.read(file, other);
        List<Reading> once = other.readings();
        assertThat(FeedbackIntake.read(file, other).added()).isZero();
        assertThat(other.readings()).isEqualTo(once);
    }

    @Test
    void a_store_that_gives_up_in_the_middle_has_taken_nothing() throws IOException {
        Path file = written();
        Path home = temp.resolve("home");
        for (int steps = 0; ; steps++) {
            try (Database database = Database.open(home.resolve(steps + ".db"), home)) {
                SqliteReviewRepository other = new SqliteReviewRepository(database, Clock.systemUTC());
                try {
                    assertThat(FeedbackIntake.read(file, failing(other, steps)).added()).isEqualTo(3);
                    assertThat(steps).as("changes that were tried").isGreaterThan(3);
                    assertThat(other.rankings()).hasSize(1);
                    assertThat(other.firstBrokenLine()).isEmpty();
                    return;
                } catch (IllegalStateException gaveUp) {
                    assertThat(other.answers()).as("after %d changes", steps).isEmpty();
                    assertThat(other.readings()).isEmpty();
                    assertThat(other.log(0, 10)).isEmpty();
                }
            }
        }
    }

    /// A store that takes some changes and then fails.
    private static ReviewRepository failing(ReviewRepository store, int changes) {
        int[] left = {changes};
        return (ReviewRepository) Proxy.newProxyInstance(ReviewRepository.class.getClassLoader(), new Class<?>[] {ReviewRepository.class}, (proxy, method, arguments) -> {
            if (Set.of("add", "record").contains(method.getName()) && left[0]-- == 0) {
                throw new IllegalStateException("full");
            }
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Test
    void a_part_that_was_changed_is_noticed_and_nothing_is_taken() throws IOException {
        Map<String, byte[]> parts = parts(written());
        parts.put("answers.jsonl", new String(parts.get("answers.jsonl"), StandardCharsets.UTF_8).replace("咽痛", "头痛").getBytes(StandardCharsets.UTF_8));
        refused(zipped(parts), Reason.WRONG_HASH);
    }

    @Test
    void parts_with_paths_or_other_names_are_refused() throws IOException {
        for (String name : List.of("../answers.jsonl", "/etc/passwd", "x/../../evil", "extra.exe")) {
            Map<String, byte[]> parts = parts(written());
            parts.put(name, new byte[] {1});
            refused(zipped(parts), Reason.NOT_A_BUNDLE);
            assertThat(temp.getParent().resolve("answers.jsonl")).doesNotExist();
        }
        Map<String, byte[]> parts = parts(written());
        parts.remove("rankings.jsonl");
        refused(zipped(parts), Reason.NOT_A_BUNDLE);
        refused(Files.writeString(temp.resolve("no.zip"), "PK no zip at all"), Reason.NOT_A_BUNDLE);
    }

    @Test
    void what_unpacks_to_too_much_is_refused_while_it_is_unpacked() throws IOException {
        Map<String, byte[]> parts = parts(written());
        parts.put("answers.jsonl", new byte[8 << 20]);
        Path bomb = zipped(parts);
        assertThat(Files.size(bomb)).isLessThan(100_000);
        MemoryReviews other = new MemoryReviews();
        assertThatThrownBy(() -> FeedbackIntake.read(bomb, other, 1 << 20)).isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.reason()).isIn(Reason.TOO_LARGE, Reason.WRONG_HASH));
        assertThat(other.answers()).isEmpty();
    }

    @Test
    void a_bundle_with_one_bad_line_is_refused_whole_though_its_hashes_are_right() throws IOException {
        Map<String, byte[]> parts = parts(written());
        for (String bad : List.of("{\"answer\":\"f-1\"", "{\"answer\":\"f-" + "0".repeat(32) + "\",\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":99,\"kind\":\"comment\"}]}")) {
            Map<String, byte[]> changed = new LinkedHashMap<>(parts);
            byte[] lines = (new String(parts.get("readings.jsonl"), StandardCharsets.UTF_8) + bad + "\n").getBytes(StandardCharsets.UTF_8);
            changed.put("readings.jsonl", lines);
            changed.put("manifest.json", new String(parts.get("manifest.json"), StandardCharsets.UTF_8).replace(Sha256.of(parts.get("readings.jsonl")), Sha256.of(lines)).getBytes(StandardCharsets.UTF_8));
            refused(zipped(changed), Reason.BROKEN);
        }
    }

    private static void refused(Path file, Reason reason) {
        ReviewRepository other = new MemoryReviews();
        assertThatThrownBy(() -> FeedbackIntake.read(file, other)).isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(other.answers()).isEmpty();
        assertThat(other.readings()).isEmpty();
        assertThat(other.rankings()).isEmpty();
    }
}
