package org.doctorglm.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.checkpoint.AdapterSummary.Kind;
import org.doctorglm.checkpoint.AdapterSummary.Missing;
import org.doctorglm.consultation.PackComparison.Event;
import org.doctorglm.consultation.PackComparison.Side;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.DiskUse;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.models.ModelsService;
import org.jspecify.annotations.Nullable;

/// Packs and an import that can be held half way. Folders are told by their names: `lora`, `prefix`, `bare` (a LoRA without configuration),
/// `other` (an adapter of another release), `pack`; all else is the released network.
public final class FakeModels implements ModelsService {
    public static final GlmConfig RELEASED = new GlmConfig(28, 4096, 32, 16384, 130528, 1e-5, 2048, 130004, 130005, 130000, 130001, 0);
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private final List<PackRow> rows = new ArrayList<>(List.of(
            new PackRow("mini-int4", "chatglm-mini", "int4", 9 * MIB, "9f2c4e6a1b7d3f5089ab12cd34ef56789f2c4e6a1b7d3f5089ab12cd34ef5678",
                    PackState.VERIFIED, true, true, facts(null, 0, new GateResult(true, 2.104, 2.131, 0.0128, 0.953, 0.021, 0.012))),
            new PackRow("mini-fp32", "chatglm-mini", "fp32", 41 * MIB, "1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
                    PackState.INSTALLED, false, false, facts("内科", 128, null))));
    private volatile @Nullable Semaphore gate;
    private volatile @Nullable Fallback fallback;
    private volatile boolean card;
    private volatile boolean graphics;
    private volatile String chosen = "processor";

    private static PackFacts facts(@Nullable String adapter, int prefix, @Nullable GateResult gate) {
        return new PackFacts(160 * MIB, new DiskUse(9 * MIB, 0), "chatglm-6x320", adapter, prefix, List.of("config.json", "model.safetensors"), "0.1.0", gate);
    }

    public void hold() {
        gate = new Semaphore(0);
    }

    public void let() {
        Semaphore now = gate;
        if (now != null) {
            now.release(100);
        }
    }

    public void fallBack(Fallback why) {
        fallback = why;
    }

    public synchronized void damage(String id) {
        rows.replaceAll(r -> r.id().equals(id) ? with(r, PackState.DAMAGED, r.active()) : r);
    }

    /// Adds a pack that was measured and failed.
    public synchronized void addFailed() {
        rows.add(new PackRow("mini-int4-schlecht", "chatglm-mini-int4-alt", "int4", 9 * MIB, "77aa".repeat(16), PackState.INSTALLED, false, false,
                facts(null, 0, new GateResult(false, 2.104, 2.911, 0.3836, 0.612, 0.55, 0.21))));
    }

    @Override
    public synchronized List<PackRow> list() {
        return List.copyOf(rows);
    }

    @Override
    public FolderInspection inspect(Path path) throws ModelsException {
        return switch (path.getFileName().toString()) {
            case "lora", "bare", "prefix", "other" -> new FolderInspection.Adapter(summary(path, AdapterOptions.NONE));
            case "empty" -> throw new ModelsException(ModelsException.Reason.NOT_A_MODEL, "config.json");
            default -> new FolderInspection.Network(path, RELEASED, FolderInspection.StoredAs.FP16, false,
                    List.of(path.resolve("pytorch_model-00001-of-00002.bin"), path.resolve("pytorch_model-00002-of-00002.bin")), 12_347 * MIB,
                    RELEASED.parameters(), true, 0, true);
        };
    }

    private static AdapterSummary summary(Path path, AdapterOptions told) {
        String name = path.getFileName().toString();
        List<Missing> missing = new ArrayList<>();
        if (name.equals("bare") && told.alpha() == null) {
            missing.add(Missing.ALPHA);
        }
        if (name.equals("bare") && told.rows() == null) {
            missing.add(Missing.ROWS);
        }
        if (name.equals("prefix")) {
            return new AdapterSummary(path, name, Kind.PREFIX, null, 0, null, 128, missing, 112 * MIB);
        }
        return new AdapterSummary(path, name, Kind.LORA, told.rows() == null && missing.isEmpty() ? AdapterRows.THIRDS : told.rows(),
                missing.isEmpty() ? 8 : 0, missing.isEmpty() ? told.alpha() == null ? Double.valueOf(32) : told.alpha() : null, 0, missing, 14 * MIB);
    }

    @Override
    public AdapterSummary inspectAdapter(Path folder, Path adapter, AdapterOptions options) throws ModelsException {
        if (adapter.getFileName().toString().equals("other")) {
            throw new ModelsException(ModelsException.Reason.ADAPTER_MISMATCH, "vocab_size 150528/130528");
        }
        return summary(adapter, options);
    }

    @Override
    public List<PrecisionChoice> choices(FolderInspection.Network network, int prefix) {
        DeviceMemory device = new DeviceMemory(DeviceMemory.Kind.PROCESSOR, "AMD Ryzen 7", 16 * GIB, 7 * GIB);
        return List.of(Precision.INT4, Precision.INT8, Precision.FP16, Precision.FP32).stream()
                .map(precision -> PackEstimate.of(network.config(), precision, network.tied(), prefix))
                .map(estimate -> new PrecisionChoice(estimate, MemoryPlan.of(estimate, device), 0, 22 * GIB, estimate.tokensPerSecond(38e9))).toList();
    }

