package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade.Aspect;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.doctorglm.ui.review.MarkingViewModel;
import org.doctorglm.ui.review.ReviewViewModel;
import org.doctorglm.ui.review.ReviewViewModel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The review place, driven as a doctor does: with the keyboard.
class ReviewWindowTest extends DrivenWindow {
    private static final int ANSWERS = 20;
    private static final String TEXT = "您好，蚕豆病是溶血性贫血的简称，症状有发热、腹痛，建议先口服消炎药观察几天。平时应避免食用蚕豆😀及其制品！";

    @TempDir
    Path folder;
    private int strokes;

    @Override
    void prepare() {
        List<ReviewedAnswer> answers = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            String text = TEXT + "第" + i + "条。";
            answers.add(new ReviewedAnswer("r" + i, i < 2 ? "蚕豆病溶血有什么症状？" : "第 " + i + " 问：咽痛怎么办？", text, Sha256.of(text),
                    new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT, i % 2 == 0 ? "儿科" : "内科", i % 2 == 0 ? "秘密模型甲" : "秘密模型乙", null, "int8", i % 3 == 0, i / 20.0),
                    world.clock.instant()));
        }
        world.reviews.add(answers, "");
    }

    private ReviewViewModel review() {
        return window.review();
    }

    private MarkingViewModel marking() {
        return review().marking();
    }

    /// Presses a key where the focus is; letters and digits are typed as well, as a keyboard does.
    private void tap(KeyCode code, KeyCode... held) {
        strokes++;
        List<KeyCode> down = List.of(held);
        onFx(() -> {
            EventTarget target = focus();
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, down.contains(KeyCode.SHIFT), down.contains(KeyCode.CONTROL), down.contains(KeyCode.ALT), false));
            if (target instanceof ButtonBase button && code == KeyCode.SPACE) {
                button.fire();
            } else if (held.length == 0 && (code.isLetterKey() || code.isDigitKey())) {
                typed(code.getName().toLowerCase(java.util.Locale.ROOT));
            }
            Event.fireEvent(focus(), new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, false, false, false));
        });
    }

    private EventTarget focus() {
        Node owner = stage.getScene().getFocusOwner();
        return owner == null ? stage.getScene() : owner;
    }

    private void typed(String character) {
        Event.fireEvent(focus(), new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
    }

    private void type(String words) {
        words.codePoints().forEach(point -> {
            strokes++;
            onFx(() -> typed(Character.toString(point)));
        });
    }

    /// At once, without waiting for the screen.
    private static void onFx(Runnable work) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, work);
    }

    /// Comes in and says who reads.
    private void enter(String name) {
        tap(KeyCode.DIGIT3, KeyCode.CONTROL);
        until("the page", () -> review().loaded().get() && stage.getScene().getFocusOwner() instanceof TextInputControl);
        type(name);
        tap(KeyCode.ENTER);
        until("the first answer", () -> review().current().get() != null && review().reviewer().get().equals(name));
    }

    private static Span span(String part) {
        int start = TEXT.codePointCount(0, TEXT.indexOf(part));
        return new Span(start, start + part.codePointCount(0, part.length()));
    }

    private Annotation chosen() {
        return marking().chosenMark().orElseThrow();
    }

    private Reading stored(String answer, String reader) {
        return world.reviews.reading(answer, reader, Reading.Role.READER);
    }

    @Test
    void feedback_without_names_shows_its_counts_before_it_is_written() throws IOException {
        enter("甲医生");
        tap(KeyCode.DOWN);
        tap(KeyCode.DIGIT2);
        until("it is stored", () -> review().unwritten().get() == 0);
        tap(KeyCode.DIGIT6, KeyCode.ALT);
        until("the page", () -> all(".bundle-look").findAny().isPresent());
        fire(".bundle-look");
        until("the counts", () -> words(".bundle-outcome").contains("标注 1 处"));
        Path file = folder.resolve("doctorglm-feedback.zip");
        assertThat(file).doesNotExist();
        world.files.answer = folder;
        fire(".bundle-write");
        until("the file", () -> words(".bundle-outcome").startsWith("已写出"));
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void twenty_answers_are_marked_graded_read_again_adjudicated_compared_and_exported_without_a_mouse() throws IOException {
        enter("甲");
        strokes = 0;
        int marks = 0;
        int forGrades = 0;
        long slowest = 0;
        for (int i = 0; i < ANSWERS; i++) {
            assertThat(review().current().get()).isNotNull();
            // The second clause is wrong; the advice is improper, a major matter.
            tap(KeyCode.DOWN);
            tap(KeyCode.DIGIT2);
            tap(KeyCode.DOWN);
            tap(KeyCode.DOWN);
            tap(KeyCode.DOWN);
            tap(KeyCode.DIGIT3);
            tap(KeyCode.S);
            marks += 2;
            forGrades += 5;
            tap(KeyCode.L);
            for (KeyCode grade : new KeyCode[] {KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT2, KeyCode.DIGIT5}) {
                tap(grade);
            }
            long before = System.nanoTime();
            tap(KeyCode.ENTER);
            slowest = Math.max(slowest, System.nanoTime() - before);
        }
        assertThat(marks).isEqualTo(2 * ANSWERS);
        System.out.printf("Key strokes: %d for %d marks, grades and saving; %.2f for a mark alone (moving and kind), %.2f with everything. Slowest save and next: %.1f ms%n", strokes,
                marks, (strokes - forGrades - ANSWERS - ANSWERS) / (double) marks, strokes / (double) marks, slowest / 1e6);
        until("everything is stored", () -> review().unwritten().get() == 0);
        assertThat(review().queue().get().done()).isEqualTo(ANSWERS);
        assertThat(stored("r7", "甲").marks()).extracting(Annotation::kind, Annotation::span)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MarkKind.FACTUAL, span("蚕豆病是溶血性贫血的简称")),
                        org.assertj.core.groups.Tuple.tuple(MarkKind.IMPROPER, span("建议先口服消炎药观察几天")));
        assertThat(stored("r7", "甲").marks().getLast().severity()).isEqualTo(Severity.MAJOR);
        assertThat(stored("r7", "甲").grade().of(Aspect.FLUENT)).isEqualTo(5);

        // Somebody else reads again, without sight of the first.
        tap(KeyCode.P, KeyCode.CONTROL);
        tap(KeyCode.DIGIT0);
        until("the field", () -> stage.getScene().getFocusOwner() instanceof TextInputControl field && field.getAccessibleText().contains("姓名"));
        type("乙");
        tap(KeyCode.ENTER);
        until("the other reader", () -> review().reviewer().get().equals("乙"));
        tap(KeyCode.D, KeyCode.CONTROL);
        until("what was read", () -> review().queue().get().open().size() == ANSWERS);
        for (int i = 0; i < ANSWERS; i++) {
            assertThat(marking().reading().get().marks()).isEmpty();
            assertThat(review().others()).isEmpty();
            tap(KeyCode.DOWN);
            tap(KeyCode.DIGIT2);
            if (i % 2 == 0) {
                tap(KeyCode.DOWN);
                tap(KeyCode.DIGIT1);
            }
            tap(KeyCode.ENTER);
        }
        until("all of it", () -> review().unwritten().get() == 0 && review().adjudication().cases().size() == ANSWERS);

        tap(KeyCode.DIGIT2, KeyCode.ALT);
        until("the first case", () -> review().adjudication().open().get() != null);
        assertThat(review().adjudication().result().reading().get().marks()).as("what both say is there").hasSize(1);
        for (int i = 0; i < ANSWERS; i++) {
            for (int j = 0; j < 4 && review().adjudication().at().get() >= 0; j++) {
                tap(review().adjudication().questions().get(review().adjudication().at().get()).question().first() == null ? KeyCode.B : KeyCode.N);
            }
            String now = review().adjudication().open().get().answer().id();
            tap(KeyCode.ENTER);
            until("the next case", () -> review().adjudication().open().get() == null || !review().adjudication().open().get().answer().id().equals(now));
        }
        until("the result", () -> review().unwritten().get() == 0);
        Reading result = world.reviews.reading("r7", "乙", Reading.Role.ADJUDICATOR);
        assertThat(result.done()).isTrue();
        assertThat(result.marks()).extracting(Annotation::kind).containsExactly(MarkKind.FACTUAL, MarkKind.IMPROPER);
        assertThat(stored("r7", "乙").marks()).as("readings stay as they are").allMatch(mark -> mark.kind() != MarkKind.IMPROPER);

        tap(KeyCode.DIGIT3, KeyCode.ALT);
        until("agreement", () -> labels().stream().anyMatch(words -> words.startsWith("α 0.")));
        assertThat(words(".agreement-verdict")).isNotBlank();
        tap(KeyCode.DIGIT4, KeyCode.ALT);
        until("the dashboard", () -> all(".rates-open").count() == 2);
        tap(KeyCode.DIGIT6, KeyCode.ALT);
        world.files.answer = folder;
        until("the form", () -> all(".review-export").findAny().isPresent());
        onFx(() -> find(".review-export").requestFocus());
        tap(KeyCode.SPACE);
        until("the file", () -> words(".files-outcome").contains("已写出"));
        try (var files = Files.list(folder)) {
            assertThat(Files.readAllLines(files.findFirst().orElseThrow())).hasSize(3 * ANSWERS);
        }
    }

    @Test
    void every_step_can_be_taken_back_and_done_again() {
        enter("甲");
        tap(KeyCode.DOWN);
        tap(KeyCode.DIGIT2);
        tap(KeyCode.R);
        tap(KeyCode.D);
        tap(KeyCode.C);
        type("描述有误");
        tap(KeyCode.ENTER);
        tap(KeyCode.RIGHT, KeyCode.SHIFT);
        tap(KeyCode.RIGHT, KeyCode.SHIFT);
        tap(KeyCode.DIGIT1);
        Reading full = marking().reading().get();
        assertThat(full.marks()).hasSize(2);
        assertThat(full.marks()).anySatisfy(mark -> {
            assertThat(mark.comment()).isEqualTo("描述有误");
            assertThat(mark.issue()).isEqualTo(MarkIssue.values()[3]);
            assertThat(mark.severity()).isEqualTo(Severity.CRITICAL);
        });
        int steps = 0;
        for (; marking().canUndo() && steps < 100; steps++) {
            tap(KeyCode.Z);
        }
        assertThat(steps).isGreaterThanOrEqualTo(5);
        assertThat(marking().reading().get().marks()).isEmpty();
        for (int i = 0; marking().canRedo() && i < 100; i++) {
            tap(KeyCode.X);
        }
        assertThat(marking().reading().get()).isEqualTo(full);
        String id = review().current().get().id();
        until("it is stored", () -> review().unwritten().get() == 0);
        assertThat(stored(id, "甲")).isEqualTo(full);
    }

    @Test
    void reading_blind_nothing_on_screen_names_the_model_and_the_order_is_drawn() {
        enter("甲");
        assertThat(labels()).noneMatch(words -> words.contains("秘密模型")).anyMatch(words -> words.contains("盲评第 1 位"));
        assertThat(review().listed()).extracting(ReviewedAnswer::id).isNotEqualTo(world.reviews.answers().stream().map(ReviewedAnswer::id).toList());
        List<ReviewedAnswer> drawn = List.copyOf(review().listed());
        tap(KeyCode.H, KeyCode.CONTROL);
        until("what wrote it", () -> labels().stream().anyMatch(words -> words.contains("秘密模型")));
        tap(KeyCode.H, KeyCode.CONTROL);
        assertThat(review().listed()).isEqualTo(drawn);
        tap(KeyCode.DIGIT5, KeyCode.ALT);
        until("a pair", () -> review().ranking().state().get().now() != null);
        assertThat(labels()).noneMatch(words -> words.contains("秘密模型"));
        tap(KeyCode.DIGIT1);
        until("it is stored", () -> world.reviews.rankings().size() == 1);
        Ranking ranking = world.reviews.rankings().getFirst();
        assertThat(ranking.places()).containsExactly(1, 2);
        assertThat(ranking.reviewer()).isEqualTo("甲");
    }

    @Test
    void marks_over_one_another_are_drawn_in_lanes_with_lines_of_their_own() {
        enter("甲");
        tap(KeyCode.DOWN);
        tap(KeyCode.DIGIT1);
        tap(KeyCode.DIGIT2);
        tap(KeyCode.DIGIT3);
        until("the lines", () -> all(find(".marking-text"), ".mark-line").count() == 3);
        List<Node> lines = all(find(".marking-text"), ".mark-line").toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.stream().map(line -> line.getBoundsInParent().getMinY()).map(Math::round).distinct()).as("lanes").hasSize(3);
        assertThat(lines.stream().flatMap(line -> line.getStyleClass().stream()).filter(style -> style.startsWith("line-"))).containsExactlyInAnyOrder("line-straight", "line-double", "line-dashed");
    }

    @Test
    void places_count_whole_characters_and_a_selection_never_cuts_one_apart() {
        enter("甲");
        int emoji = TEXT.codePointCount(0, TEXT.indexOf("😀"));
        interact(() -> marking().go(emoji, emoji));
        tap(KeyCode.RIGHT, KeyCode.SHIFT);
        tap(KeyCode.DIGIT2);
        assertThat(chosen().span()).isEqualTo(new Span(emoji, emoji + 1));
    }

    @Test
    void an_answer_is_skipped_with_a_reason_and_comes_back_when_it_is_taken_from_ones_own_list() {
        enter("甲");
        String id = review().current().get().id();
        tap(KeyCode.N);
        tap(KeyCode.DIGIT2);
        until("the next one", () -> review().current().get() != null && !review().current().get().id().equals(id));
        until("it is stored", () -> review().unwritten().get() == 0);
        assertThat(stored(id, "甲").state().skipped()).isEqualTo(org.doctorglm.review.ReadingState.SkipReason.PERSONAL_DATA);
        fire(".queue-mine");
        assertThat(review().listed()).extracting(ReviewedAnswer::id).containsExactly(id);
    }

    @Test
    void an_answer_of_a_consultation_is_sent_to_review_and_lies_there_with_its_words() {
        world.stored(org.doctorglm.fake.Samples.TONSILLITIS_QUESTION);
        interact(() -> window.consult().open(world.dialogues.list().getFirst().id()));
        until("the answer", () -> all(".send-to-review").findAny().isPresent());
        fire(".send-to-review");
        until("it is there", () -> world.reviews.answers().size() == ANSWERS + 1);
        ReviewedAnswer sent = world.reviews.answers().getLast();
        assertThat(sent.question()).isEqualTo(org.doctorglm.fake.Samples.TONSILLITIS_QUESTION);
        assertThat(sent.text()).isNotBlank();
        assertThat(labels()).contains("已送审，可在“标注”中阅读");
    }

    @Test
    void a_hostile_file_is_taken_in_as_far_as_it_is_sound_and_the_rest_is_listed() throws IOException {
        enter("甲");
        Path file = folder.resolve("marks.csv");
        Files.writeString(file, "answer,reviewer,start,end,kind,comment\nr1,丙,3,6,factual,好\nr1,丙,3,6000,factual,远\nr2,丙,0,2,purple,<script>\n");
        world.files.answer = file;
        tap(KeyCode.DIGIT6, KeyCode.ALT);
        until("the form", () -> all(".review-import").findAny().isPresent());
        fire(".review-import");
        until("the outcome", () -> words(".files-outcome").contains("拒绝 2 项"));
        assertThat(labels()).anyMatch(words -> words.contains("marks.csv:3")).anyMatch(words -> words.contains("purple"));
        until("it is shown", () -> review().part().get() == Part.FILES && world.reviews.reading("r1", "丙", Reading.Role.READER).marks().size() == 1);
    }
}
