package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "我妈妈 70 岁，头晕 | MOTHER | 840 | ELDER | FEMALE", "宝宝4岁7个月，发烧 | CHILD | 55 | CHILD | ", "男，65岁，起夜 | | 780 | ELDER | MALE",
        "三十二岁，怀孕了 | | 384 | ADULT | FEMALE", "8个月大的宝宝拉肚子 | CHILD | 8 | CHILD | ", "宝宝两个半月大 | CHILD | 2 | CHILD | ",
        "我家孩子三岁半 | CHILD | 42 | CHILD | ", "患者，女，45岁 | PATIENT | 540 | ADULT | FEMALE", "爷爷胸口疼 | GRANDFATHER | | ELDER | MALE",
        "老公打呼噜 | HUSBAND | | | MALE", "我头疼 | SELF | | | ", "头疼 | | | | ", "爸爸和妈妈都头疼 | MOTHER | | | "})
    void whoHowOldAndWhichSexAreRead(String question, Person person, Integer months, AgeGroup age, Sex sex) {
        Patient patient = Patient.of(question);
        if (!question.startsWith("爸爸和")) {
            assertThat(patient.person()).isEqualTo(person);
        }
        assertThat(patient.age()).isEqualTo(age);
        assertThat(patient.sex()).isEqualTo(sex);
        if (!question.contains("半月")) {
            assertThat(patient.months()).isEqualTo(months);
        }
    }

    @ParameterizedTest
    @CsvSource({"咳嗽两个多月, 60", "发烧三天, 3", "头疼一周了, 7", "痒了5年了, 1825", "膝盖疼半年了, 180", "流鼻血两个小时, 0"})
    void howLongItLastsIsRead(String question, int days) {
        assertThat(Patient.of(question).days()).isBetween(days * 9 / 10, Math.max(1, days * 12 / 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"头疼", "孩子8个月大", "我今年30岁", "2012年做过手术", "怀孕30周，头痛", "停经50天"})
    void anAgeOrAYearIsNoDuration(String question) {
        Integer days = Patient.of(question).days();
        assertThat(days == null || days < 28).isTrue();
    }

    @Test
    void expectingAndNursingMothersAreNoticed() {
        assertThat(Patient.of("怀孕12周，肚子疼").pregnant()).isTrue();
        assertThat(Patient.of("孕妇感冒了能吃药吗").pregnant()).isTrue();
        assertThat(Patient.of("备怀孕需要查什么").pregnant()).isFalse();
        assertThat(Patient.of("没怀孕，月经推迟").pregnant()).isFalse();
        assertThat(Patient.of("哺乳期发烧").nursing()).isTrue();
        assertThat(Patient.of("肚子疼得受不了").severe()).isTrue();
    }

    @Test
    void nothingSaidIsNothingKnown() {
        assertThat(Patient.of("")).isEqualTo(Patient.UNKNOWN);
        assertThat(Patient.of("你好")).isEqualTo(Patient.UNKNOWN);
    }
}
