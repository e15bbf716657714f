package org.doctorglm.dataset.lint;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;

/// What tells who somebody is, as far as its form tells it: no list of names can be complete, and what is masked is to be looked over.
final class Personal {
    /// The most frequent ones that are no everyday words before a title, as 向 in 向医生咨询 would be.
    private static final String SURNAMES = "王李张刘陈杨赵吴周徐孙马朱胡林郭罗梁宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟黄";
    private static final String TITLES = "(?=医生|大夫|主任|教授|护士|先生|女士)";
    /// The eighteenth digit of a Chinese identity number (GB 11643, ISO 7064 MOD 11-2).
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private static final List<Rule> RULES = List.of(
            new Rule(Finding.IDENTITY_NUMBER, Pattern.compile("(?<![0-9A-Za-z])[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[0-9Xx](?![0-9A-Za-z])"),
                    0, Personal::checked, "〔证件号〕"),
            new Rule(Finding.PHONE, Pattern.compile("(?<![0-9.])(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?![0-9])"), 0, found -> true, "〔电话〕"),
            new Rule(Finding.PHONE, Pattern.compile("(?<![0-9.\\-])(?:0\\d{2,3}[- ]?[2-9]\\d{6,7}|400[- ]?\\d{3}[- ]?\\d{4}|\\(\\d{3}\\) ?\\d{3}-\\d{4}|\\d{3}-\\d{3}-\\d{4})(?![0-9\\-])"),
                    0, found -> true, "〔电话〕"),
            new Rule(Finding.PHONE, Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\\.[A-Za-z0-9-]{1,32}){1,4}"), 0, found -> true, "〔邮箱〕"),
            new Rule(Finding.NAME, Pattern.compile("(?:我叫|姓名[：:是]?|名叫|患者姓名[：:]?) ?([" + SURNAMES + "]\\p{IsHan}{1,2})(?=[，,。；;\\s、]|$)"), 1, found -> true, "〔姓名〕"),
            new Rule(Finding.NAME, Pattern.compile("([" + SURNAMES + "])" + TITLES), 1, found -> true, "〔姓名〕"),
            new Rule(Finding.NAME, Pattern.compile("(?:(?<!\\p{IsHan})|谢谢|感谢|请问|您好|你好)([" + SURNAMES + "]\\p{IsHan}{1,2})" + TITLES), 1, found -> true, "〔姓名〕"),
            new Rule(Finding.NAME, Pattern.compile("\\b(?:Dr|Mr|Mrs|Ms)\\.? ?([A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?)\\b"), 1, found -> true, "〔姓名〕"),
            new Rule(Finding.NAME, Pattern.compile("\\b[Mm]y name is ([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)\\b"), 1, found -> true, "〔姓名〕"));
    private record Rule(Finding finding, Pattern pattern, int group, Predicate<String> holds, String mask) {
    }

    private Personal() {
    }

    private static boolean checked(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }

    /// @return what a text holds, by bits of [Finding#ordinal]
    static int found(String text) {
        int bits = 0;
        for (Rule rule : RULES) {
            if ((bits & 1 << rule.finding.ordinal()) == 0) {
                Matcher matcher = rule.pattern.matcher(text);
                while (matcher.find()) {
                    if (rule.holds.test(matcher.group(rule.group))) {
                        bits |= 1 << rule.finding.ordinal();
                        break;
                    }
                }
            }
        }
        return bits;
    }

    /// @param what kinds to mask
    /// @param counts told each place that was masked
    static Conversation masked(Conversation conversation, Set<Finding> what, Consumer<Finding> counts) {
        return new Conversation(conversation.department(), conversation.turns().stream()
                .map(turn -> new Turn(masked(turn.question(), what, counts), masked(turn.answer(), what, counts))).toList());
    }

    static Conversation masked(Conversation conversation) {
        return new Conversation(conversation.department(),
                conversation.turns().stream().map(turn -> new Turn(masked(turn.question()), masked(turn.answer()))).toList());
    }

    static String masked(String text) {
        return masked(text, PersonalMask.KINDS, found -> { });
    }

    private static String masked(String text, Set<Finding> what, Consumer<Finding> counts) {
        return masked(text, what, List.of(), counts).text();
    }

    /// @param known names that are masked wherever they stand, before the rules are asked
    static MaskedText masked(String text, Set<Finding> what, List<Known> known, Consumer<Finding> counts) {
        MaskedText masked = MaskedText.of(text);
        for (Known one : known) {
            if (masked.text().contains(one.name)) {
                masked = masked(masked, one.rule, counts);
            }
        }
        for (Rule rule : RULES) {
            if (what.contains(rule.finding)) {
                masked = masked(masked, rule, counts);
            }
        }
        return masked;
    }

    private static MaskedText masked(MaskedText before, Rule rule, Consumer<Finding> counts) {
        MaskedText.Pass pass = before.begin();
        Matcher matcher = rule.pattern.matcher(before.text());
        while (matcher.find()) {
            if (rule.holds.test(matcher.group(rule.group))) {
                pass.replace(matcher.start(rule.group), matcher.end(rule.group), rule.mask);
                counts.accept(rule.finding);
            }
        }
        return pass.end();
    }

    /// Whole names, of more than a surname, that the rules find in a text.
    static Set<String> names(String text) {
        Set<String> names = new java.util.TreeSet<>();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern.matcher(text);
            while (rule.finding == Finding.NAME && matcher.find()) {
                if (matcher.group(rule.group).codePointCount(0, matcher.group(rule.group).length()) > 1) {
                    names.add(matcher.group(rule.group));
                }
            }
        }
        return names;
    }

    /// A name that is known, and what stands in its place.
    record Known(String name, Rule rule) {
        static Known of(String name, String mask) {
            return new Known(name, new Rule(Finding.NAME, Pattern.compile(Pattern.quote(name)), 0, found -> true, mask));
        }
    }
}
