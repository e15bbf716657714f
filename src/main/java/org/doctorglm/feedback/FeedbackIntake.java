package org.doctorglm.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.doctorglm.platform.FileTree;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.Ranking;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.ExchangeException.Reason;
import org.doctorglm.review.exchange.ExchangeFormat;
import org.doctorglm.review.exchange.Known;
import org.doctorglm.review.exchange.MarkFiles;
import org.doctorglm.review.exchange.ReviewIntake;
import org.doctorglm.review.exchange.ReviewRecord;
import org.doctorglm.review.exchange.Taken;

/// A bundle of others. Everything is unpacked, hashed and read before the first word is stored; a bundle with anything wrong in it is refused whole. What is stored is stored in
/// one step.
/// Names of files inside are compared with those that a bundle has and never used as paths.
public final class FeedbackIntake {
    private static final Set<String> PARTS = Set.of(FeedbackBundle.README, FeedbackBundle.ANSWERS, FeedbackBundle.READINGS, FeedbackBundle.RANKINGS);
    private static final long MOST_BYTES = 512L << 20;
    private static final int MANIFEST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32)
            .maxStringLength(16 << 20).build()).build());

    private FeedbackIntake() {
    }

    /// @param added marks that are new here
    public record Result(int answers, int readings, int rankings, int added) {
    }

    private record Content(List<ReviewedAnswer> answers, List<ReviewRecord> records, List<Ranking> rankings) {
    }

    /// Reading the same bundle again changes nothing.
    ///
    /// @throws ExchangeException NOT_A_BUNDLE, WRONG_HASH, TOO_LARGE, BROKEN, UNREADABLE; nothing was stored
    public static Result read(Path file, ReviewRepository reviews) throws IOException {
        return read(file, reviews, MOST_BYTES);
    }

    /// @param most bytes that it may unpack to
    static Result read(Path file, ReviewRepository reviews, long most) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ExchangeException(Reason.UNREADABLE, name);
        }
        Path work = Files.createTempDirectory("doctorglm-feedback");
        Content content;
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            content = content(work, unpacked(zip, work, name, most), reviews, name);
        } catch (ZipException | IllegalArgumentException e) {
            throw new ExchangeException(Reason.NOT_A_BUNDLE, name);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new ExchangeException(Reason.BROKEN, name);
        } finally {
            FileTree.delete(work);
        }
        int[] added = {0};
        try {
            reviews.together(() -> {
                if (!reviews.add(content.answers, "").isEmpty()) {
                    // Not there when the bundle was read, but now, with other words.
                    throw new UncheckedIOException(new ExchangeException(Reason.BROKEN, name));
                }
                ReviewIntake intake = new ReviewIntake(reviews);
                content.records.forEach(record -> added[0] += intake.put(record));
                content.rankings.forEach(reviews::add);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Result(content.answers.size(), content.records.size(), content.rankings.size(), added[0]);
    }

    /// @return the first letters of the readings' hash, which tell the reviewers of one bundle from those of another
    private static String unpacked(ZipFile zip, Path work, String name, long most) throws IOException {
        Set<String> seen = new HashSet<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String part = entries.nextElement().getName();
            if (!seen.add(part) || !part.equals(FeedbackBundle.MANIFEST) && !PARTS.contains(part)) {
                throw new ExchangeException(Reason.NOT_A_BUNDLE, name);
            }
        }
        if (seen.size() != PARTS.size() + 1) {
            throw new ExchangeException(Reason.NOT_A_BUNDLE, name);
        }
        JsonNode manifest;
        try (InputStream in = zip.getInputStream(zip.getEntry(FeedbackBundle.MANIFEST))) {
            byte[] bytes = in.readNBytes(MANIFEST_BYTES + 1);
            manifest = bytes.length > MANIFEST_BYTES ? JSON.nullNode() : JSON.readTree(bytes);
        }
        if (!manifest.path("form").asText().equals(FeedbackBundle.FORM) || manifest.path("formVersion").asInt() != FeedbackBundle.VERSION) {
            throw new ExchangeException(Reason.NOT_A_BUNDLE, name);
        }
        Map<String, String> hashes = new HashMap<>();
        long left = most;
        for (String part : PARTS) {
            byte[] bytes;
            try (InputStream in = zip.getInputStream(zip.getEntry(part))) {
                bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
            }
            left -= bytes.length;
            if (left < 0) {
                throw new ExchangeException(Reason.TOO_LARGE, name);
            }
            hashes.put(part, Sha256.of(bytes));
            if (!hashes.get(part).equals(manifest.path("files").path(part).path("sha256").asText())) {
                throw new ExchangeException(Reason.WRONG_HASH, name);
            }
            Files.write(work.resolve(part), bytes);
        }
        return hashes.get(FeedbackBundle.READINGS).substring(0, 6);
    }

    private static Content content(Path work, String mark, ReviewRepository reviews, String name) throws IOException {
        List<ReviewedAnswer> answers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String line : lines(work.resolve(FeedbackBundle.ANSWERS))) {
            ReviewedAnswer answer = answer(JSON.readTree(line));
            if (!answer.id().startsWith("f-") || !Sha256.of(answer.text()).equals(answer.textSha256()) || !ids.add(answer.id())
                    || reviews.answer(answer.id()).filter(here -> !here.textSha256().equals(answer.textSha256())).isPresent()) {
                throw new ExchangeException(Reason.BROKEN, name);
            }
            answers.add(answer);
        }
        List<ReviewRecord> records = new ArrayList<>();
        Taken taken = MarkFiles.read(ExchangeFormat.JSON_LINES, work.resolve(FeedbackBundle.READINGS), new Known(answers), "R0", Instant.EPOCH,
                record -> records.add(renamed(record, mark)));
        List<Ranking> rankings = new ArrayList<>();
        for (String line : lines(work.resolve(FeedbackBundle.RANKINGS))) {
            rankings.add(ranking(JSON.readTree(line), mark));
        }
        if (taken.refusals() > 0 || !records.stream().allMatch(record -> ids.contains(record.answer().id())) || !rankings.stream().allMatch(one -> ids.containsAll(one.answers()))) {
            throw new ExchangeException(Reason.BROKEN, name);
        }
        return new Content(answers, records, rankings);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file).lines().filter(line -> !line.isBlank()).toList();
    }

    private static ReviewedAnswer answer(JsonNode json) {
        return new ReviewedAnswer(json.path("answer").asText(), json.path("question").asText(), json.path("text").asText(), json.path("sha256").asText(),
                new ReviewedAnswer.Source(ReviewedAnswer.Way.valueOf(json.path("way").asText()), json.path("department").asText(), json.path("model").asText(),
                        json.path("adapter").textValue(), json.path("precision").asText(), json.path("designer").asBoolean(), json.path("uncertainty").asDouble()),
                Instant.parse(json.path("added").asText()));
    }

    private static Ranking ranking(JsonNode json, String mark) {
        List<String> answers = new ArrayList<>();
        json.path("answers").forEach(answer -> answers.add(answer.asText()));
        List<Integer> places = new ArrayList<>();
        json.path("places").forEach(place -> places.add(place.asInt()));
        return new Ranking(json.path("id").asText(), json.path("question").asText(), answers, places, json.path("reason").asText(), name(json.path("reviewer").asText(), mark),
                json.path("seed").asLong(), Instant.parse(json.path("at").asText()));
    }

    private static String name(String reviewer, String mark) {
        return reviewer + " (" + mark + ")";
    }

    private static ReviewRecord renamed(ReviewRecord record, String mark) {
        Reading said = record.reading();
        List<Annotation> marks = said.marks().stream().map(one -> one.by(one.id(), name(one.reviewer(), mark), one.at())).toList();
        return new ReviewRecord(record.answer(), new Reading(said.answerId(), said.textSha256(), name(said.reviewer(), mark), said.role(), marks, said.grade(), said.missing(), said.state()));
    }
}
