package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.doctorglm.model.DiskUse;
import org.doctorglm.model.ModelPack;

/// What commands print of a pack.
final class PackJson {
    private PackJson() {
    }

    /// A pack of this computer.
    static ObjectNode write(ModelPack pack, DiskUse disk) {
        return write(pack).put("ownBytes", disk.own()).put("sharedBytes", disk.shared());
    }

    /// A pack, wherever it lies.
    static ObjectNode write(ModelPack pack) {
        return Verb.object().put("name", pack.name()).put("bytes", pack.bytes()).put("sha256", pack.sha256())
                .put("base", pack.manifest().base()).put("vocabulary", pack.manifest().config().vocabulary())
                .put("precision", pack.manifest().precision().key()).put("adapter", pack.manifest().adapter())
                .put("prefix", pack.manifest().prefixTokens()).put("shipped", pack.shipped()).put("gate", LossCards.state(pack));
    }

    /// With what other packs hold of it too, where there is such.
    static String line(ModelPack pack, DiskUse disk, Terminal terminal) {
        String line = String.format(Locale.ROOT, "%-28s %-5s %9.1f MB  %s  %s", pack.name(), pack.manifest().precision().key(),
                pack.bytes() / 1e6, pack.sha256().substring(0, 12), pack.manifest().base());
        return disk.shared() == 0 ? line : line + "  " + terminal.word("model.shared", megabytes(disk.shared()), megabytes(disk.own()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
