package org.doctorglm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The demo model as packs, imported once in a test run by the code that users run.
public final class DemoModel {
    public static final Path SOURCE = Path.of("models/chatglm-mini");
    private static final Map<Precision, ModelPack> PACKS = new EnumMap<>(Precision.class);

    private DemoModel() {
    }

    public static synchronized ModelPack pack(Precision precision) throws IOException {
        ModelPack pack = PACKS.get(precision);
        if (pack == null) {
            Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-packs")), "demo-");
            pack = new ModelStore(home.resolve("none"), home, "test")
                    .importFolder(SOURCE, precision, "demo-" + precision.key(), Progress.NONE, new Cancellation());
            PACKS.put(precision, pack);
        }
        return pack;
    }
}
