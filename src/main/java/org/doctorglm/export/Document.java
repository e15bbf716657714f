package org.doctorglm.export;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;

/// A consultation as a sequence of blocks, before it becomes Markdown or pages. The branch on screen is written, with the versions on screen.
///
/// @param title of the consultation
/// @param notice research-use notice, on top of every document
public record Document(String title, String notice, List<Block> blocks) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    /// A piece of the document.
    public sealed interface Block {
        /// Heading of a question or an answer.
        record Heading(String text) implements Block { }

        /// Words of the doctor or the model.
        record Body(String text) implements Block { }

        /// A line in small print: label and value.
        record Fact(String label, String value) implements Block { }
    }

    public static Document of(DialogueTree tree, ExportWords words) {
        List<Block> blocks = new ArrayList<>();
        int number = 1;
        for (Round round : tree.path()) {
            blocks.add(new Block.Heading(words.get("question") + " " + number++));
            blocks.add(new Block.Body(round.question().text()));
            Answer answer = round.answer();
            if (answer != null) {
                answer(answer, round.versions().size(), words, blocks);
            }
        }
        return new Document(tree.dialogue().title(), words.get("notice"), blocks);
    }

    private static void answer(Answer answer, int versions, ExportWords words, List<Block> blocks) {
        String version = versions > 1 ? " · " + MessageFormat.format(words.get("version"), answer.version() + "/" + versions) : "";
        blocks.add(new Block.Heading(words.get("answer") + version));
        blocks.add(new Block.Body(answer.text().isEmpty() ? finish(answer, words) : answer.text()));
        Provenance provenance = answer.provenance();
        List<CitedEvidence> used = provenance.evidence().stream().filter(CitedEvidence::used).toList();
        for (CitedEvidence evidence : used) {
            evidence(evidence, words, blocks);
        }
        if (used.isEmpty()) {
            blocks.add(new Block.Fact(words.get("evidence"), words.get("none")));
        }
        List<String> others = provenance.evidence().stream().filter(e -> !e.used()).map(CitedEvidence::disease).toList();
        if (!others.isEmpty()) {
            blocks.add(new Block.Fact(words.get("alternatives"), String.join("、", others)));
        }
        blocks.add(new Block.Fact(words.get("model"), provenance.model() + " · " + provenance.precision() + " · " + provenance.modelSha256()));
        blocks.add(new Block.Fact(words.get("device"), provenance.device() + " · " + provenance.threads()));
        blocks.add(new Block.Fact(words.get("settings"), settings(provenance.settings())));
        blocks.add(new Block.Fact(words.get("knowledge"), provenance.knowledge()));
        blocks.add(new Block.Fact(words.get("program"), provenance.version()));
        blocks.add(new Block.Fact(words.get("created"), time(answer.createdAt()) + " · " + finish(answer, words)));
        if (answer.sha256() != null) {
            blocks.add(new Block.Fact("SHA-256", answer.sha256()));
        }
        blocks.add(new Block.Fact("ID", answer.id()));
    }

    private static void evidence(CitedEvidence evidence, ExportWords words, List<Block> blocks) {
        String code = evidence.icd10() == null ? "" : " · " + evidence.icd10();
        blocks.add(new Block.Fact(words.get("evidence"), evidence.disease() + (evidence.english().isEmpty() ? "" : " · " + evidence.english()) + code
                + String.format(java.util.Locale.ROOT, " · %.2f", evidence.score())));
        for (CitedEvidence.Section section : evidence.sections()) {
            if (!section.text().isEmpty()) {
                blocks.add(new Block.Fact(words.get(section.kind()), section.text()));
            }
        }
        if (!evidence.urgent().isEmpty()) {
            blocks.add(new Block.Fact(words.get("urgent"), String.join("；", evidence.urgent())));
        }
        String review = evidence.review().equals(CitedEvidence.NOT_REVIEWED) ? words.get("unreviewed") : evidence.review();
        blocks.add(new Block.Fact(words.get("source"), evidence.source() + " · " + evidence.edition()));
        blocks.add(new Block.Fact(words.get("review"), review));
    }

    private static String settings(SamplingSettings s) {
        return String.format(java.util.Locale.ROOT, "T %.2f · top-p %.2f · top-k %d · typical-p %.2f · min-p %.2f · rep %.2f · DRY %.2f · no-repeat %d · max %d · seed %d",
                s.temperature(), s.topP(), s.topK(), s.typicalP(), s.minP(), s.repetitionPenalty(), s.dryMultiplier(),
                s.noRepeatNgram(), s.maxTokens(), s.seed());
    }

    private static String finish(Answer answer, ExportWords words) {
        return words.get("finish." + (answer.finishReason() == null ? "OPEN" : answer.finishReason().name()));
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
