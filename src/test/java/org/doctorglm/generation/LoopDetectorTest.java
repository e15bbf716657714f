package org.doctorglm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopDetectorTest {
    /// What a reader would have seen, and whether the answer was ended.
    private record Seen(String text, boolean loop) {
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "注意休息，多喝温水，多喝温水，多喝温水，多喝温水，|注意休息，多喝温水",
        "先查血常规。建议到医院就诊。建议到医院就诊。建议到医院就诊。|先查血常规。建议到医院就诊。",
        "症状有：头晕、乏力、心悸、头晕、气短、乏力、头晕、|症状有：头晕、乏力、心悸、头晕、气短、乏力",
        "在甲市、乙市、丙市、7、7、7、7、7、7|在甲市、乙市、丙市、7",
        "可以：1. 多喝水 。2. 多喝水。3. 多喝水。4. 多喝水|可以：1. 多喝水 。",
        "1、清淡饮食，2、清淡饮食，3、清淡饮食|1、清淡饮食",
        "多休息，少熬夜，多休息，少熬夜，多休息，少熬夜，|多休息，少熬夜，多休息，少熬夜",
        "Take a rest. Take a rest. Take a rest. |Take a rest.",
        "要适当进行进行进行进行进行治疗|要适当进行进",
        "关于某某功能减退、某某功能减退、某某功能减退、定期复查|关于某某功能减退",
        "还高热，吐了，吐了，吐了，吐了吐了，吐了呕吐|还高热，吐了，吐了，吐了",
        "还高热，吐了，吐了，吐了，吐了，吐了吐了|还高热，吐了，吐了，吐了",
        "您说的牙痛、根管治疗、拔牙、氟化物治疗、根管治疗、拔牙、氟化物治疗、根管治疗、|您说的牙痛、根管治疗、拔牙、氟化物治疗、根管治疗",
        "可以出现惊恐恐恐恐恐等表现|可以出现惊恐恐恐",
        "是的哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈|是的哈哈哈"})
    void aLoopIsCutBackToItsLastCleanClause(String text, String kept) {
        Seen seen = stream(text);
        assertThat(seen.loop()).isTrue();
        assertThat(seen.text()).isEqualTo(kept);
        assertThat(LoopDetector.look(kept, true).loop()).as("what stays is no loop").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "多喝水，注意休息，多喝水，避免劳累，多喝水，清淡饮食，必要时复诊。",
        "考虑泌尿系感染、前列腺炎、前列腺增生、前列腺炎等，建议查尿常规。",
        "1. 检查：做血常规，根据结果处理。\n2. 检查：做胸片，根据结果处理。\n3. 检查：做心电图，根据结果处理。",
        "是，是，是，这种情况常见。剂量为 10 mg/(kg·d)，12:30 服用，体温 37.5 度。",
        "建议及时就诊，建议及时就诊！",
        "可以做胃镜、血常规、肠镜、胃镜、血常规、幽门螺杆菌检测，休息，休息，休息，慢慢恢复。",
        "This may be a cold. Rest, drink water, rest, and see a doctor.",
        "——————————", "", "，", "1、2、3、4、5、6、"})
    void soundTextIsShownWholeAndAtMostOneClauseLate(String text) {
        assertThat(stream(text)).isEqualTo(new Seen(text, false));
    }

    @Test
    void nothingIsTakenBackAndWhatIsShownIsNeverALoop() {
        Random random = new Random(4);
        String[] clauses = {"多喝温水", "休息", "注意保暖", "头晕", "7", "1. 头晕", "2. 头晕", "及时就诊"};
        String[] marks = {"，", "、", "。", "、", "\n", "，"};
        int loops = 0;
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            int kinds = 1 + random.nextInt(clauses.length);
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(clauses[random.nextInt(kinds)]).append(marks[random.nextInt(marks.length)]);
            }
            Seen seen = stream(text.toString());
            assertThat(text.toString()).startsWith(seen.text());
            assertThat(LoopDetector.look(seen.text(), true).loop()).as("%s", text).isFalse();
            loops += seen.loop() ? 1 : 0;
            assertThat(seen.loop() || seen.text().equals(text.toString())).as("sound text is whole: %s", text).isTrue();
        }
        assertThat(loops).isBetween(500, 4500);
    }

    @Test
    void theRepetitionsOfThePaperAreCaughtAndItsOtherAnswersAreLeftAlone() throws Exception {
        String paper = Files.readString(Shared.require("paper/doctorglm-paper.md"));
        List<String> quiet = new ArrayList<>();
        List<String> caught = new ArrayList<>();
        Matcher answers = Pattern.compile("<p><b>(A\\d) \\((\\w+)\\)</b>(.*?)(?=\\n<p><b>|\\nTable)", Pattern.DOTALL).matcher(paper);
        while (answers.find()) {
            boolean repeats = answers.group(1).equals("A4") && answers.group(2).matches("DoctorGLM|lora");
            (repeats ? caught : quiet).add(plain(answers.group(3)));
        }
        Matcher general = Pattern.compile("<b>A<sub>general</sub>:</b>([^<\\n]*8、8、8[^<\\n]*)").matcher(paper);
        while (general.find()) {
            caught.add(plain(general.group(1)));
        }
        assertThat(caught).hasSize(3);
        assertThat(quiet).hasSizeGreaterThanOrEqualTo(17);
        assertThat(caught).allSatisfy(text -> assertThat(stream(text).loop()).isTrue());
        assertThat(stream(caught.get(0)).text()).endsWith("干呕、发热");
        assertThat(stream(caught.get(2)).text()).endsWith("济南、8");
        assertThat(quiet).allSatisfy(text -> assertThat(stream(text)).isEqualTo(new Seen(text, false)));
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "").replace(", ", "，").replace(",", "，").replace(": ", "：").strip();
    }

    /// Gives the text character by character, as the network would.
    private static Seen stream(String text) {
        int shown = 0;
        for (int end = 0; end <= text.length(); end++) {
            LoopDetector.Verdict verdict = LoopDetector.look(text.substring(0, end), end == text.length());
            shown = Math.max(shown, verdict.sound());
            if (verdict.loop()) {
                return new Seen(text.substring(0, shown), true);
            }
        }
        return new Seen(text.substring(0, shown), false);
    }
}
