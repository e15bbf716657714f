package org.doctorglm.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    @TempDir
    Path temp;

    private ExperimentPlan read(String text) throws IOException {
        Path file = Files.writeString(temp.resolve("plan.yaml"), text);
        try (DoctorGlm services = TemporaryHome.open(temp.resolve("home"))) {
            return PlanFile.read(file, new Subjects(services.models()));
        }
    }

    @Test
    void every_part_of_a_plan_can_be_written_down() throws Exception {
        ExperimentPlan plan = read("""
                title: 三种设置
                layout: comparison
                conditions: paper
                questions:
                  - text: 发烧两天怎么办？
                  - {id: G, text: 中国的首都是哪座城市, department: 常识, reference: {text: 北京, source: 地图册, year: 2020}}
                models:
                  - {model: chatglm-mini, label: DoctorGLM}
                settings:
                  - {top-p: 0.7, temperature: 0.95}
                  - {name: 谨慎, preset: conservative, max-tokens: 64}
                designer: [true, false]
                seeds: [1, 2, 3]
                outside:
                  - {label: ChatGPT, answers: {Q1: 多饮水，及时就医。}}
                """);
        assertThat(plan.size()).isEqualTo(2 * 2 * 2 * 3);
        assertThat(plan.cells()).extracting(Cell::id).doesNotHaveDuplicates();
        assertThat(plan.questions()).extracting(PlannedQuestion::id).containsExactly("Q1", "G");
        assertThat(plan.questions().get(1).reference()).isEqualTo(new PlannedQuestion.Reference("北京", "地图册", 2020));
        assertThat(plan.settings()).extracting(Setting::name).containsExactly("top-p 0.7, T 0.95", "谨慎");
        assertThat(plan.settings().get(1).values().maxTokens()).isEqualTo(64);
        assertThat(plan.settings().get(0).values().repetitionPenalty()).as("the paper has none").isEqualTo(1);
        assertThat(plan.afterTreatment()).isFalse();
        assertThat(plan.outside()).extracting(OutsideColumn::label).containsExactly("ChatGPT");
    }

    @Test
    void the_papers_conditions_are_no_designer_no_filter_no_after_treatment() throws Exception {
        ExperimentPlan plan = read("conditions: paper\nquestions: [{text: 头疼}]\nmodels: [{model: chatglm-mini}]\n");
        assertThat(plan.title()).isEqualTo("plan");
        assertThat(plan.designer()).containsExactly(false);
        assertThat(plan.settings()).containsExactly(Setting.PAPER);
        assertThat(plan.afterTreatment()).isFalse();
        ExperimentPlan usual = read("questions: [{text: 头疼}]\nmodels: [{model: chatglm-mini}]\n");
        assertThat(usual.designer()).containsExactly(true);
        assertThat(usual.afterTreatment()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "42", "questions: 1", "questions: [{}]\nmodels: [{model: chatglm-mini}]", "questions: [{text: a}]",
        "questions: [{text: a}]\nmodels: [{}]", "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nlayout: banana",
        "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nconditions: moon", "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nnobody: knows",
        "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nsettings: [{temperature: 99}]", "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nseeds: [1, 1]",
        "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nseeds: [-3]", "questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nsettings: [{preset: wild}]",
        "questions: [{id: x, text: a}, {id: x, text: b}]\nmodels: [{model: chatglm-mini}]", "questions: [{text: a}]\nmodels: [{model: chatglm-mini}, {model: chatglm-mini}]",
        "questions: [{text: a}]\noutside: [{label: x, answers: {Q9: b}}]", "questions: [{text: a}]\noutside: [{label: x, answers: {Q1: }}]", "\u0000\u0001", "a: &a [*a]", "{{{{{{",
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]"})
    void what_is_no_plan_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ExperimentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PLAN));
    }

    @Test
    void more_cells_than_anybody_waits_for_are_refused() {
        List<String> seeds = java.util.stream.IntStream.range(0, 100_001).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> read("questions: [{text: a}]\nmodels: [{model: chatglm-mini}]\nseeds: [" + String.join(",", seeds) + "]"))
                .isInstanceOfSatisfying(ExperimentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY));
    }
}
