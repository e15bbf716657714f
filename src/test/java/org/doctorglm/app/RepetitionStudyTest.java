package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the demo model repeats itself with the settings that a new window has. `-Drepetition.answers=500` asks the whole study,
/// `-Drepetition.first=N` begins with another question and other seeds: what was tuned on some answers must hold on others.
class RepetitionStudyTest {
    private static final int ANSWERS = Integer.getInteger("repetition.answers", 20);
    private static final int FIRST = Integer.getInteger("repetition.first", 0);
    /// The same clause of four characters or more three times running.
    private static final String LOOP = "(?s).*(?:^|[。，；：！？\\n])([^。，；：！？\\n]{4,})[。，；：！？\\n]\\1[。，；：！？\\n]\\1(?:[。，；：！？\\n]|$).*";
    @TempDir
    Path home;

    @Test
    void noLoopReachesTheTextAndAlmostNoAnswerRepeatsAFifthOfItself() throws Exception {
        List<String> questions = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("knowledge/evaluation.jsonl"))) {
            JsonNode labelled = new ObjectMapper().readTree(line);
            // The demo model has never seen English.
            if (!labelled.get("diseases").isEmpty() && !labelled.path("kind").asText().equals("english")) {
                questions.add(labelled.get("query").asText());
            }
        }
        List<Answer> answers = new ArrayList<>();
        try (DoctorGlm services = TemporaryHome.open(home)) {
            Consultation consultation = services.consultation(null);
            for (int i = FIRST; answers.size() < ANSWERS; i++) {
                Answer answer = consultation.ask(new Ask(null, null, questions.get(i % questions.size()), new Designer.Automatic(),
                        SamplingPreset.BALANCED.settings().withSeed(i)), event -> { }, new Cancellation());
                if (!answer.text().isEmpty()) {
                    answers.add(answer);
                }
            }
        }
        long looped = answers.stream().filter(answer -> answer.text().matches(LOOP)).count();
        long stopped = answers.stream().filter(answer -> answer.finishReason() == FinishReason.LOOP).count();
        List<Answer> repetitive = answers.stream().filter(answer -> repetition(answer.text()) > 0.2).toList();
        double mean = answers.stream().mapToDouble(answer -> repetition(answer.text())).average().orElse(0);
        System.err.printf("%d answers: %d loops in the text, %d stopped as loops, %d with repetition above 0.2, mean repetition %.4f%n",
                answers.size(), looped, stopped, repetitive.size(), mean);
        repetitive.forEach(answer -> System.err.printf("%.2f %s %s%n", repetition(answer.text()), answer.finishReason(), answer.text()));
        answers.stream().filter(answer -> answer.finishReason() == FinishReason.LOOP)
                .forEach(answer -> System.err.println("stopped behind: " + answer.text().substring(Math.max(0, answer.text().length() - 60))));
        assertThat(looped).isZero();
        assertThat(repetitive.size()).isLessThanOrEqualTo(ANSWERS / 100 + (ANSWERS < 100 ? 1 : 0));
    }

    /// 1 − distinct / all character 4-grams.
    private static double repetition(String text) {
        int[] characters = text.codePoints().toArray();
        int all = characters.length - 3;
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < all; i++) {
            distinct.add(new String(characters, i, 4));
        }
        return all <= 0 ? 0 : 1 - (double) distinct.size() / all;
    }
}
