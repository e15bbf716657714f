package org.doctorglm.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.ui.library.TextDifference.Kind;
import org.doctorglm.ui.library.TextDifference.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDifferenceTest {
    /// Old words in square brackets, new ones in braces.
    private static String shown(List<Piece> pieces) {
        return pieces.stream().map(piece -> switch (piece.kind()) {
            case SAME -> piece.text();
            case GONE -> "[" + piece.text() + "]";
            case COME -> "{" + piece.text() + "}";
        }).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "多在一周内恢复。 | 多在两周内恢复。 | 多在[一]{两}周内恢复。",
        "多饮水，注意休息。 | 多饮水，注意休息，避免劳累。 | 多饮水，注意休息{，避免劳累}。",
        "首选青霉素类药物治疗 | 首选头孢菌素类药物治疗 | 首选[青霉]{头孢菌}素类药物治疗",
        "体温 38.5 度以上就诊 | 体温 39 度以上就诊 | 体温 [38.5]{39} 度以上就诊",
        "Acute inflammation of the palatine tonsils | Acute infection of the palatine tonsils | Acute [inflammation]{infection} of the palatine tonsils",
        "反复发作者评估手术 | 反复发作者请外科评估是否手术 | 反复发作者{请外科}评估{是否}手术",
        "同样的话 | 同样的话 | 同样的话"})
    void a_change_is_shown_where_it_is(String before, String after, String expected) {
        assertThat(shown(TextDifference.ofText(before, after))).isEqualTo(expected);
    }

    @Test
    void a_single_character_between_two_changes_does_not_make_crumbs() {
        assertThat(shown(TextDifference.ofText("应当每天早上服用并观察反应情况", "应当每周晚上服用并观察反应情况"))).isEqualTo("应当每[天早]{周晚}上服用并观察反应情况");
        assertThat(shown(TextDifference.ofText("本病多见于儿童和青年患者", "本病多见于老人和妇女患者"))).isEqualTo("本病多见于[儿童和青年]{老人和妇女}患者");
    }

    @Test
    void texts_with_little_in_common_stand_one_after_the_other() {
        assertThat(TextDifference.ofText("急性起病，咽痛发热。", "本院的说法在这里")).extracting(Piece::kind).containsExactly(Kind.GONE, Kind.SAME, Kind.COME);
        assertThat(shown(TextDifference.ofText("", "新写的"))).isEqualTo("{新写的}");
        assertThat(shown(TextDifference.ofText("删去的", ""))).isEqualTo("[删去的]");
        assertThat(TextDifference.ofText("", "")).isEmpty();
    }

    @Test
    void of_a_list_whole_items_come_and_go() {
        assertThat(shown(TextDifference.ofItems("咽痛\n发热\n乏力", "咽痛\n高热\n乏力\n头痛"))).isEqualTo("咽痛、[发热]、{高热}、乏力、{头痛}");
        assertThat(shown(TextDifference.ofItems("", "蛾子"))).isEqualTo("{蛾子}");
    }

    @Test
    void both_texts_can_be_read_out_of_the_pieces_also_of_long_ones() {
        String before = Stream.iterate(1, i -> i + 1).limit(600).map(i -> "第" + i + "句说的是这件事。").collect(Collectors.joining());
        String after = before.replace("第300句", "改过的第300句").replace("第500句说的是这件事。", "");
        List<Piece> pieces = TextDifference.ofText(before, after);
        assertThat(pieces).hasSizeLessThan(10);
        assertThat(text(pieces, Kind.COME)).isEqualTo(before);
        assertThat(text(pieces, Kind.GONE)).isEqualTo(after);
        String mixed = "儿童 10 mg/kg，😀 每日三次；成人 500 mg";
        String other = "儿童 15 mg/kg，😁 每日两次；老人 250 mg";
        assertThat(text(TextDifference.ofText(mixed, other), Kind.COME)).isEqualTo(mixed);
        assertThat(text(TextDifference.ofText(mixed, other), Kind.GONE)).isEqualTo(other);
    }

    private static String text(List<Piece> pieces, Kind without) {
        return pieces.stream().filter(piece -> piece.kind() != without).map(Piece::text).collect(Collectors.joining());
    }
}
