package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.model.ModelPack;

/// What commands print of a pack.
final class PackJson {
    private PackJson() {
    }

    static ObjectNode write(ModelPack pack) {
        return Verb.object().put("name", pack.name()).put("bytes", pack.bytes()).put("sha256", pack.sha256())
                .put("base", pack.manifest().base()).put("vocabulary", pack.manifest().config().vocabulary())
                .put("precision", pack.manifest().precision().key()).put("adapter", pack.manifest().adapter())
                .put("prefix", pack.manifest().prefixTokens()).put("shipped", pack.shipped()).put("gate", LossCards.state(pack));
    }

    static String line(ModelPack pack) {
        return String.format(java.util.Locale.ROOT, "%-28s %-5s %9.1f MB  %s  %s", pack.name(), pack.manifest().precision().key(),
                pack.bytes() / 1e6, pack.sha256().substring(0, 12), pack.manifest().base());
    }
}
