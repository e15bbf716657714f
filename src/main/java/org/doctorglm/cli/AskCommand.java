package org.doctorglm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.Consultation.Judgement;
import org.doctorglm.consultation.ConsultationEvent;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.export.AnswerJson;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.generation.Speculation;
import org.doctorglm.model.SideAdapter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ask QUESTION`: streams an answer and stores it like the window does.
@Command(name = "ask")
final class AskCommand extends EngineVerb {
    @Option(names = "--model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--accept-failed-gate")
    boolean acceptFailedGate;

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Option(names = "--no-designer")
    boolean noDesigner;

    @Option(names = "--disease", paramLabel = "NAME")
    @Nullable String disease;

    @Option(names = "--history", paramLabel = "FILE")
    @Nullable Path history;

    @Option(names = "--n", paramLabel = "N")
    int versions = 1;

    @Option(names = "--no-speculation")
    boolean noSpeculation;

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Parameters(paramLabel = "QUESTION")
    String question = "";

    @Override
    int run(CommandServices services) throws Exception {
        SamplingSettings settings = sampling.settings();
        requireVersions(settings);
        if (noSpeculation) {
            services.generator().speculate(Speculation.OFF);
        }
        if (adapter.path != null) {
            services.generator().wear(SideAdapter.open(adapter.path, adapter.options(), services.pack(model).manifest()));
        }
        Consultation consultation = services.consultation(model, acceptFailedGate);
        Designer designer = noDesigner ? new Designer.Off() : disease != null ? new Designer.Pinned(disease) : new Designer.Automatic();
        Ask ask = new Ask(null, null, question, designer, settings, rounds());
        Answer answer = consultation.ask(ask, event -> show(event, 1), cancellation());
        List<Answer> answers = new ArrayList<>(List.of(answer));
        while (answers.size() < versions && answer.finishReason() != FinishReason.ABSTAINED && !cancellation().isRequested()) {
            int number = answers.size() + 1;
            // The seeds that follow the first one's: each version can be asked for by itself.
            SamplingSettings next = settings.withSeed(answer.provenance().settings().seed() + number - 1);
            answers.add(consultation.regenerate(answer.questionId(), designer, next, event -> show(event, number), cancellation()));
        }
        LoadedModel loaded = services.generator().loaded();
        if (json()) {
            ObjectNode result = AnswerJson.write(answer, loaded == null ? 0 : loaded.loadMs());
            result.set("answers", AnswerJson.versions(answers));
            Judgement judgement = consultation.judge(answer);
            result.set("redFlags", JudgementJson.flags(judgement.flags()));
            result.set("support", JudgementJson.support(judgement.marks()));
            terminal().json(result);
        } else {
            terminal().line("");
            if (answer.finishReason() == FinishReason.ABSTAINED) {
                terminal().message(terminal().word("ask.abstained"));
            }
            if (answer.provenance().droppedRounds() > 0) {
                terminal().message(terminal().word("ask.dropped", answer.provenance().droppedRounds()));
            }
            tell(consultation.judge(answer));
            terminal().message(terminal().word("ask.notice"));
            terminal().message(terminal().word("ask.id", answer.id()));
        }
        return answers.getLast().finishReason() == FinishReason.STOPPED ? 130 : DONE;
    }

    /// Danger signs of the question, and what in the answer needs a second look.
    private void tell(Judgement judgement) {
        boolean chinese = !terminal().language().getLanguage().equals("en");
        judgement.flags().forEach(flag -> terminal().message(terminal().word("ask.flag", chinese ? flag.rule().title() : flag.rule().english(),
                chinese ? flag.rule().action() : flag.rule().englishAction())));
        judgement.marks().sentences().stream().flatMap(mark -> mark.concerns().stream()).distinct().forEach(concern -> terminal().message(
                terminal().word("ask.concern." + concern.kind(), concern.detail(), chinese ? concern.note() : concern.englishNote())));
    }

    private void requireVersions(SamplingSettings settings) {
        atLeast(1, versions, "--n");
        if (versions > Consultation.MOST_VERSIONS || versions > 1 && settings.greedy()) {
            throw wrongUsage(settings.greedy() ? "ask.versions.greedy" : "ask.versions.most", Consultation.MOST_VERSIONS);
        }
    }

    private void show(ConsultationEvent event, int number) {
        if (json()) {
            return;
        }
        switch (event) {
            case ConsultationEvent.Designed designed when number > 1 -> {
                terminal().line("");
                terminal().message(terminal().word("ask.version", number, versions));
            }
            case ConsultationEvent.Designed designed -> {
                String diseases = String.join("、", designed.evidence().stream().limit(3).map(e -> e.disease()
                        + String.format(java.util.Locale.ROOT, " %.2f", e.score())).toList());
                terminal().message(terminal().word("ask.designer." + designed.state(), diseases));
            }
            case ConsultationEvent.Text text -> terminal().part(text.delta());
            case ConsultationEvent.Asked a -> { }
            case ConsultationEvent.Begun b -> { }
            case ConsultationEvent.Reading r -> { }
        }
    }

    /// Earlier rounds: JSON lines with `question` and `answer`.
    private List<PastRound> rounds() throws IOException {
        List<PastRound> rounds = new ArrayList<>();
        if (history == null) {
            return rounds;
        }
        int number = 0;
        for (String line : Files.readAllLines(history)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode json = JSON.readTree(line);
                rounds.add(new PastRound(json.required("question").asText(), json.required("answer").asText()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
                throw new java.nio.file.FileSystemException(history.toString(), null, terminal().word("line.bad", number));
            }
        }
        return rounds;
    }
}
