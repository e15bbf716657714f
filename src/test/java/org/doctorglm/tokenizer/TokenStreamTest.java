package org.doctorglm.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStreamTest {
    private static final int[] BYTES = new int[256];
    private static GlmTokenizer tokenizer;

    @BeforeAll
    static void load() throws Exception {
        tokenizer = GlmTokenizer.load(DemoModel.SOURCE.resolve("ice_text.model"), 0);
        for (int id = 0; id < tokenizer.size(); id++) {
            if (tokenizer.piece(id).matches("<0x[0-9A-F]{2}>")) {
                BYTES[Integer.parseInt(tokenizer.piece(id).substring(3, 5), 16)] = id;
            }
        }
    }

    @Test
    void aCharacterIsNeverTornWhateverBytesItComesIn() {
        Random random = new Random(1);
        int[] alphabet = {'a', ',', '!', ' ', 'é', '发', '热', '。', 0x20000, 0x1F637, '\n'};
        for (int round = 0; round < 1000; round++) {
            StringBuilder wanted = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                wanted.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            List<Integer> ids = new ArrayList<>();
            for (byte one : wanted.toString().getBytes(StandardCharsets.UTF_8)) {
                ids.add(BYTES[one & 0xFF]);
            }
            String streamed = streamed(ids);
            assertThat(streamed).isEqualTo(TokenStream.polish(wanted.toString().strip()));
            assertThat(streamed).doesNotContain("\uFFFD");
        }
    }

    @Test
    void whatWasGivenOutIsTheTextForRandomIdsTooAndHoldsNoHalfCharacter() {
        Random random = new Random(2);
        for (int round = 0; round < 1000; round++) {
            List<Integer> ids = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                ids.add(random.nextInt(2) == 0 ? BYTES[random.nextInt(256)] : random.nextInt(tokenizer.size()));
            }
            streamed(ids);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "发热,咳嗽;头痛!|发热，咳嗽；头痛！", "是吗?是:对|是吗？是：对", "a,b,c 1:2|a,b,c 1:2", "咳嗽,a|咳嗽，a", "a,咳嗽|a，咳嗽",
        "截至[[训练时间]],有效|截至2023年，有效", "[[训练]]|[[训练]]", "高!!高|高！！高", "37.5,高|37.5，高", "发热，咳嗽|发热，咳嗽"})
    void halfWidthMarksBesideAChineseCharacterBecomeFullWidthAsTheTextStreams(String written, String shown) {
        List<Integer> whole = new ArrayList<>();
        for (int id : tokenizer.encode(written)) {
            whole.add(id);
        }
        List<Integer> bytes = new ArrayList<>();
        for (byte one : written.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(BYTES[one & 0xFF]);
        }
        assertThat(streamed(bytes)).isEqualTo(shown);
        assertThat(streamed(whole)).isEqualTo(TokenStream.polish(tokenizer.decode(whole.stream().mapToInt(id -> id).toArray()).strip()));
    }

    /// Checks at each token what must hold, and returns what was given out.
    private static String streamed(List<Integer> ids) {
        TokenStream stream = new TokenStream(tokenizer);
        StringBuilder given = new StringBuilder();
        for (int id : ids) {
            String delta = stream.add(id);
            assertThat(delta.isEmpty() || !Character.isLowSurrogate(delta.charAt(0))).isTrue();
            given.append(delta);
            assertThat(given.isEmpty() || !Character.isHighSurrogate(given.charAt(given.length() - 1))).isTrue();
        }
        given.append(stream.finish());
        assertThat(given.toString()).isEqualTo(stream.text());
        return given.toString();
    }
}
