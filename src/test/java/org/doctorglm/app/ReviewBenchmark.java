package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Machine;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Edit;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewChange;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.review.ReviewViewModel;
import org.doctorglm.ui.review.ReviewViewModel.Part;

/// Measures the review place of the real window over a real database of 5,000 answers, seven of ten read by two, with 21,000 marks: opening, next, search, dashboard,
/// from a key to the picture with the mark, memory over 1,000 answers. And the overview.
///
/// `mvn -q package -DskipTests exec:exec@review-benchmark`. Properties: `bench.answers` (5000), `bench.times` (9, the windows that are opened; medians are printed).
public final class ReviewBenchmark {
    private static final int ANSWERS = Integer.getInteger("bench.answers", 5_000);
    private static final int TIMES = Integer.getInteger("bench.times", 9);
    private static final int WALKED = 1_000;
    /// A fast typist's pause between two keys.
    private static final int KEY_MILLIS = 120;
    /// How long a page is looked at, at least, before something is done on it.
    private static final int LOOK_MILLIS = 500;
    private static final String TEXT = "您好，蚕豆病是溶血性贫血的简称，症状有发热、腹痛，建议先口服消炎药观察几天，恶心、呕吐、腹泻、恶心、干呕、发热。平时应避免食用蚕豆及其制品，"
            + "出现面色发黄、尿色加深时及时就诊。饮食宜清淡，多休息，注意保暖，避免劳累。第 %d 条。";

    private static final Map<String, List<Double>> FIGURES = new java.util.LinkedHashMap<>();

