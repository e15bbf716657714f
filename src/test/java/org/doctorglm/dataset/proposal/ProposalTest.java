package org.doctorglm.dataset.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterSets;
import org.doctorglm.dataset.proposal.Sheet.Part;
import org.doctorglm.dataset.proposal.Sheet.Section;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalTest {
    private static final Sheet GOUT = new Sheet("gout", "痛风", "风湿免疫科", "2026-01", List.of(
            new Part(Section.OVERVIEW, List.of(), "痛风是尿酸盐沉积引起的关节炎。"), new Part(Section.CAUSES, List.of(), ""),
            new Part(Section.SYMPTOMS, List.of("关节红肿热痛", "夜间突发"), "多见于第一跖趾关节。"),
            new Part(Section.TREATMENT, List.of("休息", "止痛"), "急性期止痛，缓解期降尿酸。")), List.of("大脚趾半夜疼醒"));

    @TempDir
    Path folder;

    @Test
    void templates_ask_what_the_sheet_can_answer_and_answer_in_its_words() {
        List<Proposal> proposals = TemplateQuestions.of(GOUT);
        assertThat(proposals).extracting(Proposal::question).contains("痛风应该怎么治疗？", "痛风是什么病？").noneMatch(question -> question.contains("为什么会得"));
        assertThat(proposals).allSatisfy(proposal -> {
            assertThat(proposal.support()).isGreaterThan(0.5);
            assertThat(proposal.source().sheet()).isEqualTo("gout");
            assertThat(proposal.source().sha256()).isEqualTo(GOUT.sha256()).hasSize(64);
            assertThat(proposal.source().edition()).isEqualTo("2026-01");
            assertThat(proposal.source().maker()).startsWith("template:");
            assertThat(proposal.department()).isEqualTo("风湿免疫科");
        });
        assertThat(proposals).extracting(Proposal::answer).contains("痛风的治疗包括休息、止痛。急性期止痛，缓解期降尿酸。");
        assertThat(proposals).extracting(Proposal::id).doesNotHaveDuplicates();
    }

    @Test
    void the_network_proposes_wordings_and_what_is_none_is_asked_for_again_and_then_left_out() throws IOException {
        List<String> asked = new ArrayList<>();
        Wording writer = new Wording() {
            @Override
            public String name() {
                return "mini";
            }

            @Override
            public String write(String request, long seed, Cancellation cancellation) {
                asked.add(seed + " " + request.lines().findFirst().orElse(""));
                if (request.startsWith("请把")) {
                    return seed < 2 ? "抱歉，作为一个AI我不能。" : "问：我的脚趾疼是不是痛风呀？";
                }
                return "";
            }
        };
        List<Proposal> templates = TemplateQuestions.of(GOUT).subList(0, 1);
        List<Proposal> made = new ModelWordings(writer).of(GOUT, templates, Progress.NONE, new Cancellation());
        assertThat(made).singleElement().satisfies(proposal -> {
            assertThat(proposal.question()).isEqualTo("我的脚趾疼是不是痛风呀？");
            assertThat(proposal.answer()).isEqualTo(templates.getFirst().answer());
            assertThat(proposal.source().maker()).isEqualTo("model:mini");
        });
        assertThat(asked).as("two tries for the question, three for the answer").hasSize(5);
    }

    @Test
    void a_wording_that_asks_nothing_or_says_what_the_sheet_does_not_say_is_left_out() throws IOException {
        List<String> said = List.of("痛风的治疗表现为消化不良。", "吃什么水果好呢？", "痛风痛风痛风痛风痛风痛风痛风痛风吗？", "可以口服卡马西平和枸杞，多吃鱼虾和牛奶。", "痛风尿酸痛风尿酸痛风尿酸痛风尿酸痛风尿酸");
        for (String text : said) {
            Wording writer = new Wording() {
                @Override
                public String name() {
                    return "mini";
                }

                @Override
                public String write(String request, long seed, Cancellation cancellation) {
                    return text;
                }
            };
            assertThat(new ModelWordings(writer).of(GOUT, TemplateQuestions.of(GOUT), Progress.NONE, new Cancellation())).as(text).isEmpty();
        }
    }

    @Test
    void decisions_survive_a_cut_off_line_the_last_one_holds_and_each_pair_keeps_its_source() throws IOException {
        Path file = folder.resolve("decisions.jsonl");
        DecisionLog log = new DecisionLog(file);
        List<Proposal> proposals = TemplateQuestions.of(GOUT);
        log.add(Decision.accepted(proposals.get(0)));
        log.add(Decision.rejected(proposals.get(1)));
        log.add(Decision.accepted(proposals.get(2)));
        log.add(Decision.rejected(proposals.get(2)));
        Files.writeString(file, "{\"id\":\"abc\",\"decis", StandardOpenOption.APPEND);
        log.add(Decision.edited(proposals.get(3), "痛风怎么治？", proposals.get(3).answer()));
        DecisionLog reopened = new DecisionLog(file);
        assertThat(reopened.decisions().values()).extracting(Decision::choice).containsExactly(Decision.Choice.ACCEPTED, Decision.Choice.REJECTED,
                Decision.Choice.REJECTED, Decision.Choice.ACCEPTED);

        DatasetRepository sets = new SqliteDatasetRepository(folder.resolve("sets"));
        Dataset made = DecisionLog.write(sets, reopened.decisions().values(), DatasetDetails.named("痛风问答"));
        assertThat(made.conversations()).isEqualTo(2);
        assertThat(sets.sources("痛风问答").get(0L)).isEqualTo(proposals.get(0).source());
        assertThat(sets.sources("痛风问答").get(1L)).satisfies(source -> {
            assertThat(source.edited()).isTrue();
            assertThat(source.maker()).isEqualTo(proposals.get(3).source().maker());
        });
        // Sources go along where another set is made of it.
        Conversation second = sets.at("痛风问答", 1).orElseThrow();
        new FilterSets(sets).write("痛风问答", new Filter(Set.of(), Set.of(), Set.of(), Filter.Range.ANY, Filter.Range.ANY, Set.of()), "t", Progress.NONE, new Cancellation());
        assertThat(sets.at("t", 1)).contains(second);
        assertThat(sets.sources("t")).hasSize(2).containsEntry(0L, proposals.get(0).source());
    }

    @Test
    void a_file_of_somebody_is_read_strictly_and_nothing_accepted_is_no_set() throws IOException {
        Path file = folder.resolve("mine.jsonl");
        DecisionLog log = new DecisionLog(file);
        log.add(Decision.open(TemplateQuestions.of(GOUT).getFirst()));
        List<Decision> decisions = DecisionLog.strictly(file);
        DatasetRepository sets = new SqliteDatasetRepository(folder.resolve("sets"));
        assertThatThrownBy(() -> DecisionLog.write(sets, decisions, DatasetDetails.named("x")))
                .isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.NOTHING_ACCEPTED));
        assertThat(sets.list()).isEmpty();
        for (String hostile : List.of("[]", "null", "{\"decision\":\"maybe\"}", "{\"decision\":\"accepted\",\"question\":\"a\",\"answer\":\"b\"}", "\u0000\uFFFD", "{".repeat(5000))) {
            Files.writeString(file, hostile + "\n");
            assertThatThrownBy(() -> DecisionLog.strictly(file)).as(hostile)
                    .isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.BAD_LINE));
            assertThat(new DecisionLog(file).decisions()).isEmpty();
        }
        assertThat(PairSource.class.getRecordComponents()).hasSize(7);
    }
}
