package org.doctorglm.dataset.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.nio.file.Path;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.filter.Filter.Range;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filters and mixtures over real files.
class FilterSetsTest {
    private static final Filter COPIES = without(Finding.EXACT_DUPLICATE, Finding.NEAR_DUPLICATE);

    @TempDir
    Path folder;
    private DatasetRepository sets;
    private FilterSets filters;

    @BeforeEach
    void open() {
        sets = new SqliteDatasetRepository(folder);
        filters = new FilterSets(sets);
    }

    private static Filter without(Finding... findings) {
        return new Filter(Set.of(findings), Set.of(), Set.of(), Range.ANY, Range.ANY, Set.of());
    }

    private static Conversation said(String department, String question, String answer) {
        return new Conversation(department, List.of(new Turn(question, answer)));
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (0x4E00 + random.nextInt(500)));
        }
        return text.append('。').toString();
    }

    private void make(String name, List<Conversation> conversations) throws IOException {
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named(name))) {
            for (Conversation conversation : conversations) {
                draft.add(conversation);
            }
            draft.finish(List.of());
        }
    }

    private List<Conversation> read(String name) throws IOException {
        List<Conversation> all = new ArrayList<>();
        sets.read(name, (index, conversation) -> all.add(conversation));
        return all;
    }

    private FilterPreview preview(String name, Filter filter) throws IOException {
        return filters.preview(name, filter, Progress.NONE, new Cancellation());
    }

    @Test
    void a_preview_says_what_leaves_and_why_and_writes_nothing() throws IOException {
        make("s", List.of(said("内科", "头痛三天怎么办？", "多休息，多喝水，三天不好请就诊。"), said("内科", "头痛三天怎么办？", "多休息，多喝水，三天不好请就诊。"),
                said("外科", "手指划破了怎么处理？", "用清水冲洗，"), said("", "I cough a lot at night", "Please drink warm water and rest well."),
                said("内科", "联系谁？", "感谢王小明医生，电话13812345678。"),
                new Conversation("内科", List.of(new Turn("一", "第一个回答在这里。"), new Turn("二", "短。")))));
        FilterPreview preview = preview("s", new Filter(Set.of(Finding.EXACT_DUPLICATE, Finding.CUT_ANSWER), Set.of(), Set.of(Language.CHINESE), new Range(3, 1000),
                Range.ANY, Set.of(Finding.NAME, Finding.PHONE)));
        assertThat(preview.left()).isEqualTo(4);
        assertThat(preview.leftRounds()).isEqualTo(5);
        assertThat(preview.kept()).isEqualTo(2);
        assertThat(preview.grounds()).containsEntry(Ground.FINDING, 2L).containsEntry(Ground.LANGUAGE, 1L).containsEntry(Ground.ANSWER_TOO_SHORT, 1L);
        assertThat(preview.findings()).containsEntry(Finding.EXACT_DUPLICATE, 1L).containsEntry(Finding.CUT_ANSWER, 1L);
        assertThat(preview.masked()).containsEntry(Finding.NAME, 1L).containsEntry(Finding.PHONE, 1L);
        assertThat(preview.examples()).extracting(FilterPreview.Example::index).containsExactly(1L, 2L, 3L, 5L);
        assertThat(sets.list()).hasSize(1);
        assertThat(preview("s", new Filter(Set.of(), Set.of("内科"), Set.of(), Range.ANY, new Range(2, 9), Set.of())).kept()).isEqualTo(1);
        assertThat(preview("s", Filter.NONE).left()).isZero();
    }

    @Test
    void what_stays_is_a_set_that_knows_its_parent_and_filter_and_a_step_back_leaves_the_parent_as_it_was() throws IOException {
        List<Conversation> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 40; i++) {
            all.add(i % 4 == 3 ? all.get(i - 1) : said("内科", text(random, 40), text(random, 80)));
        }
        make("s", all);
        Dataset made = filters.write("s", COPIES, "s clean", Progress.NONE, new Cancellation());
        Derivation derivation = made.derivation();
        assertThat(made.conversations()).isEqualTo(30);
        assertThat(derivation).isNotNull();
        assertThat(derivation.kind()).isEqualTo(Derivation.Kind.FILTER);
        assertThat(derivation.parents()).singleElement().satisfies(parent -> assertThat(parent.name()).isEqualTo("s"));
        assertThat(sets.find("s clean").derivation()).as("kept in the file").isEqualTo(derivation);
        Filter again = FilterText.read(derivation.recipe()).orElseThrow();
        assertThat(again).isEqualTo(COPIES);
        Dataset twice = filters.write("s", again, "s twice", Progress.NONE, new Cancellation());
        assertThat(read("s twice")).as("the same filter makes the same set").isEqualTo(read("s clean"));
        assertThat(twice.derivation()).isEqualTo(derivation);
        assertThat(filters.undo("s clean").name()).isEqualTo("s");
        assertThat(read("s")).isEqualTo(all);
        assertThat(sets.list()).extracting(Dataset::name).containsExactly("s", "s twice");
    }

    @Test
    void where_the_first_of_two_copies_leaves_for_another_ground_the_second_stays() throws IOException {
        make("s", List.of(said("外科", "头痛三天怎么办？", "多休息，多喝水，三天不好请就诊。"), said("内科", "头痛三天怎么办？", "多休息，多喝水，三天不好请就诊。"),
                said("内科", "头痛三天怎么办？", "多休息，多喝水，三天不好请就诊。")));
        Filter filter = new Filter(Set.of(Finding.EXACT_DUPLICATE), Set.of("内科"), Set.of(), Range.ANY, Range.ANY, Set.of());
        filters.write("s", filter, "t", Progress.NONE, new Cancellation());
        assertThat(read("t")).singleElement().satisfies(one -> assertThat(one.department()).isEqualTo("内科"));
    }

    @Test
    void what_stays_can_be_masked_by_kind() throws IOException {
        make("s", List.of(said("", "我叫张三丰，电话13812345678", "证件号11010519491231002X收到。")));
        filters.write("s", new Filter(Set.of(), Set.of(), Set.of(), Range.ANY, Range.ANY, Set.of(Finding.PHONE)), "t", Progress.NONE, new Cancellation());
        assertThat(read("t")).containsExactly(said("", "我叫张三丰，电话〔电话〕", "证件号11010519491231002X收到。"));
    }

    @Test
    void a_filter_that_is_stopped_or_keeps_nothing_leaves_nothing() throws IOException {
        make("s", List.of(said("内科", "一", "二二二二。")));
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(() -> filters.write("s", COPIES, "t", Progress.NONE, cancelled)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> filters.write("s", new Filter(Set.of(), Set.of("眼科"), Set.of(), Range.ANY, Range.ANY, Set.of()), "t", Progress.NONE, new Cancellation()))
                .isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.EMPTY));
        assertThatThrownBy(() -> filters.undo("s"))
                .isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.NOT_DERIVED));
        assertThat(sets.list()).hasSize(1);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void a_step_whose_parent_is_gone_is_not_taken_back() throws IOException {
        make("s", List.of(said("内科", "一", "二二二二。")));
        filters.write("s", Filter.NONE, "t", Progress.NONE, new Cancellation());
        sets.remove("s");
        assertThatThrownBy(() -> filters.undo("t"))
                .isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.PARENT_GONE));
        assertThat(sets.list()).hasSize(1);
    }

    @Test
    void a_mixture_has_the_share_that_was_asked_for_and_the_seed_draws_it_again() throws IOException {
        List<Conversation> medical = new ArrayList<>();
        List<Conversation> general = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            medical.add(said("内科", "医" + i, "答。"));
            general.add(said("通用", "问" + i, "答。"));
        }
        make("medical", medical);
        make("general", general.subList(0, 100));
        MixSets mixes = new MixSets(sets);
        Mix mix = new Mix("medical", "general", 0.2, 7);
        assertThat(mixes.preview(mix)).isEqualTo(new Mix.Parts(300, 75));
        Dataset made = mixes.write(mix, "mixed", Progress.NONE, new Cancellation());
        assertThat(read("mixed")).filteredOn(one -> one.department().equals("通用")).hasSize(75);
        assertThat(read("mixed")).hasSize(375);
        assertThat(made.derivation()).isNotNull();
        assertThat(made.derivation().parents()).extracting(Derivation.Parent::name).containsExactly("medical", "general");
        mixes.write(mix, "again", Progress.NONE, new Cancellation());
        assertThat(read("again")).isEqualTo(read("mixed"));
        mixes.write(new Mix("medical", "general", 0.2, 8), "other", Progress.NONE, new Cancellation());
        assertThat(read("other")).hasSize(375).isNotEqualTo(read("mixed"));
        // Where there is too little of the second set the first one is thinned, so that the share holds.
        Mix half = new Mix("medical", "general", 0.5, 7);
        assertThat(mixes.preview(half)).isEqualTo(new Mix.Parts(100, 100));
        mixes.write(half, "half", Progress.NONE, new Cancellation());
        assertThat(read("half")).filteredOn(one -> one.department().equals("内科")).hasSize(100);
    }
}
