package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.doctorglm.consultation.TextDifference.Piece;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {
    @Test
    void what_both_say_is_told_from_what_one_says() {
        TextDifference difference = TextDifference.of("首先考虑病毒性扁桃体炎，注意休息", "首先考虑急性扁桃体炎，注意休息");
        assertThat(difference.first()).containsExactly(new Piece("首先考虑", true), new Piece("病毒", false), new Piece("性扁桃体炎，注意休息", true));
        assertThat(difference.second().stream().filter(p -> !p.same()).map(Piece::text)).containsExactly("急");
    }

    @Test
    void equal_texts_agree_wholly_and_others_not_at_all() {
        assertThat(TextDifference.of("咳嗽三天", "咳嗽三天").agreement()).isEqualTo(1);
        assertThat(TextDifference.of("咳嗽三天", "发热").agreement()).isZero();
        assertThat(TextDifference.of("", "").agreement()).isEqualTo(1);
        assertThat(TextDifference.of("", "发热").second()).containsExactly(new Piece("发热", false));
    }

    @Test
    void the_pieces_are_always_the_whole_text_and_both_have_the_same_common_part() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            String a = text(random);
            String b = text(random);
            TextDifference difference = TextDifference.of(a, b);
            assertThat(joined(difference.first(), false)).isEqualTo(a);
            assertThat(joined(difference.second(), false)).isEqualTo(b);
            assertThat(joined(difference.first(), true)).isEqualTo(joined(difference.second(), true));
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0, 4).mapToObj(i -> new String[] {"发", "热", "咳", "𠮷"}[i]).collect(Collectors.joining());
    }

    private static String joined(List<Piece> pieces, boolean sameOnly) {
        return pieces.stream().filter(p -> p.same() || !sameOnly).map(Piece::text).collect(Collectors.joining());
    }
}
