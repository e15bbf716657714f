package org.doctorglm.knowledge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom a question speaks of, as far as it says so.
///
/// @param age group, or null when the question does not tell
/// @param sex sex, or null when it does not tell or speaks of both
/// @param lasting the complaint is said to last for weeks or longer
public record Patient(@Nullable AgeGroup age, @Nullable Sex sex, boolean lasting) {
    /// Nothing known.
    public static final Patient UNKNOWN = new Patient(null, null, false);

    private static final Pattern YEARS = Pattern.compile("(\\d{1,3}|[一二两三四五六七八九十]{1,3})\\s*(?:周)?岁");
    private static final Pattern MONTHS = Pattern.compile("(?:\\d{1,2}|[一二三四五六七八九十]{1,2})\\s*(?:个月|月)(?:大|龄)");
    private static final Pattern LASTING = Pattern.compile("个多月|(?<!岁.{0,3})个月(?:了|来|以来|左右)|(?:[几多两三四五六七八九十]|\\d)年(?:了|来|以来)|常年|多年|好几年|长年|长期");
    private static final List<String> CHILD = List.of("宝宝", "孩子", "小孩", "婴儿", "幼儿", "小朋友", "娃", "新生儿", "宝贝", "小儿", "患儿");
    private static final List<String> ELDER = List.of("老人", "爷爷", "奶奶", "姥姥", "姥爷", "外公", "外婆", "老爷子", "老太太", "高龄");
    private static final List<String> MALE = List.of("爸", "父亲", "爷爷", "姥爷", "外公", "老公", "丈夫", "儿子", "先生", "男性", "男生", "本人男",
            "男，", "男,", "男孩", "老爷子", "哥哥", "弟弟", "叔叔");
    private static final List<String> FEMALE = List.of("妈", "母亲", "奶奶", "姥姥", "外婆", "老婆", "妻子", "女儿", "女士", "女性", "女生", "女，", "女,",
            "女孩", "姑娘", "怀孕", "孕妇", "孕期", "月经", "例假", "姨妈", "白带", "哺乳", "姐姐", "妹妹", "阿姨", "老太太");

    /// Reads a question.
    public static Patient of(String question) {
        return new Patient(age(question), sex(question), LASTING.matcher(question).find());
    }

    private static @Nullable AgeGroup age(String question) {
        Matcher years = YEARS.matcher(question);
        if (years.find()) {
            return AgeGroup.ofYears(number(years.group(1)));
        }
        if (MONTHS.matcher(question).find() || says(question, CHILD)) {
            return AgeGroup.CHILD;
        }
        return says(question, ELDER) ? AgeGroup.ELDER : null;
    }

    private static @Nullable Sex sex(String question) {
        boolean male = says(question, MALE) || question.strip().startsWith("男");
        boolean female = says(question, FEMALE) || question.strip().startsWith("女");
        if (male == female) {
            return null;
        }
        return male ? Sex.MALE : Sex.FEMALE;
    }

    private static boolean says(String question, List<String> words) {
        return words.stream().anyMatch(question::contains);
    }

    private static int number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int value = 0;
        int digit = 0;
        for (char c : text.toCharArray()) {
            if (c == '十') {
                value += 10 * Math.max(1, digit);
                digit = 0;
            } else {
                digit = c == '两' ? 2 : "一二三四五六七八九".indexOf(c) + 1;
            }
        }
        return value + digit;
    }

    /// How well a disease fits: 1 when nothing speaks against it, less for the wrong age or an acute
    /// disease that is said to last, next to nothing for the wrong sex.
    double fit(Disease disease) {
        double fit = 1;
        if (sex != null && disease.sex() != null && sex != disease.sex()) {
            fit *= 0.1;
        }
        if (age != null && disease.ages() != null && age != disease.ages()) {
            boolean child = age == AgeGroup.CHILD || disease.ages() == AgeGroup.CHILD;
            fit *= child ? 0.5 : 0.9;
        }
        if (lasting && disease.name().startsWith("急性")) {
            fit *= 0.5;
        }
        return fit;
    }
}
