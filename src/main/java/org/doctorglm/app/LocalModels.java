package org.doctorglm.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.PackComparison;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.engine.onnx.device.GraphicsPackException;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.model.AdapterFit;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.model.PackManifest;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.HeldOut;
import org.doctorglm.release.QualityGate;
import org.doctorglm.release.ReleaseException;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;
import org.doctorglm.ui.models.ModelsService;
import org.jspecify.annotations.Nullable;
import static org.doctorglm.app.ModelsFailures.translated;

/// The models page's view of the pack store.
final class LocalModels implements ModelsService {
    private static final List<Precision> OFFERED = List.of(Precision.INT4, Precision.INT8, Precision.FP16, Precision.FP32);

    /// Prompts that both packs answer when a pack is measured.
    private static final int GATE_ANSWERS = 10;

    private final DoctorGlm services;
    private final MemorySpeed speed;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    LocalModels(DoctorGlm services) {
        this.services = services;
        this.speed = new MemorySpeed(services);
    }

    @Override
    public List<PackRow> list() {
        String active = activeName();
        List<PackRow> rows = new ArrayList<>();
        for (ModelPack pack : services.models().list()) {
            rows.add(row(pack, active));
        }
        for (ModelException broken : services.models().damaged()) {
            rows.add(new PackRow(broken.subject(), broken.subject(), "", 0, "", PackState.DAMAGED, broken.subject().equals(active), false, null));
        }
        return rows;
    }

    private String activeName() {
        try {
            return services.pack(null).name();
        } catch (ConsultationException e) {
            return services.settings().get(DoctorGlm.ACTIVE_MODEL).orElse("");
        }
    }

    private PackRow row(ModelPack pack, String active) {
        PackState state = damaged.contains(pack.sha256()) || services.checks().damaged(pack) ? PackState.DAMAGED
                : verified.contains(pack.sha256()) ? PackState.VERIFIED : PackState.INSTALLED;
        PackManifest manifest = pack.manifest();
        PackFacts facts = new PackFacts(PackEstimate.of(pack).memoryBytes(), services.models().diskUse(pack), manifest.config().release(), manifest.adapter(), manifest.prefixTokens(),
                manifest.sources().stream().map(PackManifest.FileHash::name).toList(), manifest.createdBy(), gate(pack));
        return new PackRow(pack.name(), pack.name(), manifest.precision().key(), pack.bytes(), pack.sha256(), state, pack.name().equals(active),
                pack.shipped(), facts);
    }

    @Override
    public FolderInspection inspect(Path path) throws ModelsException {
        return translated(() -> FolderInspection.of(path));
    }

    @Override
    public AdapterSummary inspectAdapter(Path folder, Path adapter, AdapterOptions options) throws ModelsException {
        return translated(() -> AdapterFit.check(folder, adapter, options));
    }

    @Override
    public List<PrecisionChoice> choices(FolderInspection.Network network, int prefix) throws ModelsException {
        return translated(() -> {
            long disk = services.models().freeDisk();
            double bandwidth = speed.bandwidth();
            DeviceMemory device = places().stream().filter(Place::chosen).map(Place::memory).findFirst().orElseGet(DeviceMemory::ofThisMachine);
            List<PrecisionChoice> choices = new ArrayList<>();
            for (Precision precision : OFFERED) {
                PackEstimate estimate = PackEstimate.of(network.config(), precision, network.tied(), prefix);
                choices.add(new PrecisionChoice(estimate, MemoryPlan.of(estimate, device), services.models().expectedShared(network, precision), disk,
                        estimate.tokensPerSecond(bandwidth)));
            }
            return choices;
        });
    }

    @Override
    public PackRow importFolder(ImportRequest request, Progress progress, Cancellation cancellation) throws ModelsException {
        return translated(() -> row(services.models().importFolder(request, progress, cancellation), activeName()));
    }

    @Override
    public PackRow adopt(ModelPack pack, String name, Progress progress, Cancellation cancellation) throws ModelsException {
        return translated(() -> {
            ModelPack taken = services.models().adopt(pack, name, progress, cancellation);
            verified.add(taken.sha256());
            return row(taken, activeName());
        });
    }

