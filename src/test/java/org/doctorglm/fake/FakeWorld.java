package org.doctorglm.fake;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.pipeline.PipelineCounts;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.review.MemoryReviews;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.consult.DiseaseSearch;
import org.doctorglm.ui.models.StatusSource;
import org.doctorglm.ui.overview.OverviewService;

/// All fakes together, as the window wants them.
public final class FakeWorld {
    private static final long GIB = 1L << 30;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T09:41:00Z"));
    public final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.updateAndGet(t -> t.plusMillis(1));
        }
    };
    public final MemoryDialogues dialogues = new MemoryDialogues(clock);
    public final FakeConsultation consultation = new FakeConsultation(dialogues, clock);
    public final MemoryReviews reviews = new MemoryReviews();
    public final FakeExperiments experiments = new FakeExperiments();
    public final FakeLibrary library = new FakeLibrary(dialogues, clock);
    public final FakeModels models = new FakeModels();
    public final FakeData data = new FakeData();
    public final FakeTraining training = new FakeTraining();
    public final FakeHome home = new FakeHome();
    public final MemorySettings settings = new MemorySettings();
    public final FakeProfiles profiles = new FakeProfiles(settings);
    public volatile int overviewsRead;
    public final FakeFiles files = new FakeFiles();

    public FakeWorld() {
        settings.put("welcomed", "0.1.0");
        settings.put("theme", "LIGHT");
    }

    public UiServices services() {
        DiseaseSearch diseases = words -> Samples.all().stream().filter(s -> words.isEmpty() || s.disease().contains(words))
                .map(s -> new DiseaseSearch.Choice(s.diseaseId(), s.disease(), s.english(), s.icd10())).toList();
        StatusSource status = () -> new StatusSource.Snapshot("chatglm-mini", "int4", "CPU", 2, GIB * 3 / 10, 16 * GIB, 2048,
                models.fallback().orElse(null));
        return new UiServices(consultation, dialogues, diseases, library,
                (format, tree, file) -> Files.writeString(file, format + " " + tree.dialogue().title()),
                reviews, word -> word.length() == 2 && "发热头痛咽痛恶心呕吐腹泻".contains(word), models, experiments, data, training, overview(), profiles, status, home,
                settings, files, clock, "0.1.0");
    }

    /// Counts of the fakes; the fake packs are no files, so that none was measured.
    private OverviewService overview() {
        return () -> {
            overviewsRead++;
            PipelineCounts real = PipelineCounts.of(data.sets().list(), training.runs(), List.of(), library.editor().library().entries(), dialogues, reviews.counts());
            int packs = models.list().size();
            return new PipelineCounts(real.sets(), real.dialogues(), real.foreign(), real.runs(), real.finished(), real.training(), 0, 0, packs, real.sheets(), real.reviewedSheets(),
                    real.answers(), real.review());
        };
    }

    /// Stores a question with its answer.
    public Answer stored(String question) {
        return asked(new Ask(null, null, question, new Designer.Automatic(), SamplingPreset.BALANCED.settings()));
    }

    public Answer asked(Ask ask) {
        try {
            return consultation.ask(ask, event -> { }, new Cancellation());
        } catch (ConsultationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A list as after some days of work.
    public void fillHistory() {
        Instant today = Instant.parse("2026-11-21T09:12:00Z");
        String[] questions = {"体检转氨酶 80，无症状", "蚕豆病溶血有什么症状", "两肋与前胸隐痛一月", "孩子发烧两天，咽痛，吃不下饭", Samples.URINE_QUESTION};
        int[] hoursAgo = {90, 17, 14, 1, 0};
        for (int i = 0; i < questions.length; i++) {
            stored(questions[i]);
            dialogues.backdate(dialogues.list().getFirst().id(), today.minus(Duration.ofHours(hoursAgo[i])));
        }
    }
}
