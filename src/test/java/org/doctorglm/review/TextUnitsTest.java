package org.doctorglm.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextUnitsTest {
    @Test
    void units_grow_as_a_reader_would_cut_them() {
        assertThat(cut("口服布洛芬0.2克，多喝水。好吗？", SelectionUnit.CLAUSE)).containsExactly("口服布洛芬0.2克，", "多喝水。", "好吗？");
        assertThat(cut("口服布洛芬0.2克，多喝水。”好吗？\n下一行", SelectionUnit.SENTENCE)).containsExactly("口服布洛芬0.2克，多喝水。”", "好吗？\n", "下一行");
        assertThat(cut("口服Ibuprofen 0.2克", SelectionUnit.WORD)).containsExactly("口", "服", "Ibuprofen", " ", "0.2", "克");
        assertThat(cut("Take 1,000 mg. Then rest.", SelectionUnit.SENTENCE)).containsExactly("Take 1,000 mg.", " Then rest.");
        assertThat(cut("é👩‍⚕️\r\n𠮷", SelectionUnit.CHARACTER)).containsExactly("é", "👩‍⚕️", "\r\n", "𠮷");
        assertThat(cut("。。。", SelectionUnit.SENTENCE)).containsExactly("。。。");
        assertThat(cut("", SelectionUnit.SENTENCE)).isEmpty();
    }

    @Test
    void a_dictionary_makes_words_of_chinese_characters() {
        CodePoints points = new CodePoints("急性扁桃体炎");
        TextUnits units = new TextUnits(points, Set.of("急性", "扁桃体", "扁桃体炎")::contains);
        assertThat(points.text(units.around(0, SelectionUnit.WORD))).isEqualTo("急性");
        assertThat(points.text(units.around(4, SelectionUnit.WORD))).isEqualTo("扁桃体炎");
        assertThat(units.previous(6, SelectionUnit.WORD)).isEqualTo(2);
    }

    @Test
    void on_any_text_units_lie_side_by_side_and_cut_no_character_apart() {
        Random random = new Random(17);
        for (int round = 0; round < 400; round++) {
            CodePoints points = new CodePoints(Reviews.text(random, random.nextInt(60)));
            TextUnits units = new TextUnits(points);
            Set<Integer> characters = borders(points, units, SelectionUnit.CHARACTER);
            for (SelectionUnit unit : SelectionUnit.values()) {
                Set<Integer> borders = borders(points, units, unit);
                assertThat(characters).containsAll(borders);
                assertThat(String.join("", cut(points.text(), unit))).isEqualTo(points.text());
                for (int at = 0; at < points.count(); at++) {
                    Span around = units.around(at, unit);
                    assertThat(around.start()).isLessThanOrEqualTo(at);
                    assertThat(around.end()).isGreaterThan(at);
                    assertThat(borders).as("%s at %s of %s", unit, at, points.text()).contains(around.start(), around.end());
                }
            }
            if (points.count() > 0) {
                int start = random.nextInt(points.count());
                Span whole = units.whole(new Span(start, start + 1 + random.nextInt(points.count() - start)));
                assertThat(characters).contains(whole.start(), whole.end());
            }
        }
    }

    @Test
    void places_go_from_code_points_to_units_and_back() {
        Random random = new Random(23);
        for (int round = 0; round < 200; round++) {
            String text = Reviews.text(random, random.nextInt(40));
            CodePoints points = new CodePoints(text);
            assertThat(points.count()).isEqualTo(text.codePointCount(0, text.length()));
            for (int unit = 0; unit <= text.length(); unit++) {
                boolean inside = unit > 0 && unit < text.length() && Character.isSurrogatePair(text.charAt(unit - 1), text.charAt(unit));
                assertThat(points.ofUnit(unit).isEmpty()).isEqualTo(inside);
                if (!inside) {
                    assertThat(points.unit(points.ofUnit(unit).getAsInt())).isEqualTo(unit);
                }
            }
            assertThat(points.ofUnit(text.length() + 1)).isEmpty();
            assertThat(points.ofUnit(-1)).isEmpty();
        }
    }

    @Test
    void lanes_never_hold_two_that_overlap_and_are_as_few_as_can_be() {
        Random random = new Random(29);
        for (int round = 0; round < 300; round++) {
            List<Span> spans = new ArrayList<>();
            int[] depth = new int[60];
            for (int i = random.nextInt(15); i > 0; i--) {
                int start = random.nextInt(50);
                Span span = new Span(start, start + 1 + random.nextInt(9));
                spans.add(span);
                for (int at = span.start(); at < span.end(); at++) {
                    depth[at]++;
                }
            }
            Lanes lanes = Lanes.of(spans);
            for (int i = 0; i < spans.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(lanes.lanes().get(i).equals(lanes.lanes().get(j)) && spans.get(i).overlaps(spans.get(j))).isFalse();
                }
            }
            assertThat(lanes.count()).isEqualTo(java.util.Arrays.stream(depth).max().orElse(0));
        }
    }

    @Test
    void pieces_cover_the_text_and_know_all_marks_that_lie_over_them() {
        Random random = new Random(31);
        for (int round = 0; round < 100; round++) {
            ReviewedAnswer answer = Reviews.answer("a", "q", Reviews.text(random, 1 + random.nextInt(30)));
            int length = new CodePoints(answer.text()).count();
            List<Annotation> marks = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                marks.add(Reviews.mark(random, answer, "m" + i, "r"));
            }
            int at = 0;
            for (Pieces.Piece piece : Pieces.of(length, marks)) {
                assertThat(piece.span().start()).isEqualTo(at);
                at = piece.span().end();
                assertThat(piece.marks()).containsExactlyInAnyOrderElementsOf(marks.stream().filter(mark -> mark.span().overlaps(piece.span())).toList());
            }
            assertThat(at).isEqualTo(length);
        }
    }

    private static Set<Integer> borders(CodePoints points, TextUnits units, SelectionUnit unit) {
        Set<Integer> borders = new java.util.TreeSet<>(Set.of(0));
        for (int at = 0; at < points.count(); ) {
            at = units.next(at, unit);
            borders.add(at);
        }
        return borders;
    }

    private static List<String> cut(String text, SelectionUnit unit) {
        CodePoints points = new CodePoints(text);
        TextUnits units = new TextUnits(points);
        List<String> cut = new ArrayList<>();
        for (int at = 0; at < points.count(); ) {
            int next = units.next(at, unit);
            cut.add(points.text(new Span(at, next)));
            at = next;
        }
        return cut;
    }
}
