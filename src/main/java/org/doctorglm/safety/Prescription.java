package org.doctorglm.safety;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Notices amounts and orders of medicines: only a physician may give them.
final class Prescription {
    private static final String NUMBER = "(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十半])";
    private static final Pattern DOSE = Pattern.compile("(?i)" + NUMBER + "\\s*(?:mg|µg|ug|ml|iu|毫克|克(?!隆|罗)|毫升|单位|片|粒|袋|支|滴|丸|包|瓶|喷|贴)(?![重量])"
            + "|(?:每[日天次晚早]|一[天日]|每\\d+小时|日服|tid|bid|qd)\\s*" + NUMBER + "\\s*次|(?:" + NUMBER + ")\\s*次\\s*/\\s*[日天]|"
            + "(?:每次|一次)\\s*" + NUMBER + "\\s*(?:片|粒|袋|支|滴|丸|包|毫升|毫克|ml|mg)|(?:连服|连用|疗程)\\s*" + NUMBER + "\\s*[天周日]|mg/\\(?kg");
    private static final Pattern ORDER = Pattern.compile("口服|服用|内服|外用|外涂|涂抹|静脉滴注|静脉注射|静滴|输液|肌注|肌肉注射|注射|雾化|点眼|滴鼻|含服|嚼服|吃点|吃些|使用");

    private Prescription() {
    }

    /// The amount that a sentence gives.
    static Optional<String> dose(String sentence) {
        Matcher matcher = DOSE.matcher(sentence);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /// Whether a sentence tells to take something.
    static boolean orders(String sentence) {
        return ORDER.matcher(sentence).find();
    }
}
