package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrievalTest {
    @TempDir
    static Path folder;
    private static DiseaseLibrary library;

    @BeforeAll
    static void open() {
        library = Shipped.library(folder);
    }

    @AfterAll
    static void close() throws IOException {
        library.close();
    }

    private static List<String> names(Retrieval retrieval, int count) {
        return retrieval.ranked().stream().limit(count).map(evidence -> evidence.disease().name()).toList();
    }

    @Test
    void theFirstQuestionOfThePaperIsAChoiceAmongChestDiseases() {
        Retrieval retrieval = library.search(PaperQuestions.Q1, 10);
        assertThat(retrieval.state()).isEqualTo(RetrievalState.CHOOSE);
        // The alternatives that the paper's doctor asks for.
        assertThat(names(retrieval, 7)).contains("肋间神经痛", "心绞痛", "心脏神经官能症", "胸膜炎", "肋软骨炎");
    }

    @Test
    void theSecondQuestionOfThePaperIsTonsillitis() {
        Retrieval retrieval = library.search(PaperQuestions.Q2, 10);
        assertThat(retrieval.state()).isEqualTo(RetrievalState.CONFIDENT);
        assertThat(names(retrieval, 1)).containsExactly("急性扁桃体炎");
    }

    @Test
    void theThirdQuestionOfThePaperIsAChoiceAmongUrinaryDiseases() {
        Retrieval retrieval = library.search(PaperQuestions.Q3, 10);
        assertThat(retrieval.state()).isEqualTo(RetrievalState.CHOOSE);
        assertThat(names(retrieval, 7)).contains("膀胱过度活动症", "尿路感染", "前列腺炎");
    }

    @Test
    void theFourthQuestionOfThePaperIsG6pdDeficiencyByItsAlias() {
        Retrieval retrieval = library.search(PaperQuestions.Q4, 10);
        assertThat(retrieval.state()).isEqualTo(RetrievalState.CONFIDENT);
        assertThat(names(retrieval, 1)).containsExactly("G6PD缺乏症");
        assertThat(retrieval.ranked().getFirst().matched()).extracting(Match::field).contains(MatchField.ALIAS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "你好", "谢谢医生", "中国的首都是哪座城市", "今天天气怎么样", "用Java写一个快速排序", "asdkjh qwe 123", "😀😀🎉", "。。。？？",
        "没有发热，没有咳嗽", "否认胸痛、腹痛", "硬皮病的症状有哪些", "亨廷顿舞蹈症是什么", "马凡综合征遗传吗",
        "我抢了一个红包", "周末去发传单", "红烧肉怎么做", "不舒服", "1+1等于几"})
    void itAbstains(String question) {
        assertThat(library.search(question, 5).state()).isEqualTo(RetrievalState.ABSTAIN);
    }

    @Test
    void aDeniedDiseaseIsNotTheAnswer() {
        Retrieval retrieval = library.search("医生说不是肺炎，咳嗽有痰，抽烟三十年，上楼就喘", 5);
        assertThat(names(retrieval, 1)).containsExactly("慢性阻塞性肺疾病");
        assertThat(library.search("我没有高血压", 5).state()).isEqualTo(RetrievalState.ABSTAIN);
    }

    @Test
    void aDeniedFindingSpeaksAgainst() {
        double with = score("发热，咳嗽，咳痰，胸痛", "肺炎");
        double without = score("没有发热，咳嗽，咳痰，胸痛", "肺炎");
        assertThat(without).isLessThan(with);
    }

    private static double score(String question, String name) {
        return library.search(question, 50).ranked().stream().filter(evidence -> evidence.disease().name().equals(name))
                .mapToDouble(Evidence::score).findFirst().orElse(0);
    }

    @Test
    void theWrongSexSpeaksAgainst() {
        assertThat(score("女，30岁，尿频尿急，会阴坠胀", "前列腺炎")).isLessThan(score("男，30岁，尿频尿急，会阴坠胀", "前列腺炎") / 2);
    }

    @Test
    void twoNamedDiseasesAreAChoice() {
        Retrieval retrieval = library.search("胃炎和胃溃疡有什么区别", 5);
        assertThat(retrieval.state()).isEqualTo(RetrievalState.CHOOSE);
        assertThat(names(retrieval, 2)).containsExactlyInAnyOrder("胃炎", "消化性溃疡");
    }

    @Test
    void oneFindingAloneIsNeverCertain() {
        assertThat(library.all()).allSatisfy(disease -> assertThat(disease.keySymptoms()).allSatisfy(finding ->
                assertThat(library.search("我有点" + finding, 5).state()).isNotEqualTo(RetrievalState.CONFIDENT)));
    }

    @Test
    void everyDiseaseIsFoundByEachOfItsNames() {
        assertThat(library.all()).allSatisfy(disease -> assertThat(disease.names()).allSatisfy(name -> {
            Retrieval retrieval = library.search("请问" + name + "要注意什么", 5);
            assertThat(retrieval.state()).isNotEqualTo(RetrievalState.ABSTAIN);
            assertThat(retrieval.ranked().getFirst().disease()).isEqualTo(disease);
        }));
    }

    @Test
    void scoresAreChancesInFallingOrder() {
        List<Evidence> ranked = library.search("发烧咳嗽头疼", 20).ranked();
        assertThat(ranked).extracting(Evidence::score).isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .allMatch(score -> score >= 0 && score <= 1);
        assertThat(ranked.stream().mapToDouble(Evidence::score).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void aCorrectedKeywordChangesTheAnswer() {
        List<Keyword> keywords = library.search("没有皮疹，发热五天", 5).keywords().stream().map(word -> word.negated(false)).toList();
        assertThat(library.search("没有皮疹，发热五天", keywords, 5).ranked().getFirst().matched()).extracting(Match::field)
                .doesNotContain(MatchField.DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"发烧头疼", "不", "没有", "痛", "a", "😀", "疼不疼", "\u0000\uD800", "结石病炎症癌"})
    void aQuestionOfAHundredThousandCharactersIsAnsweredSoon(String part) {
        String question = part.repeat(100_000 / part.length());
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> library.search(question, 5));
    }
}
