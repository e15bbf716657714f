package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.Retrieval;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sockets;
import org.doctorglm.platform.Version;
import picocli.CommandLine.Command;

/// `self-test`: whether this machine is ready, checked with the real parts.
@Command(name = "self-test")
final class SelfTestCommand extends Verb {
    private final ArrayNode checks = JSON.createArrayNode();
    private boolean allOk = true;

    @Override
    int run(CommandServices services) throws Exception {
        Failures failures = new Failures(terminal());
        check("program", failures, () -> Version.current() + ", Java " + Runtime.version());
        check("model", failures, () -> {
            ModelPack pack = services.pack(null);
            pack.verify(Progress.NONE, cancellation());
            return pack.name() + " " + pack.manifest().precision().key() + " " + pack.sha256();
        });
        check("engine", failures, () -> {
            LoadedModel model = services.generator().load(services.pack(null));
            return Math.round(model.loadMs()) + " ms";
        });
        check("device", failures, () -> {
            LoadedModel model = services.generator().load(services.pack(null));
            return model.engine().device().description() + ", " + model.engine().device().threads();
        });
        check("retrieval", failures, () -> {
            Disease wanted = services.library().all().getFirst();
            Retrieval found = services.library().search(wanted.name(), 1);
            if (found.ranked().isEmpty() || !found.ranked().getFirst().disease().equals(wanted)) {
                throw new IllegalStateException(wanted.name());
            }
            return services.library().edition() + String.format(java.util.Locale.ROOT, ", %.1f ms", found.milliseconds());
        });
        check("sentence", failures, () -> {
            Disease disease = services.library().all().getFirst();
            String prompt = services.consultation(null).preview(disease.name()).prompt();
            Generation text = services.generator().generate(services.pack(null), prompt,
                    SamplingPreset.CONSERVATIVE.settings().withTemperature(0).withMaxTokens(32), event -> { }, cancellation());
            if (text.text().isBlank()) {
                throw new IllegalStateException(disease.name());
            }
            return text.text();
        });
        check("storage", failures, () -> services.dialogues().list().size() + ", " + services.directories().database());
        OptionalInt sockets = Sockets.open();
        check("offline", failures, () -> {
            if (sockets.orElse(0) != 0) {
                throw new IllegalStateException(String.valueOf(sockets.getAsInt()));
            }
            return sockets.isPresent() ? "0" : terminal().word("selftest.unmeasured");
        });
        if (json()) {
            ObjectNode result = object();
            result.set("checks", checks);
            if (sockets.isPresent()) {
                result.put("socketsOpened", sockets.getAsInt());
            } else {
                result.putNull("socketsOpened");
            }
            terminal().json(result);
        }
        return allOk ? DONE : FAILED;
    }

    private void check(String name, Failures failures, Check check) {
        boolean ok;
        String detail;
        try {
            detail = check.run();
            ok = true;
        } catch (CancellationException e) {
            throw e;
        } catch (Exception e) {
            detail = failures.sentence(e);
            ok = false;
        }
        allOk &= ok;
        checks.addObject().put("name", name).put("ok", ok).put("detail", detail);
        if (!json()) {
            terminal().line((ok ? "✓ " : "✗ ") + terminal().word("selftest." + name) + "  " + detail);
        }
    }

    @FunctionalInterface
    private interface Check {
        String run() throws Exception;
    }
}
