package org.doctorglm.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.Term;
import org.doctorglm.knowledge.TextIndex;
import org.doctorglm.platform.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules for danger signs that come with the program, each with its own texts in both directions.
class RedFlagsTest {
    private static final Path KNOWLEDGE = Path.of("knowledge");
    private static final DiseaseLibrary LIBRARY = library();
    private static final RedFlags FLAGS = flags();

    private static DiseaseLibrary library() {
        try {
            return new DiseaseLibrary(KNOWLEDGE, KNOWLEDGE.resolve("none"), TextIndex.NONE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RedFlags flags() {
        try {
            return SafetyFiles.redFlags(KNOWLEDGE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<Arguments> cases() {
        return FLAGS.rules().stream().flatMap(rule -> rule.cases().stream().map(one -> Arguments.of(rule.id(), one.text(), one.fires())));
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @MethodSource("cases")
    void aRuleFiresWhereItMustAndNowhereElse(String id, String text, boolean fires) {
        List<String> fired = FLAGS.check(text, LIBRARY).stream().map(flag -> flag.rule().id()).toList();
        if (fires) {
            assertThat(fired).contains(id);
        } else {
            assertThat(fired).doesNotContain(id);
        }
    }

    @Test
    void thereAreRulesEnoughAndEachHasCasesAndWords() {
        assertThat(FLAGS.rules()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(FLAGS.rules()).extracting(RedFlagRule::id).doesNotHaveDuplicates();
        assertThat(FLAGS.rules()).allSatisfy(rule -> {
            assertThat(rule.cases().stream().filter(RedFlagRule.Case::fires)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(rule.cases().stream().filter(one -> !one.fires())).hasSizeGreaterThanOrEqualTo(3);
            assertThat(rule.action()).endsWith("。");
            assertThat(rule.englishAction()).endsWith(".");
            assertThat(rule.action()).doesNotContainPattern("\\d\\s*(?:mg|毫克|片|粒|毫升)");
        });
    }

    @Test
    void everyWordOfARuleIsInTheDictionary() throws IOException {
        Set<String> known = Stream.concat(new LibraryReader().terms(KNOWLEDGE.resolve("terms.jsonl"), new Cancellation()).stream().map(Term::term),
                LIBRARY.all().stream().map(Disease::name)).collect(Collectors.toSet());
        assertThat(known).containsAll(FLAGS.terms());
    }

    @Test
    void ordinaryQuestionsRaiseNoAlarm() {
        for (String text : List.of("感冒流鼻涕怎么办", "高血压吃什么好", "孩子不爱吃饭", "体检发现脂肪肝", "痛风能吃海鲜吗", "脸上长痘怎么办", "")) {
            assertThat(FLAGS.check(text, LIBRARY)).as(text).isEmpty();
        }
    }
}
