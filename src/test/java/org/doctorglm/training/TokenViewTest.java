package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.TokenView.Part;
import org.doctorglm.training.TokenView.Token;
import org.junit.jupiter.api.Test;

class TokenViewTest {
    private static final Conversation TALK = new Conversation("内科", List.of(new Turn("头痛三天怎么办？", "多休息，多喝水。"), new Turn("还需要吃药吗？", ""),
            new Turn("要检查吗？", "三天不好请到医院检查血压、视力，必要时做头部影像检查。")));

    private static SampleMaker maker(int prompt, int answer) throws IOException {
        ModelPack pack = DemoModel.pack(Precision.FP32);
        return new SampleMaker(GlmTokenizer.load(pack.tokenizer().orElseThrow(), pack.manifest().config().imageTokens()), pack.manifest().config(), prompt, answer);
    }

    @Test
    void what_is_shown_is_the_sample_of_the_trainer_token_by_token() throws IOException {
        SampleMaker maker = maker(512, 256);
        List<Sequence> samples = maker.of(TALK);
        List<TokenView> views = TokenView.of(maker, TALK);
        assertThat(views).hasSize(2).hasSameSizeAs(samples);
        for (int k = 0; k < samples.size(); k++) {
            Sequence sample = samples.get(k);
            List<Token> tokens = views.get(k).tokens();
            assertThat(tokens.stream().mapToInt(Token::id).toArray()).isEqualTo(sample.ids());
            assertThat(tokens.stream().filter(Token::learned).mapToInt(Token::label).toArray()).isEqualTo(sample.labels());
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                assertThat(token.position()).isEqualTo(sample.position(i));
                assertThat(token.block()).isEqualTo(sample.block(i));
                assertThat(token.learned()).isEqualTo(i >= sample.context());
                assertThat(token.bothDirections()).as("seen from the first token").isEqualTo(sample.sees(0, i));
                assertThat(token.piece()).isEqualTo(maker.tokenizer().piece(token.id()));
            }
            assertThat(tokens.get(sample.context() - 1).part()).isEqualTo(Part.MASK);
            assertThat(tokens.get(sample.context()).part()).isEqualTo(Part.START);
            assertThat(tokens.getLast().label()).isEqualTo(maker.config().eos());
            assertThat(views.get(k).answerCut()).isFalse();
        }
    }

    @Test
    void an_answer_that_is_cut_is_said_to_be() throws IOException {
        TokenView cut = TokenView.of(maker(512, 4), TALK).getLast();
        assertThat(cut.answerCut()).isTrue();
        assertThat(cut.answerTokens()).isGreaterThan(4);
        assertThat(cut.learned()).isEqualTo(5);
    }
}
