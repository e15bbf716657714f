package org.doctorglm.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.ModelPack;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.text.Formats;

/// What was found in a folder, as names and values.
final class WizardFacts {
    private static final double BILLION = 1e9;
    private static final double MILLION = 1e6;

    private WizardFacts() {
    }

    record Fact(String name, String value) {
    }

    static List<Fact> of(Desk desk, FolderInspection.Network network) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(desk.say("found.folder"), network.folder().toString()));
        facts.add(new Fact(desk.say("found.release"), network.config().release()));
        facts.add(new Fact(desk.say("found.shape"), desk.say("found.shape.words", Integer.toString(network.config().layers()),
                Integer.toString(network.config().hidden()), parameters(network.parameters()))));
        facts.add(new Fact(desk.say("found.stored"), network.stored().name() + " · " + (network.safetensors() ? "safetensors" : "torch")));
        facts.add(new Fact(desk.say("found.files"), desk.say(network.sharded() ? "found.sharded" : "found.single",
                Integer.toString(network.files().size()), desk.formats().size(network.bytes()))));
        if (network.prefix() > 0) {
            facts.add(new Fact(desk.say("found.prefix"), desk.say("found.tokens", Integer.toString(network.prefix()))));
        }
        return facts;
    }

    static List<Fact> of(Desk desk, AdapterSummary adapter) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(desk.say("found.path"), adapter.path().toString()));
        facts.add(new Fact(desk.say("found.kind"), switch (adapter.kind()) {
            case LORA -> adapter.rows() == null ? "LoRA" : "LoRA · " + desk.say(adapter.rows());
            case PREFIX -> desk.say("found.prefix") + " · " + desk.say("found.tokens", Integer.toString(adapter.tokens()));
        }));
        if (adapter.alpha() != null) {
            facts.add(new Fact(desk.say("found.scale"), "r " + adapter.rank() + ", α " + Formats.number(adapter.alpha())));
        }
        facts.add(new Fact(desk.say("found.size"), desk.formats().size(adapter.bytes())));
        return facts;
    }

    static List<Fact> of(Desk desk, ModelPack pack) {
        return List.of(new Fact(desk.say("found.folder"), pack.folder().toString()), new Fact(desk.say("found.release"), pack.manifest().config().release()),
                new Fact(desk.say("models.precision"), pack.manifest().precision().name()),
                new Fact(desk.say("found.size"), desk.formats().size(pack.bytes())),
                new Fact("SHA-256", Formats.shortHash(pack.sha256())));
    }

    private static String parameters(long count) {
        return count >= BILLION ? String.format(Locale.ROOT, "%.1f B", count / BILLION) : String.format(Locale.ROOT, "%.1f M", count / MILLION);
    }
}
