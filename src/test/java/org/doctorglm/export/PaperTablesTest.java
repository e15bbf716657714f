package org.doctorglm.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviews;
import org.doctorglm.review.SelectionUnit;
import org.doctorglm.review.Span;
import org.doctorglm.review.TextUnits;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;

/// The paper's Tables 2 to 5 and 7, made again by the program from the paper's text with our reading of which mark is which.
class PaperTablesTest {
    private static final Path OUT = Path.of("target/paper-tables");

    private record Entry(int table, String row, String where, int index, String kind, String anchor) {
    }

    @Test
    void every_comment_and_every_bold_span_of_the_paper_is_found_again_with_its_anchor() throws IOException {
        Map<Integer, List<PaperText.Row>> tables = PaperText.tables(Files.readAllLines(Shared.require("paper/doctorglm-paper.md")));
        List<Entry> key = key();
        ExportWords words = ExportWords.of(Locale.CHINESE);
        Files.createDirectories(OUT);
        assertThat(tables.get(2)).hasSize(4);
        assertThat(tables.get(3)).hasSize(5);
        assertThat(tables.get(4)).hasSize(8);
        assertThat(tables.get(5)).hasSize(12);
        assertThat(tables.get(7)).hasSize(15);
        int marks = 0;
        for (int number : List.of(2, 3, 4, 5, 7)) {
            List<ReviewTable.Row> rows = new ArrayList<>();
            List<String> anchored = new ArrayList<>();
            for (PaperText.Row row : tables.get(number)) {
                boolean question = row.label().startsWith("Q");
                List<Entry> entries = key.stream().filter(entry -> entry.table == number && entry.row.equals(row.label())).toList();
                if (!question) {
                    assertThat(entries.stream().filter(e -> e.where.equals("bold")).count()).as("bold in " + number + " " + row.label()).isEqualTo(row.bold().size());
                    assertThat(entries.stream().filter(e -> e.where.equals("bracket")).count()).as("brackets in " + number + " " + row.label()).isEqualTo(row.brackets().size());
                }
                ReviewTable.Row made = row(row, entries, anchored);
                rows.add(made);
                // The table says, word for word, what the paper's row says.
                StringBuilder said = new StringBuilder();
                made.runs().forEach(run -> said.append(run instanceof ReviewTable.Run.Comment(var text) ? text : ((ReviewTable.Run.Words) run).text()));
                assertThat(letters(said.toString())).as(row.label()).isEqualTo(letters(row.text()));
            }
            ReviewTable table = new ReviewTable("Table " + number, words.get("notice"), rows);
            for (ReviewTableExporter.Form form : ReviewTableExporter.Form.values()) {
                Path file = OUT.resolve("table" + number + "." + form.name().toLowerCase(Locale.ROOT).replace("latex", "tex"));
                ReviewTableExporter.write(form, table, words, file);
                assertThat(file).isNotEmptyFile();
            }
            String html = Files.readString(OUT.resolve("table" + number + ".html"));
            for (String comment : anchored) {
                assertThat(html).contains(comment.replace("&", "&amp;"));
            }
            marks += anchored.size();
        }
        assertThat(marks).isEqualTo((int) key.stream().filter(entry -> !entry.kind.equals("none")).count()).isEqualTo(10);
    }

    /// Letters and digits, as a sorted count: a comment may stand at another place than behind the bold words' own bracket.
    private static TreeSet<String> letters(String text) {
        int[] counts = new int[0x30000];
        text.codePoints().filter(Character::isLetterOrDigit).forEach(c -> counts[c]++);
        TreeSet<String> letters = new TreeSet<>();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                letters.add(Character.toString(c) + counts[c]);
            }
        }
        return letters;
    }

    private static ReviewTable.Row row(PaperText.Row row, List<Entry> entries, List<String> anchored) {
        CodePoints points = new CodePoints(row.text());
        record Cut(Span bracket, Span words, Entry entry) { }
        List<Cut> cuts = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.kind.equals("none")) {
                Span place = (entry.where.equals("bold") ? row.bold() : row.brackets()).get(entry.index);
                int open = place.start();
                while (points.at(open) != '(' && points.at(open) != '（') {
                    open++;
                }
                cuts.add(new Cut(new Span(open, place.end()), place, entry));
            }
        }
        StringBuilder text = new StringBuilder();
        List<int[]> moved = new ArrayList<>();
        int at = 0;
        for (Cut cut : cuts) {
            text.append(points.text(), points.unit(at), points.unit(cut.bracket.start()));
            moved.add(new int[] {text.codePointCount(0, text.length()), cut.bracket.start() - cut.words.start()});
            at = cut.bracket.end();
        }
        text.append(points.text(), points.unit(at), points.text().length());
        CodePoints answer = new CodePoints(text.toString());
        ReviewedAnswer reviewed = new ReviewedAnswer("paper", "", answer.text(), Sha256.of(answer.text()), ReviewedAnswer.Source.of(ReviewedAnswer.Way.FILE), Reviews.NOON);
        List<Annotation> marks = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            int end = moved.get(i)[0];
            Span anchor = switch (cuts.get(i).entry.anchor) {
                case "words" -> new Span(end - moved.get(i)[1], end);
                case "clause" -> new Span(new TextUnits(answer).previous(end, SelectionUnit.CLAUSE), end);
                default -> new Span(0, answer.count());
            };
            String bracket = points.text(cuts.get(i).bracket);
            String comment = bracket.substring(1, bracket.length() - 1);
            marks.add(Reviews.mark(reviewed, "m" + i, anchor.start(), anchor.end(), MarkKind.of(cuts.get(i).entry.kind).orElseThrow(), comment, "paper"));
            anchored.add("(" + comment + ")");
            // The mark lies where the paper's bold words lie.
            assertThat(answer.text(anchor)).isNotBlank();
            if (cuts.get(i).entry.anchor.equals("words")) {
                assertThat(points.text(cuts.get(i).words)).isEqualTo(answer.text(anchor) + bracket);
            }
        }
        return ReviewTable.answer(row.label(), answer.text(), marks);
    }

    private static List<Entry> key() throws IOException {
        try (InputStream in = Objects.requireNonNull(PaperTablesTest.class.getResourceAsStream("paper-marks.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> line.split(",", -1))
                    .map(cells -> new Entry(Integer.parseInt(cells[0]), cells[1], cells[2], Integer.parseInt(cells[3]), cells[4], cells[5])).toList();
        }
    }
}
