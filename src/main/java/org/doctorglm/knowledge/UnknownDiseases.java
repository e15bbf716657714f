package org.doctorglm.knowledge;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Notices that a question names a disease which no dictionary knows (硬皮病, 甲沟炎, …综合征), by the endings of Chinese disease names.
/// Such a question must not be answered with the sheet of another disease.
final class UnknownDiseases {
    private static final Pattern ENDING = Pattern.compile(
            "([\\p{IsHan}A-Za-z0-9-]{1,10}?)(综合征|综合症|白血病|癌|肉瘤|瘤|恐惧症|症(?![状候])|病(?![人情史历房因床毒菌程假理友号例变根症危灶区重])"
                    + "|炎(?![症热])|结石|硬化|萎缩|畸形|中毒|梗阻|血友病|骨折)");
    private static final Pattern NOT_A_NAME = Pattern.compile(
            ".*(?:什么|这个|这种|那种|那个|哪种|哪些|啥|疾|毛|得|看|生|治|有|的|大|小|老|犯|发|消|抗|并发|后遗|适应|重|急|对|遗传|传染|职业|常见|家族|慢性|急性|"
                    + "一种|种|此|是|怕|患|防|无|没|查|本|各|旧|多|闹|装|染|属于|不|会|了|能|能治|他|她|我|你|个|等|和|与|我的|皮肤|妇科|心脏|肝|胃|肾|肺|眼|精神|性|"
                    + "心|脑|内科|外科|儿科|男科|牙|口腔|骨|血液|呼吸|消化|关节|地方|富贵|职业|公主|相思|强迫|拖延|选择困难|选择|通|犬|植物|树|疑难|怪|以前|炎|病|天后|后病|罕见|妇女|妇|男|老年|儿童)$");

    private static final String NEVER_INSIDE = "患得有是了的说叫我他她你这那很最也都就被给让至呢吗吧啊么可些为";

    private UnknownDiseases() {
    }

    static void find(int[] original, int[] text, BitSet known, List<Keyword> found) {
        String words = new String(text, 0, text.length);
        Matcher matcher = ENDING.matcher(words);
        while (matcher.find()) {
            int end = words.codePointCount(0, matcher.end());
            int start = words.codePointCount(0, matcher.start(1));
            int from = Math.max(known.previousSetBit(end - 1) + 1, start);
            for (int i = from; i < end; i++) {
                from = NEVER_INSIDE.indexOf(text[i]) >= 0 ? i + 1 : from;
            }
            int stem = words.codePointCount(0, matcher.end(1)) - from;
            if (known.get(end - 1) || stem < 1) {
                continue;
            }
            String before = new String(text, from, stem);
            if (!NOT_A_NAME.matcher(before).matches() && (stem > 1 || matcher.group(2).length() > 1 || "癌瘤炎".contains(matcher.group(2)))) {
                from = end - Math.min(end - from, 8);
                String name = new String(original, from, end - from);
                found.add(new Keyword(name, name, TermKind.DISEASE, from, end, false));
            }
        }
    }
}
