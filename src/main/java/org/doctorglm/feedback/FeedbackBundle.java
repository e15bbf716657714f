package org.doctorglm.feedback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.exchange.ExchangeFormat;
import org.doctorglm.review.exchange.MarkFiles;

/// Answers with everything that was said about them, in one zip that names nobody. Prepared first, so that a person sees the counts before anything is written.
/// The prompt stays here: it repeats what the patient said; with question, sheet and settings it can be made again.
public final class FeedbackBundle {
    static final String FORM = "doctorglm-feedback";
    static final int VERSION = 1;
    static final String MANIFEST = "manifest.json";
    static final String README = "README.txt";
    static final String ANSWERS = "answers.jsonl";
    static final String READINGS = "readings.jsonl";
    static final String RANKINGS = "rankings.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deidentified content;
    private final String answers;
    private final int provenance;
    private final String version;

    private FeedbackBundle(Deidentified content, String answers, int provenance, String version) {
        this.content = content;
        this.answers = answers;
        this.provenance = provenance;
        this.version = version;
    }

    /// Takes everything that is under review. Blocks; writes nothing.
    ///
    /// @param made finds the answer of a consultation by its id, for what made it
    /// @param version of the program
    public static FeedbackBundle prepare(ReviewRepository reviews, Function<String, Optional<Answer>> made, String version) {
        Deidentified content = new Deidentified(reviews);
        StringBuilder lines = new StringBuilder();
        int found = 0;
        for (Map.Entry<String, ReviewedAnswer> each : content.answers().entrySet()) {
            ReviewedAnswer answer = each.getValue();
            ReviewedAnswer.Source source = answer.source();
            ObjectNode line = JSON.createObjectNode().put("answer", answer.id()).put("question", answer.question()).put("text", answer.text()).put("sha256", answer.textSha256())
                    .put("way", source.way().name()).put("department", source.department()).put("model", source.model()).put("adapter", source.adapter())
                    .put("precision", source.precision()).put("designer", source.designer()).put("uncertainty", source.uncertainty()).put("added", answer.addedAt().toString());
            Optional<Provenance> from = made.apply(each.getKey()).map(Answer::provenance);
            if (from.isPresent()) {
                found++;
                line.set("provenance", provenance(from.get(), content));
            }
            lines.append(line).append('\n');
        }
        return new FeedbackBundle(content, lines.toString(), found, version);
    }

    private static ObjectNode provenance(Provenance from, Deidentified content) {
        SamplingSettings s = from.settings();
        ObjectNode json = JSON.createObjectNode().put("model", from.model()).put("modelSha256", from.modelSha256()).put("adapter", from.adapter()).put("precision", from.precision())
                .put("designer", from.designerState().name()).put("knowledge", from.knowledge()).put("version", from.version()).put("seed", s.seed());
        json.putObject("settings").put("temperature", s.temperature()).put("topP", s.topP()).put("topK", s.topK()).put("typicalP", s.typicalP()).put("minP", s.minP())
                .put("repetitionPenalty", s.repetitionPenalty()).put("noRepeatNgram", s.noRepeatNgram()).put("dryMultiplier", s.dryMultiplier()).put("dryBase", s.dryBase())
                .put("dryAllowedLength", s.dryAllowedLength()).put("maxTokens", s.maxTokens());
        ArrayNode keywords = json.putArray("keywords");
        from.keywords().forEach(word -> keywords.add(content.words(word)));
        ArrayNode evidence = json.putArray("evidence");
        for (CitedEvidence sheet : from.evidence()) {
            ObjectNode one = evidence.addObject().put("id", sheet.diseaseId()).put("disease", sheet.disease()).put("score", sheet.score()).put("used", sheet.used())
                    .put("source", sheet.source()).put("review", content.words(sheet.review())).put("edition", sheet.edition());
            ArrayNode matched = one.putArray("matched");
            sheet.matched().forEach(word -> matched.add(content.words(word)));
        }
        return json;
    }

    public FeedbackCounts counts() {
        Map<Finding, Long> masked = content.masked();
        return new FeedbackCounts(content.answers().size(), provenance, content.records().size(), content.records().stream().mapToInt(record -> record.reading().marks().size()).sum(),
                content.rankings().size(), content.reviewers(), masked.getOrDefault(Finding.NAME, 0L), masked.getOrDefault(Finding.PHONE, 0L),
                masked.getOrDefault(Finding.IDENTITY_NUMBER, 0L));
    }

    /// Writes aside and then into place, so that a full disk leaves the old file as it was.
    ///
    /// @param day when it was made
    public void write(Path target, LocalDate day) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        Path work = Files.createTempDirectory(folder, ".feedback-");
        try {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            parts.put(README, FeedbackReadme.text(counts()).getBytes(StandardCharsets.UTF_8));
            parts.put(ANSWERS, answers.getBytes(StandardCharsets.UTF_8));
            MarkFiles.write(ExchangeFormat.JSON_LINES, content.records(), work.resolve(READINGS));
            parts.put(READINGS, Files.readAllBytes(work.resolve(READINGS)));
            parts.put(RANKINGS, rankings().getBytes(StandardCharsets.UTF_8));
            Path part = work.resolve("bundle.part");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part), StandardCharsets.UTF_8)) {
                put(zip, MANIFEST, manifest(parts, day).getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, byte[]> each : parts.entrySet()) {
                    put(zip, each.getKey(), each.getValue());
                }
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileTree.delete(work);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The hour of writing is nobody's business.
        entry.setTimeLocal(LocalDate.EPOCH.plusYears(10).atStartOfDay());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private String rankings() {
        StringBuilder lines = new StringBuilder();
        for (Ranking ranking : content.rankings()) {
            ObjectNode line = JSON.createObjectNode().put("id", ranking.id()).put("question", ranking.question());
            line.set("answers", JSON.valueToTree(ranking.answers()));
            line.set("places", JSON.valueToTree(ranking.places()));
            lines.append(line.put("reason", ranking.reason()).put("reviewer", ranking.reviewer()).put("seed", ranking.seed()).put("at", ranking.at().toString())).append('\n');
        }
        return lines.toString();
    }

    private String manifest(Map<String, byte[]> parts, LocalDate day) {
        ObjectNode json = JSON.createObjectNode().put("form", FORM).put("formVersion", VERSION).put("program", version).put("made", day.toString());
        ObjectNode files = json.putObject("files");
        parts.forEach((name, bytes) -> files.putObject(name).put("bytes", bytes.length).put("sha256", Sha256.of(bytes)));
        json.set("counts", JSON.valueToTree(counts()));
        return json.toPrettyString();
    }
}
