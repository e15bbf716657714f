package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;

class CollapseGuardTest {
    private static final Probe MEDICAL = new Probe("扁桃体", null);
    private static final Probe GENERAL = new Probe("中国的首都是哪座城市", "北京");

    private static List<Alarm> alarms(CollapseGuard guard, String medical, String general) {
        return guard.probes(List.of(new Probe.Answer(MEDICAL, medical, 10, true), new Probe.Answer(GENERAL, general, 10, true)));
    }

    @Test
    void a_network_that_no_longer_knows_what_it_knew_is_noticed() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        assertThat(alarms(guard, "多喝水，注意休息，必要时就诊。", "中国的首都是北京。")).isEmpty();
        assertThat(alarms(guard, "多喝水，注意休息，必要时就诊。", "扁桃体发炎需要休息。")).extracting(Alarm::signal).containsExactly(Alarm.Signal.GENERAL);
    }

    @Test
    void a_small_network_that_never_knew_it_is_not_blamed() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        assertThat(alarms(guard, "多喝水，注意休息，必要时就诊。", "多喝水，注意休息，必要时就诊。")).isEmpty();
    }

    @Test
    void circles_alarm_and_emptiness_ends_the_run() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        assertThat(alarms(guard, "休息，多喝水。".repeat(8), "北京是首都。")).extracting(Alarm::signal).containsExactly(Alarm.Signal.REPETITION);
        assertThat(alarms(guard, "治疗。", "。。")).anyMatch(Alarm::severe);
    }

    @Test
    void the_same_answer_to_every_question_alarms_though_none_turns_in_a_circle() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        assertThat(alarms(guard, "多喝水，注意休息，必要时就诊。", "您好，这个问题与健康无关，我不清楚。")).isEmpty();
        String one = "您好，建议做一下血常规检查。";
        assertThat(alarms(guard, one, "您好，建议做一下心电图检查。")).isEmpty();
        assertThat(guard.probes(java.util.Collections.nCopies(4, new Probe.Answer(MEDICAL, one, 10, true)))).extracting(Alarm::signal).containsExactly(Alarm.Signal.ALIKE);
    }

    @Test
    void a_falling_loss_is_left_alone_and_a_rising_one_is_not() {
        CollapseGuard healthy = new CollapseGuard(GuardSettings.USUAL);
        CollapseGuard wild = new CollapseGuard(GuardSettings.USUAL);
        List<Alarm> alarms = new ArrayList<>();
        java.util.Random random = new java.util.Random(1);
        for (int step = 0; step < 300; step++) {
            double noise = random.nextGaussian() * 0.3;
            assertThat(healthy.step(3 * Math.exp(-step / 100.0) + 1 + noise, null)).isEmpty();
            alarms.addAll(wild.step(3 + step * 0.05 + noise, null));
        }
        assertThat(alarms).isNotEmpty().allMatch(Alarm::severe);
    }

    @Test
    void a_network_that_broke_and_learns_the_commonest_words_again_is_noticed_by_its_base_on_the_same_samples() {
        CollapseGuard broken = new CollapseGuard(GuardSettings.USUAL);
        double[] losses = {4.9, 5.7, 5.9, 5.1, 5.1, 5.0, 4.9};
        List<List<Alarm>> alarms = new ArrayList<>();
        for (double loss : losses) {
            alarms.add(broken.step(loss, 4.9));
        }
        assertThat(alarms.subList(0, 2)).allMatch(List::isEmpty);
        assertThat(alarms.get(2)).singleElement().matches(alarm -> alarm.severe() && alarm.signal() == Alarm.Signal.LOSS);
        // Hard samples are hard for the base too.
        CollapseGuard unlucky = new CollapseGuard(GuardSettings.USUAL);
        double[] bases = {2.0, 4.5, 4.4, 4.6, 3.1};
        for (double base : bases) {
            assertThat(unlucky.step(base + 0.3, base)).isEmpty();
        }
    }

    @Test
    void a_held_out_loss_far_above_its_best_is_severe() {
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        assertThat(guard.evaluation(4, 0)).isEmpty();
        assertThat(guard.evaluation(3, 0.1)).isEmpty();
        assertThat(guard.evaluation(3.2, 0.1)).singleElement().matches(a -> !a.severe());
        assertThat(guard.evaluation(3.6, 0.1)).singleElement().matches(Alarm::severe);
    }

    /// The paper's Table 7: alarm at 5K, quiet from 10K to 40K, the end at 50K.
    @Test
    void the_paper_s_own_collapse_is_noticed_where_it_happened() throws Exception {
        Map<String, String[]> table = table(Files.readString(Shared.require("paper/doctorglm-paper.md")));
        assertThat(table.keySet()).containsExactly(".5K", "5K", "10K", "20K", "30K", "40K", "50K");
        CollapseGuard guard = new CollapseGuard(GuardSettings.USUAL);
        for (Map.Entry<String, String[]> row : table.entrySet()) {
            List<Alarm> alarms = alarms(guard, row.getValue()[0], row.getValue()[1]);
            switch (row.getKey()) {
                case "5K" -> assertThat(alarms).as(row.getKey()).isNotEmpty().noneMatch(Alarm::severe);
                case "50K" -> assertThat(alarms).as(row.getKey()).anyMatch(Alarm::severe);
                default -> assertThat(alarms).as(row.getKey()).isEmpty();
            }
        }
    }

    private static Map<String, String[]> table(String paper) {
        Map<String, String[]> rows = new LinkedHashMap<>();
        Matcher row = Pattern.compile("<b>iter (\\S+) A2:</b>(.*?)<b>A<sub>general</sub>:</b>(.*)").matcher(paper);
        while (row.find()) {
            rows.put(row.group(1), new String[] {row.group(2).strip(), row.group(3).strip()});
        }
        return rows;
    }
}
