package org.doctorglm.knowledge;

import java.util.HashMap;
import java.util.Map;

/// Brings a text to the form in which words are compared: half-width, lower case, and the
/// traditional characters that are common in complaints as simplified ones. Every code point stays
/// in its place, so positions in the folded text are positions in the original.
public final class Folding {
    private static final String TRADITIONAL = "發燒頭嚨氣難過腫脹癢瀉嘔噁惡熱壓腎腦膽腸髒臟關節醫藥檢體溫歲個寶兒媽爺婦經陰陽濕膚淚噴聽聾鳴齒齦質鬆"
            + "變黃濁帶異類風癲癇癱瘍闌結潰瘡脫臉嚴開間現還這裡來沒無認為從覺會說話樣顆點後時夠懷數動亂緊張擔憂慮鬱"
            + "夢記憶運側邊處實膿傷險養飲飯魚蠶紅細貧鐵鈣維補預術復診斷療狀請問麼嗎應該與於專業隻隨雙兩條塊擠軟損視"
            + "網絡離電腳頸盤齡飽餓靜脈顫暈滿嚥乾渾強壯勞睏虛憊減輕總";
    private static final String SIMPLIFIED = "发烧头咙气难过肿胀痒泻呕恶恶热压肾脑胆肠脏脏关节医药检体温岁个宝儿妈爷妇经阴阳湿肤泪喷听聋鸣齿龈质松"
            + "变黄浊带异类风癫痫瘫疡阑结溃疮脱脸严开间现还这里来没无认为从觉会说话样颗点后时够怀数动乱紧张担忧虑郁"
            + "梦记忆运侧边处实脓伤险养饮饭鱼蚕红细贫铁钙维补预术复诊断疗状请问么吗应该与于专业只随双两条块挤软损视"
            + "网络离电脚颈盘龄饱饿静脉颤晕满咽干浑强壮劳困虚惫减轻总";
    private static final Map<Integer, Integer> SIMPLE = new HashMap<>();

    static {
        for (int i = 0; i < TRADITIONAL.length(); i++) {
            SIMPLE.put((int) TRADITIONAL.charAt(i), (int) SIMPLIFIED.charAt(i));
        }
    }

    private Folding() {
    }

    static int fold(int codePoint) {
        if (codePoint >= 0xFF01 && codePoint <= 0xFF5E) {
            return Character.toLowerCase(codePoint - 0xFEE0);
        }
        if (codePoint == 0x3000 || codePoint == '\t') {
            return ' ';
        }
        return codePoint < 0x2E80 ? Character.toLowerCase(codePoint) : SIMPLE.getOrDefault(codePoint, codePoint);
    }

    public static String fold(String text) {
        int[] folded = codePoints(text, Integer.MAX_VALUE);
        return new String(folded, 0, folded.length);
    }

    /// @param max code points read; the rest is left unread
    static int[] codePoints(String text, int max) {
        return text.codePoints().limit(max).map(Folding::fold).toArray();
    }
}
