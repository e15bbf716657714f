package org.doctorglm.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentException;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.GroundedQuestion;
import org.doctorglm.experiment.PlanFile;
import org.doctorglm.experiment.Subjects;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.report.ExperimentReport;
import org.doctorglm.export.report.ReportExporter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.exchange.Lessons;
import org.doctorglm.review.exchange.ReviewRecord;
import org.doctorglm.ui.experiment.ExperimentDraft;
import org.doctorglm.ui.experiment.ExperimentService;
import org.doctorglm.ui.experiment.StoredExperiment;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.text.Language;

/// The experiments page's view of the core.
record LocalExperiments(DoctorGlm services, UiSettings settings) implements ExperimentService {
    /// The same questions every time, so that two runs can be compared.
    private static final long SEED = 1;
    private static final long MOST_BYTES = 4L << 20;

    @Override
    public List<StoredExperiment> list() throws IOException {
        List<StoredExperiment> found = new ArrayList<>();
        for (ExperimentFolder folder : services.experiments().list()) {
            try {
                found.add(new StoredExperiment(folder.name(), folder.begun(), folder.plan(), folder.answered(), folder.running(), null));
            } catch (IOException e) {
                found.add(new StoredExperiment(folder.name(), folder.begun(), null, 0, false, e));
            }
        }
        return found;
    }

    @Override
    public List<Candidate> models() {
        return new ExperimentChoices(services).models();
    }

    @Override
    public List<Run> runs() throws IOException {
        return new ExperimentChoices(services).runs();
    }

    @Override
    public ExperimentPlan plan(Path file) throws IOException {
        return PlanFile.read(file, new Subjects(services.models()));
    }

    @Override
    public List<String> lines(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            List<String> lines = Files.size(file) > MOST_BYTES ? List.of()
                    : Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(line -> line.replace("\uFEFF", "").strip()).filter(line -> !line.isEmpty()).toList();
            if (lines.isEmpty()) {
                throw new ExperimentException(Reason.BAD_PLAN, name, String.valueOf(Files.size(file)));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new ExperimentException(Reason.BAD_PLAN, name, "UTF-8");
        }
    }

    @Override
    public void begin(ExperimentDraft draft) throws IOException {
        services.experiments().begin(draft.name(), new ExperimentPlanner(services).plan(draft));
    }

    @Override
    public void run(String name, Progress progress, Cancellation cancellation) throws IOException, EngineException {
        services.experimentRunner().run(services.experiments().find(name), progress, answer -> { }, cancellation);
    }

    @Override
    public List<ExperimentAnswer> answers(List<String> names) throws IOException {
        List<ExperimentAnswer> answers = new ArrayList<>();
        for (ExperimentFolder folder : folders(names)) {
            answers.addAll(folder.placed());
        }
        return answers;
    }

    private List<ExperimentFolder> folders(List<String> names) throws IOException {
        List<ExperimentFolder> folders = new ArrayList<>();
        for (String name : names) {
            folders.add(services.experiments().find(name));
        }
        return folders;
    }

    @Override
    public boolean replay(ExperimentAnswer answer, Cancellation cancellation) throws IOException, EngineException {
        return services.experimentRunner().replay(services.experiments().find(answer.experiment()), Objects.requireNonNull(answer.stored()).cell(), cancellation);
    }

    @Override
    public int review(List<ExperimentAnswer> answers) {
        Instant now = Instant.now();
        List<ReviewedAnswer> queued = answers.stream().filter(answer -> !answer.text().isBlank()).map(answer -> answer.forReview(now)).toList();
        services.reviews().add(queued, "experiment");
        return queued.size();
    }

    @Override
    public void export(List<String> names, Axis rows, Axis columns, boolean withAnswers, Form form, Path file) throws IOException {
        ExportWords words = ExportWords.of(Language.of(settings.get("language").orElse(Language.CHINESE.code())).locale());
        ReportExporter.write(form, ExperimentReport.of(folders(names), rows, columns, withAnswers, withAnswers ? marks() : Map.of(), words), words, file);
    }

    /// What reviewers settled on, by answer.
    private Map<String, List<Annotation>> marks() {
        ReviewRepository reviews = services.reviews();
        Map<String, ReviewedAnswer> answers = new HashMap<>();
        reviews.answers().forEach(answer -> answers.put(answer.id(), answer));
        List<ReviewRecord> records = reviews.readings().stream().filter(reading -> answers.containsKey(reading.answerId()))
                .map(reading -> new ReviewRecord(Objects.requireNonNull(answers.get(reading.answerId())), reading)).toList();
        Map<String, List<Annotation>> marks = new HashMap<>();
        Lessons.settled(records).forEach(record -> marks.put(record.answer().id(), record.reading().marks()));
        return marks;
    }

    @Override
    public void remove(String name) throws IOException {
        services.experiments().remove(name);
    }

    @Override
    public Report designer(int questions, Progress progress, Cancellation cancellation) throws DesignerFailure {
        try {
            return services.designerExperiment().run(services.pack(null), GroundedQuestion.of(services.library().all(), questions, SEED), progress, cancellation);
        } catch (ConsultationException e) {
            throw new DesignerFailure(e.detail(), e);
        } catch (IOException | EngineException e) {
            throw new DesignerFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
