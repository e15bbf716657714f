package org.doctorglm.app;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.platform.Machine;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.consult.ConsultViewModel;

/// Measures the real window over the real core: start, first token, pulses while answers stream, Stop, memory over many questions.
///
/// `mvn -q test-compile exec:exec@window-benchmark`, or this class on the test class path. Properties: `bench.questions` (200), `doctorglm.home`.
public final class WindowBenchmark extends WindowApplication {
    private static final int QUESTIONS = Integer.getInteger("bench.questions", 200);
    private static final int WARM = 20;
    private static final int STOP_EVERY = 10;
    /// Makes a prompt of more than 300 tokens together with its reference, written twice.
    private static final String STORY = "患者今年四十二岁，平时工作比较忙，经常熬夜加班，饮食也不太规律，喜欢吃辣，偶尔喝一点酒，不抽烟，"
            + "以前身体一直还可以，去年单位体检没有发现大的问题，家里父母都健在，没有听说过有什么遗传方面的疾病，"
            + "最近一个月因为换了工作，压力比较大，睡得也不太好，白天总是提不起精神，家里人很担心，所以想请教一下医生，"
            + "看看应该先到哪个科室去看，需要提前准备什么材料，平时生活里面还有哪些地方需要特别注意，谢谢医生。";

    private final List<Double> pulses = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> stops = new ArrayList<>();
    private final List<Double> firstTokens = new ArrayList<>();
    private final List<Double> shownMs = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> promptTokens = new ArrayList<>();
    private volatile boolean streaming;

    /// A main class of its own: the Java launcher wants JavaFX on the module path for one that is an [Application].
    public static final class Start {
        private Start() {
        }

        public static void main(String[] arguments) {
            Logging.quiet();
            Application.launch(WindowBenchmark.class, arguments);
            System.exit(0);
        }
    }

    @Override
    public void start(Stage stage) throws IOException {
        super.start(stage);
        new AnimationTimer() {
            private long last;
            private boolean shown;

            @Override
            public void handle(long now) {
                if (!shown) {
                    shown = true;
                    double ms = java.time.Duration.between(ProcessHandle.current().info().startInstant().orElse(Instant.now()), Instant.now()).toNanos() / 1e6;
                    print("usableMs", ms);
                    if (QUESTIONS == 0) {
                        Platform.exit();
                    }
                }
                if (streaming && last != 0) {
                    pulses.add((now - last) / 1e6);
                }
                last = now;
            }
        }.start();
        if (QUESTIONS > 0) {
            Thread driver = new Thread(this::drive, "benchmark");
            driver.setDaemon(true);
            driver.start();
        }
    }

    private void drive() {
        try {
            MainWindow window = java.util.Objects.requireNonNull(window());
            ConsultViewModel consult = window.consult();
            DiseaseLibrary library = java.util.Objects.requireNonNull(services()).library();
            List<Disease> diseases = library.all();
            long after = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                Disease disease = diseases.get(i % diseases.size());
                boolean stop = i % STOP_EVERY == STOP_EVERY - 1;
                ask(consult, disease.name() + "有什么症状，需要做哪些检查，怎么治疗，平时怎么预防？" + STORY + STORY, stop);
                if (i + 1 == WARM) {
                    after = settled();
                    print("residentAfter20MB", after / 1e6);
                }
                if ((i + 1) % 50 == 0) {
                    print("residentAfter" + (i + 1) + "MB", settled() / 1e6);
                    java.lang.management.MemoryMXBean memory = java.lang.management.ManagementFactory.getMemoryMXBean();
                    print("  heapUsedMB", memory.getHeapMemoryUsage().getUsed() / 1e6);
                    print("  heapCommittedMB", memory.getHeapMemoryUsage().getCommitted() / 1e6);
                    print("  otherCommittedMB", memory.getNonHeapMemoryUsage().getCommitted() / 1e6);
                }
            }
            double end = settled();
            print("residentGrowthPercent", (end / after - 1) * 100);
            print("firstTokenMsMedian", percentile(firstTokens, 0.5));
            print("firstTokenMsMax", percentile(firstTokens, 1));
            print("enterToFirstTextMsMedian", percentile(shownMs, 0.5));
            print("enterToFirstTextMsMax", percentile(shownMs, 1));
            print("decodeTokensPerSecondMedian", percentile(rates, 0.5));
            print("promptTokensMedian", percentile(promptTokens, 0.5));
            print("pulses", pulses.size());
            print("pulseMsP50", percentile(pulses, 0.5));
            print("pulseMsP99_9", percentile(pulses, 0.999));
            print("pulseMsMax", percentile(pulses, 1));
            print("stopMsMax", percentile(stops, 1));
            print("peakResidentMB", Machine.peakResidentBytes() / 1e6);
        } catch (Exception e) {
            e.printStackTrace();
        }
        Platform.exit();
    }

    private void ask(ConsultViewModel consult, String question, boolean stop) throws InterruptedException {
        onFx(() -> {
            consult.startNew();
            consult.composer().draft().set(question);
            consult.send();
        });
        streaming = true;
        long entered = System.nanoTime();
        while (consult.run().busy() && consult.run().text().get().isEmpty()) {
            Thread.sleep(1);
        }
        shownMs.add((System.nanoTime() - entered) / 1e6);
        if (stop) {
            while (consult.run().busy() && consult.run().text().get().length() < 5) {
                Thread.sleep(1);
            }
            long begin = System.nanoTime();
            onFx(() -> consult.run().stop());
            while (consult.run().busy()) {
                Thread.sleep(1);
            }
            stops.add((System.nanoTime() - begin) / 1e6);
        }
        while (consult.run().busy()) {
            Thread.sleep(2);
        }
        streaming = false;
        var dialogues = java.util.Objects.requireNonNull(services()).dialogues();
        var answer = dialogues.load(dialogues.list().getFirst().id()).orElseThrow().path().getLast().answer();
        if (answer != null && !stop && answer.timings().answerTokens() > 1) {
            firstTokens.add(answer.timings().firstTokenMs());
            rates.add(answer.timings().decodeTokensPerSecond());
            promptTokens.add((double) answer.provenance().promptTokens());
        }
    }

    private static void onFx(Runnable work) throws InterruptedException {
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                work.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    private static long settled() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Machine.residentBytes();
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1L, Math.ceil(share * sorted.size())  - (share == 1 ? 1 : 0)));
    }

    private static void print(String name, double value) {
        System.out.println(String.format(Locale.ROOT, "%s %.1f", name, value));
    }
}