    @Override
    public GateResult measure(String packId, Path texts, Progress progress, Cancellation cancellation) throws ModelsException {
        return translated(() -> {
            ModelPack pack = services.models().find(packId);
            ModelPack reference = QualityGate.reference(pack, services.models().list())
                    .orElseThrow(() -> new ReleaseException(ReleaseException.Reason.NO_REFERENCE, packId, ""));
            LossCard card = new QualityGate(each -> services.engine(each, EngineKind.BEST))
                    .measure(pack, reference, HeldOut.read(texts), GATE_ANSWERS, progress, cancellation);
            pack.keep(card);
            return gate(pack, card);
        });
    }

    private static @Nullable GateResult gate(ModelPack pack) {
        return pack.lossCard().map(card -> gate(pack, card)).orElse(null);
    }

    private static GateResult gate(ModelPack pack, LossCard card) {
        return new GateResult(card.passed(pack.manifest().precision()), card.loss().reference(), card.loss().rounded(), card.loss().increase(),
                card.agreement(), card.divergence().mean(), card.answers().rounded().repetition());
    }

    @Override
    public void verify(String packId, Progress progress, Cancellation cancellation) throws ModelsException {
        translated(() -> {
            ModelPack pack = services.models().find(packId);
            try {
                services.verify(pack, progress, cancellation);
                verified.add(pack.sha256());
            } catch (ModelException e) {
                damaged.add(pack.sha256());
                throw e;
            }
            return pack;
        });
    }

    @Override
    public void export(String packId, Path folder, Progress progress, Cancellation cancellation) throws ModelsException {
        translated(() -> services.models().copyOut(packId, folder, progress, cancellation));
    }

    @Override
    public void remove(String packId) throws ModelsException {
        translated(() -> {
            LoadedModel loaded = services.generator().loaded();
            if (loaded != null && loaded.pack().name().equals(packId)) {
                services.generator().unload();
            }
            services.models().remove(packId);
            if (services.settings().get(DoctorGlm.ACTIVE_MODEL).filter(packId::equals).isPresent()) {
                services.settings().remove(DoctorGlm.ACTIVE_MODEL);
            }
            return packId;
        });
    }

    @Override
    public void activate(String packId) throws ModelsException {
        translated(() -> {
            ModelPack pack = services.models().find(packId);
            if (pack.failedGate()) {
                // The window has asked whether it shall be used all the same.
                services.accept(pack);
            }
            services.settings().put(DoctorGlm.ACTIVE_MODEL, packId);
            services.activeProfile().leave();
            // Loaded now, so that the next question does not wait for it.
            services.generator().load(pack);
            return pack;
        });
    }

    @Override
    public List<PackComparison.Side> compare(String first, String second, String question, Consumer<PackComparison.Event> events,
                                             Cancellation cancellation) throws ModelsException {
        return translated(() -> {
            List<ModelPack> packs = List.of(services.models().find(first), services.models().find(second));
            try {
                return services.comparison().run(packs, question, SamplingPreset.BALANCED.settings(), events, cancellation);
            } finally {
                // The next question goes to the active pack again.
                services.generator().load(services.pack(null));
            }
        });
    }

    @Override
    public List<Place> places() {
        String chosen = services.device();
        List<Place> places = new ArrayList<>();
        places.add(new Place(DoctorGlm.PROCESSOR, DeviceMemory.ofThisMachine(), chosen.equals(DoctorGlm.PROCESSOR)));
        services.graphicsCards().forEach(card -> places.add(new Place(card.key(), card.memory(), chosen.equals(card.key()))));
        return places;
    }

    @Override
    public void use(Place place) throws ModelsException {
        translated(() -> {
            services.settings().put(DoctorGlm.DEVICE, place.key());
            services.generator().unload();
            services.generator().load(services.pack(null));
            return place;
        });
    }

    @Override
    public void installGraphics(Path folder, Progress progress, Cancellation cancellation) throws ModelsException {
        translated(() -> services.graphicsPacks().install(folder, progress, cancellation));
    }

    @Override
    public boolean graphicsInstalled() {
        try {
            return services.graphicsPacks().installed().isPresent();
        } catch (GraphicsPackException e) {
            return false;
        }
    }

    @Override
    public Optional<Fallback> fallback() {
        return services.fallback();
    }
}
