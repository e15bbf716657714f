package org.doctorglm.prompt;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which sections of a sheet a question asks for: what to do, which test, how to prevent. They keep their items longest when room is short.
final class AskedSections {
    private static final Pattern SYMPTOMS = Pattern.compile("症状|表现|征兆|什么感觉|怎么看出|是不是|怎么回事|(?i)symptom|sign");
    private static final Pattern DIAGNOSIS = Pattern.compile("检查|化验|确诊|诊断|查什么|拍片|做[^，。]{0,4}(?:CT|B超|彩超|核磁)|(?i)test|diagnos");
    private static final Pattern TREATMENT = Pattern.compile("怎么办|怎么治|治疗|用药|吃什么药|吃药|手术|治好|缓解|处理|(?i)treat|medicine|what (?:should|can) i do");
    private static final Pattern PREVENTION = Pattern.compile("预防|注意什么|注意哪些|饮食|忌口|能吃|能不能吃|护理|复发|传染|(?i)prevent|avoid");

    private AskedSections() {
    }

    /// @return kinds of sections; empty when the question asks for nothing in particular
    static Set<String> of(String question) {
        Set<String> asked = new LinkedHashSet<>();
        if (SYMPTOMS.matcher(question).find()) {
            asked.add("symptoms");
        }
        if (DIAGNOSIS.matcher(question).find()) {
            asked.add("diagnosis");
        }
        if (TREATMENT.matcher(question).find()) {
            asked.add("treatment");
        }
        if (PREVENTION.matcher(question).find()) {
            asked.add("prevention");
        }
        return asked;
    }
}
