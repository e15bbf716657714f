package org.doctorglm.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.settings.HomeService;

/// Remembers what was asked of it.
public final class FakeHome implements HomeService {
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private int threads = 2;

    @Override
    public Path folder() {
        return Path.of("/home/医师/.doctorglm");
    }

    @Override
    public long bytes() {
        return 62L << 20;
    }

    @Override
    public void open() throws HomeException {
        throw new HomeException(HomeException.Reason.NO_FILE_MANAGER, folder().toString());
    }

    @Override
    public void backUp(Path file, Progress progress, Cancellation cancellation) {
        calls.add("backUp " + file.getFileName());
    }

    @Override
    public void restore(Path file, Progress progress, Cancellation cancellation) {
        calls.add("restore " + file.getFileName());
    }

    @Override
    public void move(Path folder, Progress progress, Cancellation cancellation) {
        calls.add("move " + folder.getFileName());
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int mostThreads() {
        return 8;
    }

    @Override
    public void setThreads(int wanted) {
        threads = wanted;
    }
}
