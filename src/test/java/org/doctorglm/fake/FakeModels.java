package org.doctorglm.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.models.ModelsService;
import org.jspecify.annotations.Nullable;

/// Two packs and an import that can be held half way.
public final class FakeModels implements ModelsService {
    private static final long MIB = 1 << 20;

    private final List<PackRow> rows = new ArrayList<>(List.of(
            new PackRow("mini-int4", "chatglm-mini", "int4", 9 * MIB, "9f2c4e6a1b7d3f5089ab12cd34ef56789f2c4e6a1b7d3f5089ab12cd34ef5678",
                    PackState.VERIFIED, true, true),
            new PackRow("mini-fp32", "chatglm-mini", "fp32", 41 * MIB, "1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
                    PackState.INSTALLED, false, false)));
    private volatile @Nullable Semaphore gate;

    public void hold() {
        gate = new Semaphore(0);
    }

    public void let() {
        Semaphore now = gate;
        if (now != null) {
            now.release();
        }
    }

    public synchronized void damage(String id) {
        rows.replaceAll(r -> r.id().equals(id) ? with(r, PackState.DAMAGED, r.active()) : r);
    }

    @Override
    public List<String> precisions() {
        return List.of("int4", "int8", "fp32");
    }

    @Override
    public synchronized List<PackRow> list() {
        return List.copyOf(rows);
    }

    @Override
    public PackRow importFolder(Path folder, String precision, String name, Progress progress, Cancellation cancellation) throws ModelsException {
        if (name.equals("taken")) {
            throw new ModelsException(ModelsException.Reason.NAME_TAKEN, name);
        }
        progress.at(63, 100);
        Semaphore now = gate;
        if (now != null) {
            try (var registration = cancellation.onCancel(now::release)) {
                now.acquireUninterruptibly();
            }
        }
        if (cancellation.isRequested()) {
            throw new CancellationException();
        }
        PackRow row = new PackRow(name + "-" + precision, name, precision, 21 * MIB, "77aa".repeat(16), PackState.VERIFIED, false, false);
        synchronized (this) {
            rows.add(row);
        }
        return row;
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
    public synchronized void remove(String id) {
        rows.removeIf(r -> r.id().equals(id));
    }

    @Override
    public synchronized void activate(String id) {
        rows.replaceAll(r -> with(r, r.state(), r.id().equals(id)));
    }

    private static PackRow with(PackRow r, PackState state, boolean active) {
        return new PackRow(r.id(), r.name(), r.precision(), r.bytes(), r.sha256(), state, active, r.shipped());
    }
}