    @Override
    public PackRow importFolder(ImportRequest request, Progress progress, Cancellation cancellation) throws ModelsException {
        if (request.name().equals("taken")) {
            throw new ModelsException(ModelsException.Reason.NAME_TAKEN, request.name());
        }
        progress.at(15_560 * MIB, 24_694 * MIB);
        pause(cancellation);
        String adapter = request.adapter() == null ? null : request.adapter().getFileName().toString();
        return add(new PackRow(request.name(), request.name(), request.precision().key(), 3_679 * MIB, "77aa".repeat(16), PackState.VERIFIED, false, false,
                facts(adapter, 0, request.name().contains("schlecht") ? new GateResult(false, 2.104, 2.911, 0.3836, 0.612, 0.55, 0.21) : null)));
    }

    private void pause(Cancellation cancellation) {
        Semaphore now = gate;
        if (now != null) {
            try (var registration = cancellation.onCancel(now::release)) {
                now.acquireUninterruptibly();
            }
        }
        if (cancellation.isRequested()) {
            throw new CancellationException();
        }
    }

    private synchronized PackRow add(PackRow row) {
        rows.add(row);
        return row;
    }

    @Override
    public PackRow adopt(ModelPack pack, String name, Progress progress, Cancellation cancellation) {
        pause(cancellation);
        return add(new PackRow(name, name, pack.manifest().precision().key(), pack.bytes(), pack.sha256(), PackState.VERIFIED, false, false,
                facts(null, 0, null)));
    }

    @Override
    public GateResult measure(String id, Path texts, Progress progress, Cancellation cancellation) throws ModelsException {
        throw new ModelsException(ModelsException.Reason.NO_REFERENCE, id);
    }

    @Override
    public synchronized void verify(String id, Progress progress, Cancellation cancellation) throws ModelsException {
        PackRow row = rows.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
        if (row.state() == PackState.DAMAGED) {
            throw new ModelsException(ModelsException.Reason.WRONG_HASH, "model.onnx");
        }
        rows.replaceAll(r -> r.id().equals(id) ? with(r, PackState.VERIFIED, r.active()) : r);
    }

    @Override
    public void export(String id, Path folder, Progress progress, Cancellation cancellation) throws ModelsException {
        if (folder.endsWith("full")) {
            throw new ModelsException(ModelsException.Reason.NO_ROOM, id);
        }
    }

    @Override
    public synchronized void remove(String id) {
        rows.removeIf(r -> r.id().equals(id));
    }

    @Override
    public synchronized void activate(String id) {
        rows.replaceAll(r -> with(r, r.state(), r.id().equals(id)));
    }

    @Override
    public List<Side> compare(String first, String second, String question, Consumer<Event> events, Cancellation cancellation) {
        List<String> texts = List.of("首先考虑病毒性急性扁桃体炎，多为自限性，注意补液和休息；如精神差或呼吸急促，应立即就诊。",
                "首先考虑急性扁桃体炎，一般不需要抗菌药物，注意补液和休息；如呼吸急促，应尽快就诊。");
        List<Side> sides = new ArrayList<>();
        for (int side = 0; side < texts.size() && !cancellation.isRequested(); side++) {
            events.accept(new Event.Loading(side));
            events.accept(new Event.Reading(side, 90, 120));
            events.accept(new Event.Text(side, texts.get(side).substring(0, 10), 6));
            boolean stopped = false;
            try {
                pause(cancellation);
            } catch (CancellationException e) {
                stopped = true;
            }
            sides.add(new Side(side == 0 ? first : second, "5e1f", "int4", 420, stopped ? texts.get(side).substring(0, 10) : texts.get(side),
                    stopped ? FinishReason.STOPPED : FinishReason.END, new Timings(0, 412 + 100 * side, 300, 9.5 - side, 48), 120, 0.012 * side));
        }
        return sides;
    }

    /// A computer with a graphics card.
    public void giveCard() {
        card = true;
    }

    /// The libraries for it.
    public void giveGraphics() {
        graphics = true;
    }

    @Override
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(new Place("processor", new DeviceMemory(DeviceMemory.Kind.PROCESSOR, "AMD Ryzen 7", 16 * GIB, 7 * GIB), chosen.equals("processor")));
        if (card) {
            places.add(new Place("cuda:0", new DeviceMemory(DeviceMemory.Kind.GRAPHICS, "NVIDIA GeForce RTX 3060", 12 * GIB, 11 * GIB),
                    chosen.equals("cuda:0")));
        }
        return places;
    }

    @Override
    public void use(Place place) {
        chosen = place.key();
        fallback = place.key().equals("processor") || graphics ? null : new Fallback(Fallback.Reason.NO_GRAPHICS_PACK, place.key());
    }

    @Override
    public void installGraphics(Path folder, Progress progress, Cancellation cancellation) throws ModelsException {
        if (!java.nio.file.Files.exists(folder.resolve("graphics.json"))) {
            throw new ModelsException(ModelsException.Reason.GRAPHICS, folder.toString());
        }
        graphics = true;
        fallback = null;
    }

    @Override
    public boolean graphicsInstalled() {
        return graphics;
    }

    @Override
    public Optional<Fallback> fallback() {
        return Optional.ofNullable(fallback);
    }

    private static PackRow with(PackRow r, PackState state, boolean active) {
        return new PackRow(r.id(), r.name(), r.precision(), r.bytes(), r.sha256(), state, active, r.shipped(), r.facts());
    }
}
