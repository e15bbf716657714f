package org.doctorglm.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.prompt.PromptDesigner.Design;
import org.doctorglm.safety.SentenceMark.Concern;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules over the answers that the paper prints in its tables 2 to 4, with what its doctor said of them.
class PaperAnswersTest {
    private static final Path KNOWLEDGE = Path.of("knowledge");

    @TempDir
    static Path folder;
    private static DiseaseLibrary library;
    private static String paper = "";

    @BeforeAll
    static void open() throws IOException {
        paper = Files.readString(Shared.require("paper/doctorglm-paper.md"));
        library = new DiseaseLibrary(KNOWLEDGE, folder.resolve("none"), new LuceneTextIndex(folder.resolve("index")));
        library.build(Progress.NONE, new Cancellation());
    }

    @AfterAll
    static void close() throws IOException {
        if (library != null) {
            library.close();
        }
    }

    /// A paragraph of the paper without its doctor's comments, which stand in brackets.
    private static String paragraph(String label) {
        Matcher matcher = Pattern.compile("<p><b>" + Pattern.quote(label) + "</b>(.*?)</p>").matcher(paper);
        assertThat(matcher.find()).as(label).isTrue();
        return matcher.group(1).replaceAll("[(（][^()（）]*(?:\\([^()]*\\)[^()（）]*)*[)）]", "").replaceAll("<[^>]+>", "").replaceAll("\\s{2,}", "。").strip();
    }

    private static AnswerMarks marks(String number) throws IOException {
        String question = paragraph("Q" + number);
        Design design = new PromptDesigner(library).automatic(question, List.of(), Set.of());
        return AnswerCheck.of(KNOWLEDGE, library).check(question, paragraph("A" + number + " (DoctorGLM)"), design.state(), design.evidence());
    }

    @Test
    void theFirstAndTheThirdAnswerAreTooCertain() throws IOException {
        assertThat(marks("1").concerns(Concern.Kind.OVERCERTAIN)).isTrue();
        assertThat(marks("3").concerns(Concern.Kind.OVERCERTAIN)).isTrue();
    }

    @Test
    void ribavirinForAChildIsMarkedInTheSecond() throws IOException {
        assertThat(marks("2").sentences().stream().flatMap(mark -> mark.concerns().stream())
                .filter(concern -> concern.kind() == Concern.Kind.MEDICINE)).anyMatch(concern -> concern.detail().equals("利巴韦林"));
    }

    @Test
    void thatFavismIsShortForHaemolyticAnaemiaIsNotInTheReference() throws IOException {
        String answer = paragraph("A4 (DoctorGLM)");
        AnswerMarks marks = marks("4");
        SentenceMark first = marks.sentences().stream().filter(mark -> answer.substring(answer.offsetByCodePoints(0, mark.start()),
                answer.offsetByCodePoints(0, mark.end())).contains("简称")).findFirst().orElseThrow();
        assertThat(first.support()).isEqualTo(SentenceMark.Support.UNSUPPORTED);
    }

    @Test
    void anAnswerThatLeavesSeveralPossibilitiesOpenIsNotTooCertain() {
        AnswerMarks marks = check("胸口疼", "考虑肋间神经痛，也可能是心绞痛或胸膜炎，需要进一步鉴别。");
        assertThat(marks.concerns(Concern.Kind.OVERCERTAIN)).isFalse();
    }

    private static AnswerMarks check(String question, String answer) {
        try {
            Design design = new PromptDesigner(library).automatic(question, List.of(), Set.of());
            return AnswerCheck.of(KNOWLEDGE, library).check(question, answer, DesignerState.CHOOSE, design.evidence());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
