package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.doctorglm.model.GlmConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateTest {
    private static final GlmConfig SIX_BILLION = new GlmConfig(28, 4096, 32, 16384, 130528, 1e-5, 2048, 130004, 130005, 130000, 130001, 0);

    @Test
    void the_paper_s_sum_comes_out_as_the_paper_says() {
        CostEstimate paper = CostEstimate.paper();
        assertThat(paper.hours()).isEqualTo(3.75);
        assertThat(paper.cost()).isEqualTo(18.75);
    }

    @Test
    void the_paper_s_recipe_over_its_largest_set_goes_far_beyond_the_steps_where_it_collapsed() {
        assertThat(Recipe.PAPER_LORA.steps(CostEstimate.PAPER_STEPS * 4)).isEqualTo(CostEstimate.PAPER_STEPS).isGreaterThan(4 * CostEstimate.COLLAPSE_STEPS);
    }

    @Test
    void the_6b_recipes_train_as_many_numbers_as_the_arithmetic_says() {
        // Two factors of rank 8 for q and for v: half of the paper's 7 M, which counts a fused matrix of three parts with a rank for each.
        assertThat(Recipe.PAPER_LORA.method().parameters(SIX_BILLION)).isEqualTo(3_670_016);
        assertThat(Recipe.PAPER_P_TUNING.method().parameters(SIX_BILLION)).isEqualTo(29_360_128);
    }

    @Test
    void a_base_in_fewer_bits_and_blocks_computed_again_need_less_memory() throws TrainingException {
        long whole = memory(Map.of());
        assertThat(memory(Map.of("recompute", "true"))).isLessThan(whole);
        assertThat(memory(Map.of("recompute", "true", "base", "int8"))).isLessThan(memory(Map.of("recompute", "true", "base", "fp16")));
        assertThat(memory(Map.of("batch", "1"))).isLessThan(whole);
    }

    private static long memory(Map<String, String> values) throws TrainingException {
        return MemoryEstimate.of(SIX_BILLION, RecipeText.parse(values), 512, 100).bytes();
    }

    @Test
    void a_recipe_as_text_is_the_recipe_again_and_a_wrong_value_is_named() throws TrainingException {
        for (Recipe recipe : RecipeText.known().values()) {
            assertThat(RecipeText.parse(RecipeText.of(recipe))).isEqualTo(recipe);
        }
        for (Map<String, String> wrong : java.util.List.of(Map.of("learning-rate", "fast"), Map.of("batch", "0"), Map.of("colour", "blue"),
                Map.of("targets", "thirds,up"), Map.of("recipe", "none"), Map.of("schedule", "linear"), Map.of("learning-rate", "NaN"))) {
            assertThatThrownBy(() -> RecipeText.parse(wrong)).isInstanceOf(TrainingException.class).hasMessageContaining("BAD_RECIPE");
        }
        assertThat(RecipeText.parse(Map.of("method", "p-tuning")).method()).isInstanceOf(Method.Prefix.class);
        assertThat(RecipeText.parse(Map.of("recipe", "small-safe", "method", "full")).method()).isInstanceOf(Method.Full.class);
    }

    @Test
    void another_method_brings_its_own_values_and_what_was_changed_by_hand_stays() throws TrainingException {
        Map<String, String> begun = RecipeText.of(RecipeText.parse(Map.of("recipe", "small-safe", "batch", "2", "rank", "16")));
        Map<String, String> whole = RecipeText.withMethod(begun, "full");
        assertThat(RecipeText.parse(whole)).isEqualTo(RecipeText.parse(Map.of("recipe", "small-full", "batch", "2")));
        assertThat(RecipeText.parse(RecipeText.withMethod(whole, "lora"))).isEqualTo(RecipeText.parse(Map.of("recipe", "small-safe", "batch", "2")));
        assertThat(RecipeText.parse(RecipeText.withMethod(begun, "p-tuning"))).isEqualTo(RecipeText.parse(Map.of("recipe", "paper-p-tuning", "batch", "2")));
        assertThat(RecipeText.parse(RecipeText.withMethod(RecipeText.of(Recipe.PAPER_P_TUNING), "lora"))).isEqualTo(Recipe.PAPER_LORA);
    }

    @Test
    void a_whole_network_too_large_for_the_device_is_sent_to_lora() throws TrainingException {
        assertThat(Recipe.SMALL_FULL.method().parameters(SIX_BILLION)).isEqualTo(SIX_BILLION.parameters());
        MemoryAdvice advice = MemoryAdvice.of(SIX_BILLION, Recipe.SMALL_FULL, 614, 101, 90_000_000_000L).orElseThrow();
        assertThat(advice.changes()).isEqualTo(Map.of("method", "lora"));
        assertThat(MemoryAdvice.of(SIX_BILLION, Recipe.SMALL_FULL, 614, 101, 20_000_000_000L).orElseThrow().changes()).containsKeys("method", "recompute");
        Map<String, String> draft = RecipeText.of(Recipe.SMALL_FULL);
        draft.putAll(advice.changes());
        assertThat(MemoryEstimate.of(SIX_BILLION, RecipeText.parse(draft), 614, 101).bytes()).isEqualTo(advice.bytes());
    }

    @Test
    void what_does_not_fit_is_told_what_would_make_it_fit_and_the_samples_of_a_step_stay_the_same() throws TrainingException {
        for (long free : new long[] {40_000_000_000L, 20_000_000_000L, 12_000_000_000L, 10_000_000_000L}) {
            MemoryAdvice advice = MemoryAdvice.of(SIX_BILLION, Recipe.PAPER_LORA, 614, 101, free).orElseThrow();
            Map<String, String> text = RecipeText.of(Recipe.PAPER_LORA);
            text.putAll(advice.changes());
            Recipe changed = RecipeText.parse(text);
            assertThat(MemoryEstimate.of(SIX_BILLION, changed, 614, 101).bytes()).isEqualTo(advice.bytes()).isLessThanOrEqualTo(free);
            assertThat(changed.samplesPerStep()).isEqualTo(4);
        }
        assertThat(MemoryAdvice.of(SIX_BILLION, Recipe.PAPER_LORA, 614, 101, 1_000_000_000_000L)).isEmpty();
        assertThat(MemoryAdvice.of(SIX_BILLION, Recipe.PAPER_LORA, 614, 101, 1_000_000_000L)).isEmpty();
    }

    @Test
    void every_value_says_where_it_comes_from() {
        Map<String, String> paper = RecipeText.of(Recipe.PAPER_LORA);
        for (String key : java.util.List.of("optimizer", "learning-rate", "batch", "epochs", "prompt-tokens", "answer-tokens", "warm-up", "weight-decay", "rank", "alpha",
                "targets")) {
            assertThat(RecipeOrigin.of(key, String.valueOf(paper.get(key)))).as(key).isEqualTo(RecipeOrigin.PAPER);
        }
        assertThat(RecipeOrigin.of("dropout", String.valueOf(paper.get("dropout")))).isEqualTo(RecipeOrigin.REPOSITORY);
        assertThat(RecipeOrigin.of("prefix", String.valueOf(RecipeText.of(Recipe.PAPER_P_TUNING).get("prefix")))).isEqualTo(RecipeOrigin.REPOSITORY);
        assertThat(RecipeOrigin.of("learning-rate", "0.001")).isEqualTo(RecipeOrigin.OURS);
    }

    @Test
    void a_run_file_says_everything_again_and_what_is_none_is_refused(@TempDir java.nio.file.Path folder) throws java.io.IOException {
        RunPlan plan = RunPlan.of(new RunFile(RecipeText.of(Recipe.PAPER_LORA), "底座", "ab", "儿科: 门诊", "cd", 10, 1, 3, "test"));
        java.nio.file.Path file = java.nio.file.Files.writeString(folder.resolve("run.yaml"), plan.text());
        assertThat(RunPlan.read(file)).isEqualTo(plan);
        for (String bad : java.util.List.of("", "[]", "format: 2\n", plan.text().replace("format: 1", "format: 9"), plan.text().replace("Lion", "x") + "colour: blue\n",
                plan.text().replace("lion", "sgd"), "a: &a [x]\nb: [*a, *a]\n", "!!javax.script.ScriptEngineManager []\n", "x".repeat(70_000))) {
            java.nio.file.Files.writeString(file, bad);
            assertThatThrownBy(() -> RunPlan.read(file)).as(bad.substring(0, Math.min(40, bad.length()))).isInstanceOf(TrainingException.class)
                    .hasMessageContaining("BAD_RECIPE");
        }
    }
}
