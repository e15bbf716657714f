package org.doctorglm.dataset.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.MemoryDatasets;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.Turn;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetLintTest {
    private final MemoryDatasets sets = new MemoryDatasets();

    private LintReport linted(List<Conversation> conversations, Split split) throws IOException {
        sets.remove("s");
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named("s"))) {
            for (Conversation conversation : conversations) {
                draft.add(conversation);
            }
            draft.finish(List.of());
        }
        return new DatasetLint(sets).run("s", split, Progress.NONE, new Cancellation());
    }

    private static Conversation said(String question, String answer) {
        return new Conversation("", List.of(new Turn(question, answer)));
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (0x4E00 + random.nextInt(500)));
        }
        return text.append('。').toString();
    }

    @Test
    void near_duplicates_are_found_as_the_shingles_say_that_overlap() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        int near = 0;
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < 120; i++) {
            String question = text(random, 60);
            String answer = text(random, 140);
            StringBuilder changed = new StringBuilder(answer);
            for (int k = 0; k < i / 10; k++) {
                changed.setCharAt(random.nextInt(changed.length() - 1), '改');
            }
            double overlap = overlap(question + answer, question + changed);
            LintReport report = linted(List.of(said(question, answer), said(text(random, 60), text(random, 140)), said(question, changed + "")), Split.USUAL);
            long said = report.count(Finding.NEAR_DUPLICATE) + report.count(Finding.EXACT_DUPLICATE);
            near += overlap >= 0.85 ? 1 : 0;
            found += overlap >= 0.85 && said == 1 ? 1 : 0;
            wrong += overlap < 0.6 && said > 0 ? 1 : 0;
        }
        assertThat(near).isGreaterThan(20);
        assertThat(found).isGreaterThanOrEqualTo(near * 97 / 100);
        assertThat(wrong).isLessThanOrEqualTo(1);
    }

    private static double overlap(String a, String b) {
        Set<String> left = shingles(a);
        Set<String> right = shingles(b);
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        return (double) both.size() / (left.size() + right.size() - both.size());
    }

    private static Set<String> shingles(String text) {
        String letters = text.replace("。", "");
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + 4 <= letters.length(); i++) {
            shingles.add(letters.substring(i, i + 4));
        }
        return shingles;
    }

    @Test
    void what_is_held_out_and_learned_from_is_a_leak_and_copies_within_a_part_are_none() throws IOException {
        Split split = new Split(0.5, 9);
        SplittableRandom random = new SplittableRandom(5);
        List<Conversation> all = new java.util.ArrayList<>();
        int pairs = 0;
        for (int i = 0; i < 40; i++) {
            all.add(i % 2 == 0 ? said(text(random, 50), text(random, 90)) : all.getLast());
            pairs += i % 2 == 1 && split.holdsOut(i) != split.holdsOut(i - 1) ? 1 : 0;
        }
        LintReport report = linted(all, split);
        assertThat(report.count(Finding.EXACT_DUPLICATE)).isEqualTo(20);
        assertThat(report.count(Finding.LEAKAGE)).isEqualTo(pairs).isPositive();
    }

    @Test
    void sentences_that_stand_everywhere_and_other_languages_are_named() throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        List<Conversation> all = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(said(text(random, 30), text(random, 50) + (i < 30 ? "感谢您的信任与支持。" : "")));
        }
        all.add(said("I cough a lot at night", "Please drink some warm water."));
        LintReport report = linted(all, Split.USUAL);
        assertThat(report.boilerplate()).containsOnlyKeys("感谢您的信任与支持").containsValue(30L);
        assertThat(report.count(Finding.BOILERPLATE)).isEqualTo(30);
        assertThat(report.count(Finding.WRONG_LANGUAGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"请找马医生看看,〔姓名〕医生", "谢谢欧阳，感谢王小明大夫,感谢〔姓名〕大夫", "向医生咨询,向医生咨询", "高级医生,高级医生", "打13812345678或010-62345678,打〔电话〕或〔电话〕",
            "号码11010519491231002X，,号码〔证件号〕", "号码110105194912310021，,号码110105194912310021", "血压138/85，心率12345678901234,血压138/85", "Dr. Smith said so,Dr. 〔姓名〕 said so",
            "a.b@example.org,〔邮箱〕"})
    void names_and_numbers_are_masked_and_what_only_looks_like_them_is_not(String text, String expected) {
        assertThat(Personal.masked(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"多喝水，注意休息,false", "多喝水、,true", "多喝水（,true", "多喝水。,false"})
    void an_answer_that_stops_in_the_middle_is_cut(String answer, boolean cut) {
        assertThat((TextRules.found(new Turn("甲", answer)) & 1 << Finding.CUT_ANSWER.ordinal()) != 0).isEqualTo(cut);
        assertThat(TextRules.found(new Turn("甲", "每次服0.5克，一日三次。")) & 1 << Finding.DOSE.ordinal()).isPositive();
    }
}
