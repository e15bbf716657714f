package org.doctorglm.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTableTest {
    private static final ExportWords WORDS = ExportWords.of(Locale.ENGLISH);

    @TempDir
    Path temp;

    private static ReviewTable table(String text, List<Annotation> marks) {
        return new ReviewTable("Table 1", "research", List.of(ReviewTable.Row.plain("Q1", "问 & 题"), ReviewTable.answer("A1 (M)", text, marks)));
    }

    @Test
    void comments_stand_in_brackets_behind_their_words_and_overlapping_lines_are_stacked() {
        ReviewedAnswer answer = Reviews.answer("a", "q", "考虑前列腺炎，建议检查。");
        List<Annotation> marks = List.of(Reviews.mark(answer, "1", 2, 6, MarkKind.IMPROPER, "先排除别的", "王"), Reviews.mark(answer, "2", 0, 11, MarkKind.FACTUAL, "", "王"));
        String html = ReviewTableExporter.text(Form.HTML, table(answer.text(), marks), WORDS);
        assertThat(html).contains("class=\"said\">(先排除别的)</span>").contains("text-underline-offset:48%").contains("underline dashed").contains("underline double");
        assertThat(html.indexOf("前列腺炎")).isLessThan(html.indexOf("(先排除别的)"));
        String markdown = ReviewTableExporter.text(Form.MD, table(answer.text(), marks), WORDS);
        assertThat(markdown).contains("**前列腺炎**\\[factual error、improper diagnosis\\]*(先排除别的)*");
        String latex = ReviewTableExporter.text(Form.LATEX, table(answer.text(), marks), WORDS);
        assertThat(latex).contains("问 \\& 题").contains("\\dgmark{dgfactual}{\\dgfactual{0.25em}\\dgimproper{0.50em}}{前}");
    }

    @Test
    void nothing_that_somebody_wrote_becomes_markup_or_a_formula() {
        String evil = "<script>alert(1)</script> \\input{/etc/passwd} $x$ %y ~ ^ # _ [a](javascript:x)";
        ReviewedAnswer answer = Reviews.answer("a", "q", evil);
        ReviewTable table = new ReviewTable(evil, evil, List.of(ReviewTable.answer("=A1", "=" + evil, List.of(Reviews.mark(answer, "1", 0, 5, MarkKind.COMMENT, evil, "王")))));
        assertThat(ReviewTableExporter.text(Form.HTML, table, WORDS)).doesNotContain("<script").doesNotContain("href");
        assertThat(ReviewTableExporter.text(Form.LATEX, table, WORDS)).doesNotContain("\\input").doesNotContain("$x$");
        assertThat(ReviewTableExporter.text(Form.CSV, table, WORDS)).doesNotContain("\"=");
        assertThat(ReviewTableExporter.text(Form.MD, table, WORDS)).doesNotContain("[a](").doesNotContain("<script>");
    }

    @Test
    void every_form_takes_any_text() throws Exception {
        Random random = new Random(61);
        for (int round = 0; round < 5; round++) {
            ReviewedAnswer answer = Reviews.answer("a", "q", Reviews.text(random, 60));
            List<Annotation> marks = List.of(Reviews.mark(random, answer, "1", "王"), Reviews.mark(random, answer, "2", "王"), Reviews.mark(random, answer, "3", "王"));
            for (Form form : Form.values()) {
                Path file = temp.resolve("x." + form);
                ReviewTableExporter.write(form, table(answer.text(), marks), WORDS, file);
                assertThat(file).isNotEmptyFile();
            }
            assertThat(new String(Files.readAllBytes(temp.resolve("x.PDF")), StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        }
    }
}
