package org.doctorglm.review.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.doctorglm.platform.Sha256;
import org.doctorglm.platform.sheet.Workbook;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.MemoryReviews;
import org.doctorglm.review.Reading;
import org.doctorglm.review.Reading.Role;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviews;
import org.doctorglm.review.Standings;
import org.doctorglm.review.exchange.Refused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkFilesTest {
    @TempDir
    Path temp;
    private final List<ReviewRecord> read = new ArrayList<>();

    private Taken read(ExchangeFormat format, Path file, Collection<ReviewedAnswer> known) throws IOException {
        read.clear();
        return MarkFiles.read(format, file, new Known(known), "默认", Reviews.NOON, read::add);
    }

    private Taken read(ExchangeFormat format, String name, String content) throws IOException {
        return read(format, Files.writeString(temp.resolve(name), content), List.of());
    }

    private static List<ReviewRecord> drawn(Random random, int answers) {
        List<ReviewRecord> records = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            String text = Reviews.text(random, 1 + random.nextInt(40));
            ReviewedAnswer answer = new ReviewedAnswer("id " + i, Reviews.text(random, 5), text, Sha256.of(text),
                    new ReviewedAnswer.Source(ReviewedAnswer.Way.EXPERIMENT, "内科", "=m", random.nextBoolean() ? null : "lora", "int4", random.nextBoolean(), 0.25), Reviews.NOON);
            for (String reviewer : List.of("王", "李")) {
                List<Annotation> marks = new ArrayList<>();
                for (int j = random.nextInt(7); j > 0; j--) {
                    marks.add(Reviews.mark(random, answer, "m" + i + reviewer + j, reviewer));
                }
                records.add(new ReviewRecord(answer, new Reading(answer.id(), answer.textSha256(), reviewer, random.nextInt(5) == 0 ? Role.ADJUDICATOR : Role.READER, marks,
                        AnswerGrade.NONE.with(AnswerGrade.Aspect.SAFE, random.nextInt(6)), Reviews.text(random, 3),
                        random.nextBoolean() ? ReadingState.OPEN : ReadingState.skipped(ReadingState.SkipReason.OTHER, Reviews.text(random, 2), java.time.Duration.ofMillis(7)))));
            }
        }
        return records;
    }

    @Test
    void lines_of_json_and_tables_give_back_everything() throws IOException {
        Random random = new Random(41);
        for (int round = 0; round < 30; round++) {
            List<ReviewRecord> records = drawn(random, 4);
            for (ExchangeFormat format : List.of(ExchangeFormat.JSON_LINES, ExchangeFormat.CSV)) {
                Path file = temp.resolve("x." + format.extension());
                assertThat(MarkFiles.write(format, records, file).lost()).isEmpty();
                assertThat(read(format, file, List.of())).satisfies(taken -> assertThat(taken.refused()).isEmpty());
                assertThat(read).as(format.name()).isEqualTo(records);
            }
        }
    }

    @Test
    void a_workbook_gives_back_everything_but_blanks_at_the_ends_of_cells() throws IOException {
        Random random = new Random(43);
        for (int round = 0; round < 10; round++) {
            List<ReviewRecord> records = drawn(random, 4);
            Path file = temp.resolve("x.xlsx");
            MarkFiles.write(ExchangeFormat.SPREADSHEET, records, file);
            assertThat(read(ExchangeFormat.SPREADSHEET, file, records.stream().map(ReviewRecord::answer).toList()).refusals()).isZero();
            assertThat(read).hasSameSizeAs(records);
            for (int i = 0; i < records.size(); i++) {
                assertThat(stripped(read.get(i))).isEqualTo(stripped(records.get(i)));
            }
        }
    }

    private static List<String> stripped(ReviewRecord record) {
        return record.reading().marks().stream().map(mark -> mark.id() + mark.span() + mark.kind() + mark.issue() + mark.severity() + mark.harm() + mark.comment().strip()
                + "|" + mark.correction().strip() + mark.at()).toList();
    }

    @Test
    void brat_gives_back_marks_categories_and_words() throws IOException {
        Random random = new Random(47);
        for (int round = 0; round < 10; round++) {
            List<ReviewRecord> records = drawn(random, 3);
            Path folder = temp.resolve("brat" + round);
            MarkFiles.Written written = MarkFiles.write(ExchangeFormat.BRAT, records, folder);
            assertThat(written.lost()).containsKeys(Detail.ANSWER, Detail.REVIEWER);
            assertThat(read(ExchangeFormat.BRAT, folder, records.stream().map(ReviewRecord::answer).toList()).refused()).isEmpty();
            for (int i = 0; i < records.size(); i++) {
                List<Annotation> before = records.get(i).reading().marks();
                List<Annotation> after = read.get(i).reading().marks();
                assertThat(after).hasSameSizeAs(before).allSatisfy(mark -> assertThat(before).anyMatch(mark::sameAs));
            }
        }
    }

    @Test
    void conll_gives_back_places_and_kinds_and_says_how_many_it_cannot() throws IOException {
        Random random = new Random(53);
        int lost = 0;
        for (int round = 0; round < 40; round++) {
            List<ReviewRecord> records = drawn(random, 3);
            Path file = temp.resolve("x.conll");
            MarkFiles.Written written = MarkFiles.write(ExchangeFormat.CONLL, records, file);
            Taken taken = read(ExchangeFormat.CONLL, file, List.of());
            assertThat(taken.refused()).isEmpty();
            assertThat(taken.marks()).isEqualTo(written.marks());
            int all = records.stream().mapToInt(record -> record.reading().marks().size()).sum();
            assertThat(written.lost().getOrDefault(Detail.OVERLAP, 0)).isEqualTo(all - written.marks());
            lost += all - written.marks();
            for (int i = 0; i < records.size(); i++) {
                assertThat(read.get(i).answer().id()).isEqualTo(records.get(i).answer().id());
                assertThat(read.get(i).answer().text()).isEqualTo(records.get(i).answer().text());
                List<Annotation> before = records.get(i).reading().marks();
                assertThat(read.get(i).reading().marks()).allSatisfy(mark -> assertThat(before).anyMatch(m -> m.span().equals(mark.span()) && m.kind() == mark.kind()));
            }
        }
        assertThat(lost).isPositive();
    }

    @Test
    void label_studio_counts_in_halves_of_characters_and_doccano_in_characters() throws IOException {
        String tasks = """
                [{"id": 7, "data": {"text": "😀利巴韦林", "question": "发热"}, "annotations": [{"completed_by": {"email": "a@b"}, "result": [
                 {"id": "r1", "type": "labels", "value": {"start": 2, "end": 6, "text": "利巴韦林", "labels": ["Factual error"]}},
                 {"id": "r1", "type": "textarea", "value": {"text": ["不用抗病毒药"]}},
                 {"id": "r2", "type": "labels", "value": {"start": 1, "end": 6, "labels": ["factual"]}},
                 {"id": "r3", "type": "labels", "value": {"start": 2, "end": 99, "labels": ["factual"]}},
                 {"id": "r4", "type": "labels", "value": {"start": 2, "end": 3, "labels": ["PERSON"]}}]}]}]""";
        Taken taken = read(ExchangeFormat.LABEL_STUDIO, "ls.json", tasks);
        assertThat(read).singleElement().satisfies(record -> assertThat(record.reading().marks()).singleElement().satisfies(mark -> {
            assertThat(mark.span().start()).isEqualTo(1);
            assertThat(mark.span().end()).isEqualTo(5);
            assertThat(mark.comment()).isEqualTo("不用抗病毒药");
            assertThat(mark.reviewer()).isEqualTo("a@b");
        }));
        assertThat(taken.refused()).extracting(Refused::reason).containsExactly(Reason.INSIDE_CHARACTER, Reason.OUT_OF_RANGE, Reason.UNKNOWN_KIND);
        Taken lines = read(ExchangeFormat.DOCCANO, "d.jsonl", """
                {"id": 1, "text": "😀利巴韦林", "label": [[1, 5, "事实错误"]]}
                {"id": 2, "text": "多喝水", "entities": [{"id": 1, "label": "comment", "start_offset": 0, "end_offset": 3}]}
                """);
        assertThat(lines.marks()).isEqualTo(2);
        assertThat(read.getFirst().reading().marks().getFirst().kind()).isEqualTo(MarkKind.FACTUAL);
    }

    @Test
    void hostile_lines_are_refused_one_by_one_with_their_reasons() throws IOException {
        Taken taken = read(ExchangeFormat.JSON_LINES, "x.jsonl", """
                {"text":"多喝水","spans":[{"start":0,"end":4,"kind":"factual"},{"start":-1,"end":2,"kind":"factual"},{"start":2,"end":2,"kind":"factual"}]}
                {"text":"多喝水","spans":[{"start":0,"end":99999999999999999999,"kind":"factual"},{"start":0.5,"end":2,"kind":"factual"},{"start":0,"end":9999999999,"kind":"factual"}]}
                {"text":"多喝水","spans":[{"start":0,"end":1,"kind":"evil"},{"start":0,"end":1,"kind":"comment","severity":"deadly"},{"start":0,"end":1,"kind":"comment","at":"soon"}]}
                {"answer":"nobody knows it","spans":[]}
                {"text":"a","sha256":"0000","spans":[]}
                not json
                {"text":"a"} {"text":"b"}
                [1,2]
                {"text":"好","correct":"9","spans":[{"start":0,"end":1,"kind":"comment","comment":"<script>alert(1)</script>=cmd|'/c calc'!A0"}]}
                {"text":"x","spans":%s{"start":0,"end":1,"kind":"comment"}%s}
                """.formatted("[".repeat(100), "]".repeat(100)));
        assertThat(taken.refused()).extracting(Refused::reason).containsExactly(Reason.OUT_OF_RANGE, Reason.OUT_OF_RANGE, Reason.OUT_OF_RANGE, Reason.OUT_OF_RANGE,
                Reason.OUT_OF_RANGE, Reason.OUT_OF_RANGE, Reason.UNKNOWN_KIND, Reason.BAD_VALUE, Reason.BAD_VALUE, Reason.NO_TEXT, Reason.OTHER_TEXT, Reason.BAD_JSON,
                Reason.BAD_JSON, Reason.BAD_JSON, Reason.BAD_VALUE, Reason.BAD_JSON);
        assertThat(taken.marks()).isEqualTo(1);
        assertThat(read.getLast().reading().marks().getFirst().comment()).startsWith("<script>");
    }

    @Test
    void an_answer_that_is_known_with_another_text_takes_no_marks() throws IOException {
        ReviewedAnswer known = Reviews.answer("a", "问", "多喝水");
        Path file = Files.writeString(temp.resolve("x.jsonl"), """
                {"answer":"a","text":"少喝水","spans":[{"start":0,"end":1,"kind":"factual"}]}
                {"answer":"a","spans":[{"start":0,"end":1,"kind":"factual"}]}
                """);
        Taken taken = read(ExchangeFormat.JSON_LINES, file, List.of(known));
        assertThat(taken.refused()).extracting(Refused::reason).containsExactly(Reason.OTHER_TEXT);
        assertThat(read).singleElement().satisfies(record -> assertThat(record.answer()).isEqualTo(known));
    }

    @Test
    void a_million_marks_on_one_answer_are_counted_and_not_taken() throws IOException {
        for (ExchangeFormat format : List.of(ExchangeFormat.JSON_LINES, ExchangeFormat.CSV, ExchangeFormat.BRAT)) {
            Path folder = Files.createDirectories(temp.resolve(format.name()));
            Path file = folder.resolve("x." + (format == ExchangeFormat.BRAT ? "ann" : format.extension()));
            Files.writeString(folder.resolve("x.txt"), "多喝水");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write(format == ExchangeFormat.JSON_LINES ? "{\"text\":\"多喝水\",\"spans\":[" : format == ExchangeFormat.CSV ? "text,start,end,kind\n" : "");
                for (int i = 0; i < 1_000_000; i++) {
                    out.write(switch (format) {
                        case JSON_LINES -> (i == 0 ? "" : ",") + "{\"start\":0,\"end\":1,\"kind\":\"comment\"}";
                        case CSV -> "多喝水,0,1,comment\n";
                        default -> "T" + i + "\tcomment 0 1\t多\n";
                    });
                }
                out.write(format == ExchangeFormat.JSON_LINES ? "]}\n" : "");
            }
            Taken taken = read(format, file, List.of());
            assertThat(taken.marks()).isLessThanOrEqualTo(Intake.MOST_MARKS);
            assertThat(taken.refusals()).as(format.name()).isPositive();
            assertThat(taken.refused()).hasSizeLessThanOrEqualTo(Refused.LISTED).allMatch(refused -> refused.reason() == Reason.TOO_LARGE || refused.reason() == Reason.TOO_MANY_MARKS);
        }
    }

    @Test
    void files_that_are_none_are_refused_whole() throws IOException {
        assertReason(ExchangeFormat.JSON_LINES, temp.resolve("none.jsonl"), ExchangeException.Reason.UNREADABLE);
        assertReason(ExchangeFormat.LABEL_STUDIO, Files.writeString(temp.resolve("a.json"), "{}"), ExchangeException.Reason.UNKNOWN_FORMAT);
        assertReason(ExchangeFormat.LABEL_STUDIO, Files.writeString(temp.resolve("b.json"), "[{\"data\":"), ExchangeException.Reason.BROKEN);
        assertReason(ExchangeFormat.CSV, Files.writeString(temp.resolve("c.csv"), "a,b\n1,2\n"), ExchangeException.Reason.NO_COLUMNS);
        assertReason(ExchangeFormat.SPREADSHEET, Files.writeString(temp.resolve("d.xlsx"), "no workbook"), ExchangeException.Reason.BROKEN);
        assertReason(ExchangeFormat.CONLL, Files.write(temp.resolve("e.conll"), new byte[] {(byte) 0xFF, (byte) 0xFE, 10}), ExchangeException.Reason.BROKEN);
        assertThatThrownBy(() -> MarkFiles.write(ExchangeFormat.LABEL_STUDIO, List.of(), temp.resolve("f.json"))).isInstanceOf(ExchangeException.class);
    }

    private void assertReason(ExchangeFormat format, Path file, ExchangeException.Reason reason) {
        assertThatThrownBy(() -> read(format, file, List.of())).isInstanceOfSatisfying(ExchangeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void no_cell_of_a_table_is_a_formula() throws IOException {
        ReviewedAnswer answer = Reviews.answer("=1+1", "@SUM(A1)", "+49 -1");
        ReviewRecord record = new ReviewRecord(answer, Reviews.reading(answer, "-王", Role.READER, List.of(Reviews.mark(answer, "\tm", 0, 2, MarkKind.COMMENT, "'=HYPERLINK(\"x\")", "-王"))));
        Path csv = temp.resolve("x.csv");
        MarkFiles.write(ExchangeFormat.CSV, List.of(record), csv);
        assertThat(Files.readString(csv)).doesNotContain("\"=").doesNotContain("\"@").doesNotContain("\"+").doesNotContain("\"-").doesNotContain("\"\t");
        read(ExchangeFormat.CSV, csv, List.of());
        assertThat(read).containsExactly(record);
        Path xlsx = temp.resolve("x.xlsx");
        MarkFiles.write(ExchangeFormat.SPREADSHEET, List.of(record), xlsx);
        try (Workbook workbook = new Workbook(xlsx)) {
            workbook.next();
            Workbook.Line line = workbook.next();
            assertThat(line).isNotNull();
            assertThat(line.cells()).startsWith("=1+1", "@SUM(A1)");
        }
    }

    @Test
    void what_comes_in_twice_is_there_once_and_overwrites_nothing() {
        MemoryReviews reviews = new MemoryReviews();
        List<ReviewRecord> records = drawn(new Random(59), 5);
        ReviewIntake intake = new ReviewIntake(reviews);
        int first = records.stream().mapToInt(intake::put).sum();
        assertThat(first).isEqualTo(records.stream().mapToInt(record -> record.reading().marks().size()).sum());
        List<Reading> there = reviews.readings();
        ReviewIntake again = new ReviewIntake(reviews);
        assertThat(records.stream().mapToInt(again::put).sum()).isZero();
        assertThat(reviews.readings()).isEqualTo(there);
    }

    @Test
    void settled_corrections_become_dialogues_and_errors_tests_of_the_next_model() throws IOException {
        ReviewedAnswer answer = Reviews.answer("a", "发热？", "口服利巴韦林，多喝水。");
        Annotation wrong = Reviews.mark(answer, "1", 2, 6, MarkKind.FACTUAL, "", "王").with(null, null, null, "", "对乙酰氨基酚");
        ReviewRecord one = new ReviewRecord(answer, Reviews.reading(answer, "王", Role.READER, List.of(wrong)));
        ReviewRecord other = new ReviewRecord(answer, Reviews.reading(answer, "李", Role.READER, List.of()));
        ReviewRecord result = new ReviewRecord(answer, Reviews.reading(answer, "主任", Role.ADJUDICATOR, List.of(wrong)));
        assertThat(Lessons.corrected(one)).contains("口服对乙酰氨基酚，多喝水。");
        Path file = temp.resolve("corrected.jsonl");
        assertThat(Lessons.writeCorrections(List.of(one, other), file)).isZero();
        assertThat(Lessons.writeCorrections(List.of(one, other, result), file)).isEqualTo(1);
        List<org.doctorglm.dataset.Conversation> conversations = new ArrayList<>();
        org.doctorglm.dataset.ConversationLines.read(file, conversations::add);
        assertThat(conversations).singleElement().satisfies(c -> assertThat(c.turns().getFirst().answer()).isEqualTo("口服对乙酰氨基酚，多喝水。"));
        assertThat(Lessons.writeRegressions(List.of(one), file)).isEqualTo(1);
        assertThat(Files.readString(file)).contains("\"mustNotSay\":\"利巴韦林\"");
        Annotation over = Reviews.mark(answer, "2", 4, 8, MarkKind.FACTUAL, "", "王").with(null, null, null, "", "别的");
        assertThat(Lessons.corrected(new ReviewRecord(answer, Reviews.reading(answer, "王", Role.READER, List.of(wrong, over))))).isEmpty();
        Lessons.writePreferences(List.of(new Standings.Preference("q", "好", "差", "因为", "王")), file);
        assertThat(Files.readString(file)).contains("\"chosen\":\"好\"", "\"rejected\":\"差\"");
    }
}
