package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTest {
    private static final DiseaseLibrary LIBRARY = Shipped.withoutFullText();

    private static List<Keyword> read(String question) {
        return LIBRARY.search(question, 5).keywords();
    }

    private static List<String> asserted(String question) {
        return read(question).stream().filter(word -> !word.negated()).map(Keyword::term).toList();
    }

    private static List<String> denied(String question) {
        return read(question).stream().filter(Keyword::negated).map(Keyword::term).toList();
    }

    @ParameterizedTest
    @CsvSource({"嗓子疼,咽痛", "心口疼,胸痛", "拉肚子,腹泻", "发烧,发热", "老想尿,尿频", "睡不着,失眠", "没胃口,食欲减退", "肚子有点疼,腹痛", "嗓子这两天很疼,咽痛"})
    void layWordsMeanTheTerm(String words, String term) {
        assertThat(asserted("医生，我" + words + "，怎么办")).contains(term);
    }

    @ParameterizedTest
    @ValueSource(strings = {"没有发热", "无发热", "不发烧", "否认发热", "没发烧", "未见发热", "没有明显发热", "并没有发烧", "不怎么发烧", "从来没有发烧", "没有出现发热",
        "排除发热", "也不发烧", "没有什么发热"})
    void aDenialIsSeen(String words) {
        assertThat(denied("这几天" + words + "。")).containsExactly("发热");
        assertThat(asserted("这几天" + words + "。")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"有没有发热", "是不是发热", "会不会发热", "发热不退", "发热没有好转", "发热，没有办法", "不知道为什么发热", "不舒服，发热", "没多久就发热",
        "一直不停发热", "不仅发热"})
    void whatOnlyLooksLikeADenialIsNone(String words) {
        assertThat(asserted("宝宝" + words)).contains("发热");
        assertThat(denied("宝宝" + words)).isEmpty();
    }

    @Test
    void aDenialCoversItsListAndEndsWithIt() {
        assertThat(denied("没有发热、咳嗽、皮疹，但是头痛")).containsExactly("发热", "咳嗽", "皮疹");
        assertThat(asserted("没有发热、咳嗽、皮疹，但是头痛")).containsExactly("头痛");
        assertThat(denied("没有恶心呕吐，腹泻三天")).containsExactly("恶心", "呕吐");
        assertThat(asserted("没有恶心呕吐，腹泻三天")).containsExactly("腹泻");
        assertThat(denied("没有发热和咳嗽。有皮疹")).containsExactly("发热", "咳嗽");
    }

    @ParameterizedTest
    @ValueSource(strings = {"。", "；", "，", "，但是", "，不过", "？", "！"})
    void aDenialEndsAtThisMark(String mark) {
        assertThat(asserted("没有发热" + mark + "咳嗽")).containsExactly("咳嗽");
        assertThat(denied("没有发热" + mark + "咳嗽")).containsExactly("发热");
    }

    @Test
    void denyingInWritingReachesOverCommas() {
        assertThat(denied("否认头痛，胸痛，腹痛")).containsExactly("头痛", "胸痛", "腹痛");
    }

    @Test
    void everyTermCanBeDeniedAndAsserted() {
        List<String> terms = LIBRARY.all().stream().flatMap(disease -> disease.symptoms().items().stream()).distinct()
                .filter(term -> !term.startsWith("不")).toList();
        assertThat(terms.stream().filter(term -> !denied("病人没有" + term + "。").contains(term))).isEmpty();
        assertThat(terms.stream().filter(term -> asserted("病人没有" + term + "。").contains(term))).isEmpty();
        assertThat(terms.stream().filter(term -> !asserted("病人有" + term + "。").contains(term))).isEmpty();
    }

    @Test
    void aDenialInsideATwoPartWordingIsSeen() {
        assertThat(denied("肚子一点也不疼")).containsExactly("腹痛");
        assertThat(denied("血糖不高")).containsExactly("血糖升高");
    }

    @Test
    void aPainOfOnePlaceIsNotGivenToAnother() {
        assertThat(asserted("头晕肚子疼")).containsExactly("头晕", "腹痛");
        assertThat(asserted("用拳头抵住，肚子疼")).containsExactly("腹痛");
    }

    @Test
    void placesAreCodePointsOfTheQuestion() {
        String question = "😀🏥我Ｇ６ＰＤ缺乏症，嗓子疼";
        int[] codePoints = question.codePoints().toArray();
        assertThat(read(question)).extracting(Keyword::text).containsExactly("Ｇ６ＰＤ缺乏症", "嗓子疼");
        assertThat(read(question)).allSatisfy(word ->
                assertThat(new String(codePoints, word.start(), word.end() - word.start())).isEqualTo(word.text()));
        assertThat(read(question).getFirst().start()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"寻麻疹,荨麻疹", "带状疱诊,带状疱疹", "类风湿关接炎,类风湿关节炎", "腰椎间盘突出正,腰椎间盘突出症", "甲状腺功能亢症,甲状腺功能亢进症"})
    void aNameOfTheRightSoundOrWithACharacterMissingIsRecognised(String typed, String name) {
        assertThat(asserted("请问" + typed + "怎么治")).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"今天天气真好", "我想问一下挂号流程", "头发少怎么办呢", "红烧肉怎么做好吃", "帮我写一首诗"})
    void whatOnlySoundsAlikeIsNoTypingError(String text) {
        assertThat(read(text)).noneMatch(word -> word.kind() == TermKind.DISEASE);
    }
}
