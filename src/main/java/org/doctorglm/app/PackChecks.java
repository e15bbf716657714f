package org.doctorglm.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.doctorglm.model.DiskUse;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.storage.SettingsTable;

/// What is known of the hashes of packs. Comparing them takes as long as reading the whole pack, so it is done at import, when somebody asks,
/// and now and then in the background; loading looks at sizes and headers only. A pack that was found damaged writes no answers.
final class PackChecks {
    /// Disks rot slowly.
    private static final Duration AGAIN = Duration.ofDays(7);
    private static final String KEY = "model.hashes.";
    private static final String DAMAGED = "damaged ";

    private final SettingsTable settings;
    private final Clock clock;

    PackChecks(SettingsTable settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Whether nobody has compared the pack's hashes for a week.
    boolean due(ModelPack pack) {
        return settings.get(KEY + pack.sha256()).map(value -> value.startsWith(DAMAGED) || old(value)).orElse(true);
    }

    private boolean old(String value) {
        try {
            return Instant.parse(value).plus(AGAIN).isBefore(clock.instant());
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    /// Whether the last comparison found another hash.
    boolean damaged(ModelPack pack) {
        return settings.get(KEY + pack.sha256()).filter(value -> value.startsWith(DAMAGED)).isPresent();
    }

    /// Compares all hashes and remembers what came out. A wrong file that other packs have in common with it damages them too.
    ///
    /// @param all packs of this computer
    /// @throws ModelException WRONG_HASH with the file
    void verify(ModelPack pack, List<ModelPack> all, Progress progress, Cancellation cancellation) throws IOException {
        try {
            pack.verify(progress, cancellation);
            settings.put(KEY + pack.sha256(), clock.instant().toString());
        } catch (ModelException e) {
            if (e.reason() == ModelException.Reason.WRONG_HASH) {
                settings.put(KEY + pack.sha256(), DAMAGED + e.detail());
                all.stream().filter(other -> DiskUse.holds(other, pack, e.detail()))
                        .forEach(other -> settings.put(KEY + other.sha256(), DAMAGED + e.detail()));
            }
            throw e;
        }
    }
}
