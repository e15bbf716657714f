package org.doctorglm.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {
    private static final List<String> VOCABULARY = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "##a", "fever", "cafe", "café", "Fever",
            "发", "热", "##热", "咳", ",", ".", "[", "]", "cl", "##s", "39", "##.", "５", "か", "##せ", "𠮷", "ß", "i", "，", "-", "covid", "$", "s");
    private final WordPiece plain = new WordPiece(VOCABULARY, BertText.UNCASED);
    private final WordPiece cased = new WordPiece(VOCABULARY, new BertText(false, false, true));

    private static String pieces(WordPiece words, String text, int most) {
        return Arrays.stream(words.encode(text, most)).mapToObj(VOCABULARY::get).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "unaffable|un ##aff ##able",
        "UNAFFABLE|un ##aff ##able",
        "unaffx|[UNK]",
        "发热咳|发 热 咳",
        "发热39.|发 热 39 .",
        "fever,fever|fever , fever",
        "Café|cafe",
        "发，热|发 ， 热",
        "covid-unaff|covid - un ##aff",
        "$s|$ s",
        // The mark of a voiced syllable is an accent to Unicode.
        "かぜ|か ##せ",
        "𠮷发|𠮷 发",
        "麤|[UNK]",
        "[CLS]|[ cl ##s ]",
        "İ|i",
        "\"  \"|\"\"",
    })
    void words_are_cut_as_in_the_released_code(String text, String expected) {
        assertThat(pieces(plain, text, 64)).isEqualTo(("[CLS] " + expected + " [SEP]").replaceAll(" +", " "));
    }

    @Test
    void what_cannot_be_seen_is_left_out_and_every_white_one_parts() {
        assertThat(pieces(plain, "fe\u0000v\u200Be\uFFFDr\u00A0fever\u3000fever\tfever\nfever\u2028fever", 64))
                .isEqualTo("[CLS] fever fever fever fever fever fever [SEP]");
        assertThat(pieces(plain, "\uD800发\uE000", 8)).isEqualTo("[CLS] 发 [SEP]");
    }

    @Test
    void capitals_and_accents_stay_where_the_model_tells_them_apart() {
        assertThat(pieces(cased, "Fever fever café", 64)).isEqualTo("[CLS] Fever fever café [SEP]");
        assertThat(pieces(cased, "FEVER", 64)).isEqualTo("[CLS] [UNK] [SEP]");
        assertThat(pieces(new WordPiece(VOCABULARY, new BertText(true, false, true)), "CAFÉ", 64)).isEqualTo("[CLS] café [SEP]");
        assertThat(pieces(new WordPiece(VOCABULARY, new BertText(true, true, false)), "发热", 64)).as("one word of two characters").isEqualTo("[CLS] 发 ##热 [SEP]");
    }

    @Test
    void a_long_text_is_cut_at_its_end_and_keeps_both_control_tokens() {
        assertThat(pieces(plain, "发热咳发热咳", 5)).isEqualTo("[CLS] 发 热 咳 [SEP]");
        assertThat(pieces(plain, "发 unaffable", 5)).isEqualTo("[CLS] 发 un ##aff [SEP]");
        assertThat(pieces(plain, "发热", 2)).isEqualTo("[CLS] [SEP]");
        assertThat(plain.encode("发热，".repeat(200_000), 512)).hasSize(512);
    }

    @Test
    void a_word_of_more_than_a_hundred_characters_is_unknown() {
        List<String> long100 = new ArrayList<>(VOCABULARY);
        long100.add("a".repeat(100));
        long100.add("a".repeat(101));
        WordPiece words = new WordPiece(long100, BertText.UNCASED);
        assertThat(words.encode("a".repeat(100), 8)).containsExactly(2, VOCABULARY.size(), 3);
        assertThat(words.encode("a".repeat(101), 8)).containsExactly(2, 1, 3);
        assertThat(words.encode("a".repeat(1_000_000), 8)).containsExactly(2, 1, 3);
    }

    @Test
    void a_vocabulary_without_its_control_tokens_is_refused() {
        assertThatThrownBy(() -> new WordPiece(List.of("[UNK]", "[CLS]", "发"), BertText.UNCASED)).isInstanceOf(IllegalArgumentException.class).hasMessage("[SEP]");
    }
}
