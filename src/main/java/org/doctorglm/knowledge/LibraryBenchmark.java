package org.doctorglm.knowledge;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// How a library of many entries behaves: entries made of the shipped dictionary's words, indexed and searched with the shipped questions.
/// The same number of records gives the same entries. Writes below one folder only.
public final class LibraryBenchmark {
    private static final int WARM_UP = 100;
    private static final int QUESTIONS = 400;
    private static final String[] PLACES = {"胃窦", "肝左叶", "右肺", "膀胱", "肾盂", "腰椎", "额叶", "角膜", "外耳道", "鼻窦", "喉", "食管", "结肠", "胰腺", "甲状腺", "心包",
            "主动脉", "股骨", "膝关节", "皮下", "淋巴结", "脾", "直肠", "卵巢", "前列腺", "气管"};
    private static final String[] KINDS = {"炎", "囊肿", "腺瘤", "溃疡", "狭窄", "纤维化", "血管瘤", "脓肿", "息肉", "萎缩", "钙化", "水肿"};
    private static final String[] ORIGINS = {"原发性", "继发性", "慢性", "急性", "先天性", "特发性", "家族性", "复发性"};

    private LibraryBenchmark() {
    }

    /// @param records entries, the shipped ones included
    /// @param openMs reading the files and making the dictionary
    /// @param buildMs making the full-text index
    /// @param p95Ms 95th percentile of a search, warm
    public record Result(int records, double openMs, double buildMs, long indexBytes, double p50Ms, double p95Ms, int queries) {
    }

    /// Makes the index of a folder.
    @FunctionalInterface
    public interface Indexing {
        TextIndex at(Path folder);
    }

    /// @param aside an empty folder for entries and index; the caller removes it
    public static Result run(Path shipped, Path aside, int records, Indexing indexing, Progress progress, Cancellation cancellation) throws IOException {
        Path imported = Files.createDirectories(aside.resolve("knowledge"));
        Path folder = aside.resolve("index");
        write(shipped, imported.resolve("synthetic.jsonl"), records, cancellation);
        long start = System.nanoTime();
        try (DiseaseLibrary library = new DiseaseLibrary(shipped, imported, indexing.at(folder))) {
            long opened = System.nanoTime();
            library.build(progress, cancellation);
            long built = System.nanoTime();
            double[] times = times(library, LabelledQuery.read(shipped.resolve("evaluation.jsonl")).queries(), cancellation);
            return new Result(library.all().size(), (opened - start) / 1e6, (built - opened) / 1e6, bytes(folder), at(times, 0.5), at(times, 0.95), times.length);
        }
    }

    private static void write(Path shipped, Path file, int records, Cancellation cancellation) throws IOException {
        List<Term> terms = new LibraryReader().terms(shipped.resolve("terms.jsonl"), cancellation);
        List<String> symptoms = terms.stream().filter(term -> term.kind() == TermKind.SYMPTOM).map(Term::term).toList();
        List<String> tests = terms.stream().filter(term -> term.kind() == TermKind.TEST).map(Term::term).toList();
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < records; i++) {
                cancellation.throwIfRequested();
                String name = one(ORIGINS, i) + one(PLACES, i / ORIGINS.length) + one(KINDS, i / (ORIGINS.length * PLACES.length)) + i + "型";
                List<String> findings = some(symptoms, 6, random);
                List<String> checks = some(tests, 4, random);
                out.append(DiseaseJson.write(new Disease("synthetic-" + i, name, List.of(), "", null, List.of(), name + "的概述。",
                        new Disease.Section(findings, "常见" + String.join("，", findings) + "，轻重不一。"),
                        new Disease.Section(checks, "依靠" + String.join("和", checks) + "。"), new Disease.Section(List.of("观察"), "先找病因，再对症处理。"),
                        new Disease.Section(List.of("定期复查"), "定期复查，规律作息。"), List.of(), findings.subList(0, 2), List.of(), null, null, "synthetic", "none",
                        "2026-11", Disease.Background.NONE))).append('\n');
            }
        }
    }

    private static String one(String[] words, int i) {
        return words[i % words.length];
    }

    private static List<String> some(List<String> words, int many, Random random) {
        return Stream.generate(() -> words.get(random.nextInt(words.size()))).distinct().limit(many).toList();
    }

    private static double[] times(DiseaseLibrary library, List<LabelledQuery> queries, Cancellation cancellation) {
        List<LabelledQuery> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(QUESTIONS, queries.size()); i++) {
            chosen.add(queries.get((int) ((long) i * queries.size() / Math.min(QUESTIONS, queries.size()))));
        }
        chosen.stream().limit(WARM_UP).forEach(query -> library.search(query.query(), 5));
        double[] times = new double[chosen.size()];
        for (int i = 0; i < times.length; i++) {
            cancellation.throwIfRequested();
            long start = System.nanoTime();
            library.search(chosen.get(i).query(), 5);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
