package org.doctorglm.knowledge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads from a question whom it speaks of: who, how old, which sex, pregnant or nursing, for how long.
final class PatientReader {
    private static final String NUMBER = "(\\d{1,3}(?:\\.\\d)?|[一二两三四五六七八九十半几]{1,3})";
    private static final Pattern YEARS = Pattern.compile(NUMBER + "\\s*(?:周岁|岁)(?:零|又)?(?:(\\d{1,2}|[一二两三四五六七八九十]{1,2}|半)?\\s*(个月|个多月)?)?");
    private static final Pattern MONTHS = Pattern.compile(NUMBER + "\\s*(?:个多?月|月)(?:大|龄|的?(?:宝宝|婴儿|孩子|女宝|男宝|小孩|娃))");
    private static final Pattern MONTHS_AFTER = Pattern.compile("(?:宝宝|婴儿|孩子|小孩|娃|宝贝|儿子|女儿|小孙子)[^，。,.]{0,6}?" + NUMBER + "\\s*个多?月(?!了|前|以来|来)");
    private static final Pattern DAYS_OLD = Pattern.compile("(?:出生|生下来|新生儿)[^，。,.]{0,4}?" + NUMBER + "\\s*天");
    private static final Pattern DURATION = Pattern.compile("(?<![岁大龄第孕]|怀了|孕期|孕有|停经|\\d)" + NUMBER + "\\s*(?:个)?(?:多)?(天|日|周|星期|礼拜|月|年|小时|分钟)(?!级|前怀|龄|大|岁|初|底|份|纪|代|的(?:宝宝|婴儿|孩子|娃))");
    private static final Pattern LASTING = Pattern.compile("个多月|常年|多年|好几年|长年|长期|一直以来|好多年|好几个月|几个月|很久|半年");
    private static final Pattern MALE = Pattern.compile("男性|男生|男孩|男宝|先生|叔叔|哥哥|弟弟|(?:^|[，,；;。\\s（(])男(?=[，,；;。\\s\\d）)]|$)");
    private static final Pattern FEMALE = Pattern.compile("女性|女生|女孩|女宝|女士|姑娘|阿姨|姐姐|妹妹|月经|例假|姨妈|白带|阴道|子宫|卵巢|(?:^|[，,；;。\\s（(])女(?=[，,；;。\\s\\d）)]|$)");
    private static final Pattern PREGNANT = Pattern.compile("怀孕(?!前|过|史)|孕妇|孕期|孕\\s*\\d|孕[早中晚]期|妊娠期|怀着|有喜|怀了|怀上|孕\\S{1,2}周|怀二胎|双胞胎妈妈");
    private static final Pattern NOT_PREGNANT = Pattern.compile("(?:没有?|未|不是|不想|备|准备|想|打算|排除|并未|能不能|可以|影响|还能|会不会)(?:怀孕|怀上|怀二胎)|怀孕几率|不孕");
    private static final Pattern NURSING = Pattern.compile("哺乳|喂奶|母乳喂养|奶孩子|喂母乳|坐月子|产后");
    private static final Pattern SEVERE = Pattern.compile("剧烈|剧痛|特别[疼痛难严厉]|非常[疼痛难严]|疼得?要命|痛得?要命|疼死|痛死|受不了|忍不了|难以忍受|越来越(?:重|严重|厉害|疼|痛)|加重|很严重|厉害");
    private static final int MONTH_DAYS = 30;
    private static final int YEAR_DAYS = 365;
    /// Shorter times do not speak against a word such as 长期.
    private static final int WEEKS_UNKNOWN = 28;

    private PatientReader() {
    }

    static Patient read(String question) {
        Person person = person(question);
        Integer months = months(question);
        boolean pregnant = PREGNANT.matcher(question).find() && !NOT_PREGNANT.matcher(question).find();
        boolean nursing = NURSING.matcher(question).find();
        return new Patient(person, months, age(person, months), sex(question, pregnant || nursing), pregnant, nursing, days(question),
                SEVERE.matcher(question).find());
    }

    /// The first person that is mentioned; somebody of the family goes before the one who asks (`我妈妈`).
    private static @Nullable Person person(String question) {
        return Arrays.stream(Person.values()).filter(person -> person != Person.SELF && first(question, person) >= 0)
                .min(Comparator.comparingInt(person -> first(question, person)))
                .orElse(first(question, Person.SELF) >= 0 ? Person.SELF : null);
    }

    private static int first(String question, Person person) {
        return person.words().stream().mapToInt(question::indexOf).filter(at -> at >= 0).min().orElse(-1);
    }

    private static @Nullable Integer months(String question) {
        Matcher years = YEARS.matcher(question);
        if (years.find()) {
            double more = years.group(3) != null ? number(years.group(2) == null ? "1" : years.group(2)) : "半".equals(years.group(2)) ? 6 : 0;
            return (int) Math.round(12 * number(years.group(1)) + more);
        }
        for (Pattern pattern : List.of(MONTHS, MONTHS_AFTER)) {
            Matcher matcher = pattern.matcher(question);
            if (matcher.find()) {
                return (int) number(matcher.group(1));
            }
        }
        return DAYS_OLD.matcher(question).find() ? Integer.valueOf(0) : null;
    }

    private static @Nullable AgeGroup age(@Nullable Person person, @Nullable Integer months) {
        return months != null ? AgeGroup.ofYears(months / 12) : person == null ? null : person.age();
    }

    private static @Nullable Sex sex(String question, boolean mother) {
        boolean male = MALE.matcher(question).find() || says(question, Sex.MALE);
        boolean female = mother || FEMALE.matcher(question).find() || says(question, Sex.FEMALE);
        return male == female ? null : male ? Sex.MALE : Sex.FEMALE;
    }

    private static boolean says(String question, Sex sex) {
        return Arrays.stream(Person.values()).anyMatch(person -> person.sex() == sex && first(question, person) >= 0);
    }

    /// The longest duration that is mentioned.
    private static @Nullable Integer days(String question) {
        Matcher matcher = DURATION.matcher(question);
        double most = -1;
        while (matcher.find()) {
            most = Math.max(most, number(matcher.group(1)) * switch (matcher.group(2)) {
                case "周", "星期", "礼拜" -> 7;
                case "月" -> question.startsWith("个", matcher.end(1)) || question.startsWith(" 个", matcher.end(1)) ? MONTH_DAYS : 0;
                case "年" -> matcher.group(1).matches("\\d{3,4}") ? 0 : YEAR_DAYS;
                case "小时", "分钟" -> 0;
                default -> 1;
            });
        }
        if (most < WEEKS_UNKNOWN && LASTING.matcher(question).find()) {
            return 2 * MONTH_DAYS;
        }
        return most < 0 ? null : Integer.valueOf((int) most);
    }

    private static double number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Double.parseDouble(text);
        }
        double value = 0;
        double digit = 0;
        for (char c : text.toCharArray()) {
            if (c == '十') {
                value += 10 * Math.max(1, digit);
                digit = 0;
            } else {
                digit = c == '半' ? 0.5 : c == '几' ? 3 : c == '两' ? 2 : "一二三四五六七八九".indexOf(c) + 1;
            }
        }
        return value + digit;
    }
}
