package org.doctorglm.knowledge;

import java.util.BitSet;
import java.util.List;

/// Tells whether a place in a question is denied (没有发热、咳嗽 / 不痒 / 否认胸痛).
///
/// A cue denies what follows it directly or after a few empty words, and then every finding of the same list. The list ends
/// at 。；，, at a word of contrast, and at anything that is not a list mark; 否认 and 排除 also reach over commas. A cue
/// inside a known word (没胃口), in a question (有没有, 是不是, 疼不疼) or in a phrase that denies nothing (不舒服, 不能) is none.
final class Negation {
    private static final List<String> CUES = List.of("从来没有", "并没有", "没有", "没得过", "没什么", "没啥", "否认", "排除了", "排除", "不是", "不伴有", "不伴",
            "未见明显", "未见", "未出现", "未发现", "没出现", "没发现", "并无", "并不", "并未", "从不", "没", "无", "不", "未", "非");
    private static final List<String> FAR = List.of("否认", "排除");
    private static final List<String> FILLERS = List.of("什么", "任何", "明显", "出现", "发现", "觉得", "感到", "感觉", "怎么", "特别", "那么", "那种", "这种", "得过",
            "患过", "过", "有", "太", "再", "会", "大", "是", "像", "伴", "见", "得", "也", "都", "很", "患", "去", "了", "啥", "的", "咋", "爱", "老", "犯",
            "家族", "以前", "之前", "病史", "史", "曾", "因为", "发", "属于");
    private static final List<String> LINKS = List.of("以及", "或者", "还有", "和", "及", "或", "与", "、", "/", "也没有", "也没", "也不", "也无", " ", "等", "跟", "症状",
            "的", "病史", "史");
    private static final List<String> HARMLESS = List.of("不舒服", "不适", "不能", "不知", "不停", "不断", "不止", "不住", "不退", "不好", "不了", "不但", "不仅", "不光", "不只",
            "不管", "不论", "不过", "不久", "不明", "不由", "不到", "不少", "不够", "不敢", "不得不", "不得了", "不然", "不如", "不便", "没有好转", "没有效果", "没有缓解",
            "没有改善", "没有减轻", "没有用处", "没有用。", "没好", "没用处", "没办法", "没法", "没多久", "没想到", "没完", "没几天", "无法", "无论", "无缘无故", "无奈", "无数", "无比",
            "未来", "未必", "非常", "非得", "不少", "没事就", "不定");

    private Negation() {
    }

    /// The code point after a cue and its empty words, for each cue of the text: what starts there is denied.
    ///
    /// @param known places inside words of the dictionary
    static BitSet denied(int[] text, BitSet known, BitSet far) {
        BitSet denied = new BitSet(text.length + 1);
        for (int i = 0; i < text.length; i++) {
            int cue = length(text, i, CUES);
            if (cue == 0 || known.get(i) || isQuestion(text, i, cue) || length(text, i, HARMLESS) > 0) {
                continue;
            }
            int at = i + cue;
            boolean reaches = length(text, i, FAR) > 0;
            for (int filler = 1; filler > 0; at += filler) {
                denied.set(at);
                far.set(at, reaches);
                filler = known.get(at) ? 0 : length(text, at, FILLERS);
            }
            i += cue - 1;
        }
        return denied;
    }

    /// The length of a cue at this place, 0 when there is none.
    static int cue(int[] text, int at) {
        return length(text, at, CUES);
    }

    /// Whether only list marks stand between two findings.
    static boolean linked(int[] text, int from, int to, boolean far) {
        int at = from;
        while (at < to) {
            int link = length(text, at, LINKS);
            if (link == 0 && far && (text[at] == '，' || text[at] == ',')) {
                link = 1;
            }
            if (link == 0) {
                return false;
            }
            at += link;
        }
        return at == to;
    }

    /// Whether a denial stands between the two parts of a finding (肚子不疼).
    static boolean insideGap(int[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((text[i] == '不' || text[i] == '没' || text[i] == '无') && !isQuestion(text, i, 1)
                    && (length(text, i, HARMLESS) == 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuestion(int[] text, int cue, int length) {
        int before = cue - 1;
        int after = cue + 1;
        boolean same = before >= 0 && after < text.length && text[before] == text[after];
        return same && text[before] > 0x3000 && length <= 2;
    }

    private static int length(int[] text, int at, List<String> words) {
        int best = 0;
        for (String word : words) {
            if (word.length() > best && at + word.length() <= text.length && matches(text, at, word)) {
                best = word.length();
            }
        }
        return best;
    }

    private static boolean matches(int[] text, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
