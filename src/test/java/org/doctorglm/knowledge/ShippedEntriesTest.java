package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedEntriesTest {
    private static final Pattern DOSE = Pattern.compile(
            "(?i)\\d\\s*(?:mg|µg|ug|ml|g/|iu|毫克|克|毫升|单位|片|粒|袋|支|滴)|每[日天]\\s*[\\d一二三两]|[\\d一二三两]次/|mg|毫克|毫升");

    private final DiseaseLibrary library = Shipped.withoutFullText();

    @ParameterizedTest
    @ValueSource(strings = {"G6PD缺乏症", "蚕豆病", "急性扁桃体炎", "肋间神经痛", "肋软骨炎", "心绞痛", "胸膜炎", "前列腺炎", "尿路感染", "膀胱炎", "膀胱过度活动症",
        "高血压", "2型糖尿病", "川崎病", "流感", "普通感冒", "肺炎", "支气管哮喘", "慢阻肺", "胃炎", "消化性溃疡", "胃食管反流病", "急性阑尾炎", "胆囊结石", "胆囊炎", "急性胰腺炎",
        "乙型肝炎", "脂肪肝", "肾结石", "良性前列腺增生", "痛风", "类风湿关节炎", "骨关节炎", "腰椎间盘突出", "颈椎病", "骨质疏松", "缺铁性贫血", "甲亢", "甲减", "偏头痛", "脑梗死", "癫痫",
        "帕金森病", "抑郁症", "失眠障碍", "焦虑障碍", "湿疹", "荨麻疹", "带状疱疹", "痤疮", "水痘", "手足口病", "麻疹", "小儿腹泻", "轮状病毒肠炎", "中耳炎", "过敏性鼻炎", "鼻窦炎", "结膜炎",
        "青光眼", "龋齿", "牙周炎", "痔疮", "多囊卵巢综合征", "子宫肌瘤", "阴道炎", "痛经", "乳腺增生", "急性心肌梗死", "心力衰竭", "房颤", "肺栓塞", "肺结核", "主动脉夹层"})
    void itHasTheDiseaseUnderThisName(String name) {
        assertThat(library.find(name)).isPresent();
    }

    @Test
    void noLineIsBroken() {
        assertThat(library.skipped()).isEmpty();
        assertThat(library.all()).hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void noEntryPointsToOneThatIsMissing() {
        Set<String> ids = library.all().stream().map(Disease::id).collect(Collectors.toSet());
        assertThat(library.all()).allSatisfy(disease ->
                assertThat(ids).containsAll(disease.confusedWith()).containsAll(disease.background().related()));
        assertThat(library.all()).allSatisfy(disease -> assertThat(disease.confusedWith()).doesNotContain(disease.id()));
    }

    @Test
    void noNameOrAliasIsThereTwice() {
        List<String> names = library.all().stream().flatMap(disease -> disease.names().stream()).map(Folding::fold).toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void noEntryTellsADose() {
        assertThat(library.all()).allSatisfy(disease -> assertThat(texts(disease)).noneMatch(text -> DOSE.matcher(text).find()));
    }

    @Test
    void theItemsFitIntoThePrompt() {
        assertThat(library.all()).allSatisfy(disease -> {
            for (SectionKind kind : SectionKind.values()) {
                List<String> items = disease.section(kind).items();
                assertThat(items).hasSizeBetween(2, 8).doesNotHaveDuplicates().allMatch(item -> item.length() <= 12);
                assertThat(items).noneMatch(item -> item.contains("、") || item.contains("。"));
            }
        });
    }

    @Test
    void theSentencesAreShort() {
        assertThat(library.all()).allSatisfy(disease -> assertThat(texts(disease))
                .allSatisfy(text -> assertThat(text.split("。")).allMatch(sentence -> sentence.length() <= 120)));
    }

    @Test
    void everyEntryTellsDangerSignsKeyFindingsDepartmentsAndThatNobodyHasReviewedIt() {
        assertThat(library.all()).allSatisfy(disease -> {
            assertThat(disease.urgent()).isNotEmpty();
            assertThat(disease.keySymptoms()).isNotEmpty();
            assertThat(disease.departments()).isNotEmpty();
            assertThat(disease.english()).isNotBlank();
            assertThat(disease.source()).isNotBlank();
            assertThat(disease.review()).isEqualTo("not yet reviewed by a physician");
            assertThat(disease.edition()).matches("\\d{4}-\\d{2}");
        });
    }

    @Test
    void everySymptomIsATermAndNoWordingMeansADiseaseToo() throws IOException {
        List<Term> terms = new LibraryReader().terms(Shipped.FOLDER.resolve("terms.jsonl"), new Cancellation());
        Set<String> symptoms = terms.stream().filter(term -> term.kind() == TermKind.SYMPTOM).map(Term::term)
                .collect(Collectors.toSet());
        Set<String> names = library.all().stream().flatMap(disease -> disease.names().stream()).collect(Collectors.toSet());
        assertThat(terms).hasSizeGreaterThanOrEqualTo(200);
        assertThat(library.all()).allSatisfy(disease ->
                assertThat(symptoms).containsAll(disease.symptoms().items()).containsAll(disease.keySymptoms()));
        assertThat(terms.stream().flatMap(term -> term.synonyms().stream())).doesNotContainAnyElementsOf(names);
        assertThat(new HashSet<>(terms.stream().map(Term::term).toList())).hasSameSizeAs(terms);
    }

    @Test
    void everyEntryTellsCausesCourseLayWordingAndAnEnglishSummary() {
        assertThat(library.all()).allSatisfy(disease -> {
            Disease.Background background = disease.background();
            assertThat(background.frequency()).isNotNull();
            assertThat(background.causes()).hasSizeGreaterThan(10);
            assertThat(background.prognosis()).hasSizeGreaterThan(8);
            assertThat(background.lay()).hasSizeBetween(2, 12).doesNotHaveDuplicates();
            assertThat(background.summary().split("[.!?](?:\\s|$)")).hasSizeBetween(2, 3);
            assertThat(background.related()).doesNotContain(disease.id());
            assertThat(texts(disease)).noneMatch(String::isBlank);
        });
    }

    @Test
    void whatPatientsSayDoesNotNameTheDisease() {
        assertThat(library.all()).allSatisfy(disease -> assertThat(disease.background().lay())
                .noneMatch(words -> disease.names().stream().anyMatch(name -> name.length() > 2 && words.contains(name))));
    }

    @Test
    void everyDepartmentOfAHospitalHasEntries() {
        Set<String> departments = library.all().stream().flatMap(disease -> disease.departments().stream()).collect(Collectors.toSet());
        assertThat(departments).contains("心血管内科", "呼吸内科", "消化内科", "内分泌科", "血液内科", "风湿免疫科", "感染科", "急诊科", "神经内科", "骨科", "儿科", "妇科",
                "产科", "皮肤科", "耳鼻喉科", "眼科", "泌尿外科", "男科");
    }

    @Test
    void noRunOfTwentyCharactersIsThatOfTheSharedLists() throws IOException {
        String shared = Files.readString(Shared.require("data/diseases.jsonl"));
        Set<String> runs = new HashSet<>();
        for (Disease disease : library.all()) {
            for (String text : texts(disease)) {
                for (int i = 0; i + 20 <= text.length(); i++) {
                    runs.add(text.substring(i, i + 20));
                }
            }
        }
        Set<String> copied = new HashSet<>();
        for (int i = 0; i + 20 <= shared.length(); i++) {
            String run = shared.substring(i, i + 20);
            if (runs.contains(run)) {
                copied.add(run);
            }
        }
        assertThat(copied).isEmpty();
    }

    private static List<String> texts(Disease disease) {
        return Stream.concat(Stream.of(disease.overview()), Stream.of(SectionKind.values())
                .flatMap(kind -> Stream.concat(Stream.of(disease.section(kind).text()), disease.section(kind).items().stream())))
                .toList();
    }
}