    private ReviewBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Logging.quiet();
        Path home = Path.of(arguments[0]);
        FileTree.delete(home);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        try (DoctorGlm services = opened(home)) {
            fill(services.reviews());
            services.settings().put("welcomed", "bench");
            services.settings().put("review.reviewer", "丙");
            for (int i = 0; i < TIMES; i++) {
                once(services, i % 2 == 1, i == TIMES - 1);
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        FIGURES.forEach((name, values) -> {
            Collections.sort(values);
            System.out.println(String.format(Locale.ROOT, "%-28s median %7.1f  least %7.1f  most %7.1f", name, values.get(values.size() / 2), values.getFirst(), values.getLast()));
        });
        System.exit(0);
    }

    private static DoctorGlm opened(Path home) throws IOException {
        Directories directories = Directories.resolve(home);
        directories.prepareHome();
        return new DoctorGlm(directories, 0);
    }

    /// Two readings of seven answers of ten, three marks in each; the others are still to be read.
    private static void fill(ReviewRepository reviews) {
        Random random = new Random(1);
        List<ReviewedAnswer> answers = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            String text = String.format(Locale.ROOT, TEXT, i);
            answers.add(new ReviewedAnswer("a" + i, "第 " + i + " 问：咽痛三天，怎么办？", text, Sha256.of(text), new ReviewedAnswer.Source(ReviewedAnswer.Way.CHAT,
                    i % 3 == 0 ? "儿科" : i % 3 == 1 ? "内科" : "泌尿外科", i % 2 == 0 ? "DoctorGLM-6B" : "ChatGLM-6B", i % 2 == 0 ? "lora-20k" : null, "int8", i % 3 != 0, random.nextDouble()),
                    Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(i))));
        }
        reviews.add(answers, "甲");
        for (String name : List.of("甲", "乙", "丙")) {
            reviews.put(new Reviewer(name, ""));
        }
        for (String name : List.of("甲", "乙")) {
            for (int from = 0; from < ANSWERS; from += 500) {
                List<ReviewChange> changes = new ArrayList<>();
                for (ReviewedAnswer answer : answers.subList(from, Math.min(ANSWERS, from + 500))) {
                    if (Integer.parseInt(answer.id().substring(1)) % 10 < 3) {
                        continue;
                    }
                    List<Edit> edits = new ArrayList<>();
                    for (int m = 0; m < 3; m++) {
                        int start = random.nextInt(60);
                        edits.add(new Edit.Mark(null, new Annotation(java.util.UUID.randomUUID().toString(), answer.id(), answer.textSha256(), new Span(start, start + 6 + random.nextInt(12)),
                                MarkKind.values()[random.nextInt(3)], null, random.nextBoolean() ? Severity.MAJOR : null, null, m == 0 ? "这里不对" : "", "", name, answer.addedAt())));
                    }
                    edits.add(new Edit.Grade(AnswerGrade.NONE, AnswerGrade.NONE.with(AnswerGrade.Aspect.CORRECT, 1 + random.nextInt(5)).with(AnswerGrade.Aspect.SAFE, 3)));
                    edits.add(new Edit.State(ReadingState.OPEN, ReadingState.done(Duration.ofSeconds(40))));
                    edits.forEach(edit -> changes.add(new ReviewChange(answer.id(), answer.textSha256(), name, Reading.Role.READER, answer.addedAt(), edit)));
                }
                reviews.record(changes);
            }
        }
    }

    private static void once(DoctorGlm services, boolean list, boolean last) throws Exception {
        Stage[] stage = new Stage[1];
        MainWindow window = onFx(() -> {
            stage[0] = new Stage();
            MainWindow made = new MainWindow(WindowApplication.services(services, stage[0]));
            made.show(stage[0]);
            return made;
        });
        ReviewViewModel review = window.review();
        Scene scene = stage[0].getScene();
        // Nobody is in the review place a second after the start; by then the list has been read ahead.
        Thread.sleep(2_000);

        long begun = System.nanoTime();
        key(scene, KeyCode.DIGIT0, true);
        shown(scene, () -> window.overview().counts().get() != null);
        note("overview, ms", begun);

        begun = System.nanoTime();
        services.reviews().rates(ErrorRates.Grouping.MODEL);
        note("rates, database alone, ms", begun);
        begun = System.nanoTime();
        services.reviews().readings();
        note("readings, database alone, ms", begun);

        // What is opened first is the list in every other window, the dashboard in the others: everything has to be read for it.
        Thread.sleep(LOOK_MILLIS);
        if (list) {
            begun = System.nanoTime();
            key(scene, KeyCode.DIGIT3, true);
            shown(scene, () -> scene.getRoot().lookup(".marked-text") != null && review.current().get() != null);
            note("list and first answer, ms", begun);
        } else {
            onFx(() -> {
                review.part().set(Part.DASHBOARD);
                return null;
            });
            begun = System.nanoTime();
            key(scene, KeyCode.DIGIT3, true);
            shown(scene, () -> !scene.getRoot().lookupAll(".rates-open").isEmpty());
            note("dashboard, first, ms", begun);
            Thread.sleep(LOOK_MILLIS);

            begun = System.nanoTime();
            key(scene, KeyCode.DIGIT1, false, KeyCode.ALT);
            shown(scene, () -> scene.getRoot().lookup(".marked-text") != null && review.current().get() != null);
            note("list after dashboard, ms", begun);
        }
        Thread.sleep(LOOK_MILLIS);

        begun = System.nanoTime();
        key(scene, KeyCode.DIGIT4, false, KeyCode.ALT);
        shown(scene, () -> !scene.getRoot().lookupAll(".rates-open").isEmpty());
        note("dashboard, again, ms", begun);

        key(scene, KeyCode.DIGIT1, false, KeyCode.ALT);
        shown(scene, () -> scene.getRoot().lookup(".marked-text") != null);
        Thread.sleep(LOOK_MILLIS);
        begun = System.nanoTime();
        onFx(() -> {
            review.search().set("第 47");
            return null;
        });
        shown(scene, () -> review.listed().size() < ANSWERS);
        note("search, ms", begun);
        onFx(() -> {
            review.search().set("");
            return null;
        });
        pulse(scene);

        for (int i = 0; i < 40; i++) {
            String before = review.current().get().id();
            begun = System.nanoTime();
            tap(scene, i % 2 == 0 ? KeyCode.PAGE_DOWN : KeyCode.ENTER);
            shown(scene, () -> !review.current().get().id().equals(before));
            note(i % 2 == 0 ? "next answer, ms" : "save and next answer, ms", begun);
            pulse(scene);
            tap(scene, KeyCode.DOWN);
            pulse(scene);
            // Nobody presses the next key while the picture of the last one is still being drawn.
            Thread.sleep(KEY_MILLIS);
            begun = System.nanoTime();
            tap(scene, KeyCode.DIGIT2);
            note("key handled, ms", begun);
            int frames = shown(scene, () -> !scene.getRoot().lookupAll(".mark-line").isEmpty());
            note("key to mark on screen, ms", begun);
            FIGURES.computeIfAbsent("frames from key to mark", name -> new ArrayList<>()).add((double) frames);
        }
        if (last) {
            memory(scene, review);
        }
        onFx(() -> {
            stage[0].hide();
            window.close();
            return null;
        });
        // What was marked goes again, so that the next window finds what this one found.
        services.reviews().readings().stream().filter(reading -> reading.reviewer().equals("丙")).forEach(reading -> services.reviews().record(reading.marks().stream()
                .map(mark -> new ReviewChange(reading.answerId(), reading.textSha256(), "丙", reading.role(), Instant.now(), new Edit.Mark(mark, null))).toList()));
    }

    private static void memory(Scene scene, ReviewViewModel review) throws Exception {
        long before = settled();
        for (int i = 1; i <= WALKED; i++) {
            tap(scene, KeyCode.PAGE_DOWN);
            if (i % 10 == 0) {
                pulse(scene);
            }
            if (i % 250 == 0) {
                System.out.println(String.format(Locale.ROOT, "heap after %d answers: %+.1f MB, resident %.0f MB", i, (settled() - before) / 1e6, Machine.residentBytes() / 1e6));
            }
        }
    }

    private static long settled() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void tap(Scene scene, KeyCode code) throws Exception {
        key(scene, code, false);
    }

    private static void key(Scene scene, KeyCode code, boolean control, KeyCode... held) throws Exception {
        onFx(() -> {
            Node focus = scene.getFocusOwner();
            Event.fireEvent(focus == null ? scene : focus, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, held.length > 0, false));
            return null;
        });
    }

    /// Until a picture was laid out in which it is so.
    ///
    /// @return pictures that were laid out until then, that one included
    private static int shown(Scene scene, Callable<Boolean> state) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Exception[] failed = new Exception[1];
        Runnable[] look = new Runnable[1];
        int[] pictures = {0};
        look[0] = () -> {
            try {
                pictures[0] += done.getCount() > 0 ? 1 : 0;
                if (state.call()) {
                    scene.removePostLayoutPulseListener(look[0]);
                    done.countDown();
                }
            } catch (Exception e) {
                failed[0] = e;
                done.countDown();
            }
            Platform.requestNextPulse();
        };
        onFx(() -> {
            scene.addPostLayoutPulseListener(look[0]);
            Platform.requestNextPulse();
            return null;
        });
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not shown: focus on " + scene.getFocusOwner());
        }
        if (failed[0] != null) {
            throw failed[0];
        }
        return pictures[0];
    }

    private static void pulse(Scene scene) throws Exception {
        shown(scene, () -> true);
    }

    private static void note(String name, long begun) {
        FIGURES.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(60, TimeUnit.SECONDS);
    }
}
