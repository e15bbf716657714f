package org.doctorglm.model;

import java.nio.file.Path;
import org.doctorglm.platform.Cancellation;

/// The victim of [KilledImportTest]: imports a folder, slowly enough to be hit, and says after each step how far it is.
final class ImportingSlowly {
    private ImportingSlowly() {
    }

    /// @param arguments folder of the checkpoint, folder of packs
    public static void main(String[] arguments) throws Exception {
        new ModelStore(Path.of(arguments[1]).resolve(".none"), Path.of(arguments[1]), "test")
                .importFolder(Path.of(arguments[0]), Precision.INT8, "a", (done, total) -> {
                    System.out.println(done + "/" + total);
                    pause();
                }, new Cancellation());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
