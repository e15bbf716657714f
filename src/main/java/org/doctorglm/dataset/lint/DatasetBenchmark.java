package org.doctorglm.dataset.lint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.DatasetStatistics;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.Turn;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Time and memory of statistics and lint over dialogues made of random syllables, of which a known share are copies and near copies.
public final class DatasetBenchmark {
    private static final int EQUAL_EVERY = 50;
    private static final int NEAR_EVERY = 25;
    private static final int CHARACTERS = 2_000;
    private static final List<String> DEPARTMENTS = List.of("内科", "外科", "儿科", "妇产科", "男科", "肿瘤科");

    private DatasetBenchmark() {
    }

    /// @param peakHeapBytes sum of the highest fillings of the heap's parts
    /// @param madeEqual copies that were put in, @param foundEqual those that were found; likewise near copies
    public record Result(int dialogues, long writeMs, long statisticsMs, long lintMs, long peakHeapBytes, long madeEqual, long foundEqual, long madeNear,
            long foundNear, long leakage) {
    }

    public static Result run(DatasetRepository sets, int dialogues, Progress progress, Cancellation cancellation) throws IOException {
        String name = "benchmark " + System.nanoTime();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        long[] made = write(sets, name, dialogues, cancellation);
        try {
            long written = System.nanoTime();
            DatasetStatistics.of(sets, name, null, MedicalTerms.NONE, Progress.NONE, cancellation);
            long counted = System.nanoTime();
            LintReport report = new DatasetLint(sets).run(name, Split.USUAL, progress, cancellation);
            long end = System.nanoTime();
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            return new Result(dialogues, (written - begin) / 1_000_000, (counted - written) / 1_000_000, (end - counted) / 1_000_000, peak, made[0],
                    report.count(Finding.EXACT_DUPLICATE), made[1], report.count(Finding.NEAR_DUPLICATE), report.count(Finding.LEAKAGE));
        } finally {
            sets.remove(name);
        }
    }

    private static long[] write(DatasetRepository sets, String name, int dialogues, Cancellation cancellation) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<Conversation> recent = new ArrayList<>();
        long[] made = new long[2];
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named(name))) {
            for (int i = 0; i < dialogues; i++) {
                cancellation.throwIfRequested();
                Conversation conversation;
                if (i % EQUAL_EVERY == EQUAL_EVERY - 1) {
                    conversation = recent.get(random.nextInt(recent.size()));
                    made[0]++;
                } else if (i % NEAR_EVERY == NEAR_EVERY - 1) {
                    Conversation old = recent.get(random.nextInt(recent.size()));
                    Turn turn = old.turns().getFirst();
                    conversation = new Conversation(old.department(), List.of(new Turn(turn.question(), turn.answer() + text(random, 6))));
                    made[1]++;
                } else {
                    conversation = new Conversation(DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size())),
                            List.of(new Turn(text(random, 30 + random.nextInt(50)), text(random, 80 + random.nextInt(140)))));
                    if (recent.size() < 200) {
                        recent.add(conversation);
                    } else {
                        // Copied once at most every so often, from anywhere in what came before.
                        recent.set(random.nextInt(recent.size()), conversation);
                    }
                }
                draft.add(conversation);
            }
            draft.finish(List.of());
        }
        return made;
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            text.append(i % 17 == 16 ? '，' : (char) (0x4E00 + random.nextInt(CHARACTERS)));
        }
        return text.append('。').toString();
    }
}
