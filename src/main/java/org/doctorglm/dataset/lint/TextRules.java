package org.doctorglm.dataset.lint;

import java.util.regex.Pattern;
import org.doctorglm.dataset.Turn;

/// What one turn tells by itself.
final class TextRules {
    private static final Pattern ADVERTISING = Pattern.compile("(?i)加(?:我|一下)?(?:的)?(?:微信|QQ|扣扣)|微信(?:号|公众号)|关注.{0,6}公众号|https?://|www\\.[a-z0-9]|(?:咨询|预约|服务|免费)热线|"
            + "拨打.{0,10}(?:电话|热线)|优惠(?:活动|券|价)|官方?网站|在线预约|点击(?:下方|链接|咨询)|click (?:here|the link)|visit our (?:web)?site|"
            + "for more information,? consult an? .{3,40} online");
    private static final Pattern DOSE = Pattern.compile("(?i)\\d+(?:\\.\\d+)? ?(?:mg|ug|μg|mcg|ml|g|iu|毫克|微克|克|毫升|片|粒|丸|袋|支|滴|单位)(?![A-Za-z])(?!\\s*(?:蛋白|/L))|[一二两三四半]\\s?(?:片|粒|丸|袋|支)");
    private static final Pattern UNSAFE = Pattern.compile("(?i)自杀的?方法|怎[么样]自杀|如何自杀|安乐死药|割腕|how to (?:kill|hurt) (?:myself|yourself|someone)|制毒|怎么打胎|自行堕胎");
    private static final String ENDS = "。！？!?.…”’\"』」）)】]》~～;；>%*^_♥❤";
    private static final String OPEN = ",，、:：(（《“‘—-";
    /// Below this an answer without a full stop may be somebody who types without any.
    private static final int LONG = 80;

    private TextRules() {
    }

    static int found(Turn turn) {
        String answer = turn.answer();
        int bits = bit(Finding.EMPTY, blank(turn.question()) || blank(answer)) | bit(Finding.CUT_ANSWER, cut(answer.strip()));
        bits |= bit(Finding.ADVERTISING, ADVERTISING.matcher(answer).find()) | bit(Finding.DOSE, DOSE.matcher(answer).find());
        return bits | bit(Finding.UNSAFE, UNSAFE.matcher(answer).find() || UNSAFE.matcher(turn.question()).find());
    }

    static int bit(Finding finding, boolean found) {
        return found ? 1 << finding.ordinal() : 0;
    }

    private static boolean blank(String text) {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static boolean cut(String answer) {
        if (answer.isEmpty()) {
            return false;
        }
        char last = answer.charAt(answer.length() - 1);
        if (OPEN.indexOf(last) >= 0 || Character.isHighSurrogate(last)) {
            return true;
        }
        boolean sentences = answer.chars().anyMatch(c -> "。！？.!?".indexOf(c) >= 0);
        return answer.length() >= LONG && sentences && ENDS.indexOf(last) < 0 && Character.isLetter(last);
    }
}
