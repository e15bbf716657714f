package org.doctorglm.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.training.Probe;
import org.jspecify.annotations.Nullable;

/// A department's assistant: what it learned from, how it is asked, which pack answers, and what it is judged with.
///
/// Everything large stays where it is and is named with its hash, so that a profile is a small file which can be handed on, and
/// [ProfileCheck] can tell what of it is missing elsewhere.
///
/// @param name under which it is found
/// @param version counts how often it was stored
/// @param departments as the dialogues name them
/// @param data what the pack learned from, null where nobody says
/// @param template of the reference sheet, null for the one that is chosen on this computer
/// @param pack that answers, null for the one that is chosen on this computer
/// @param trained where the pack comes from, null where it was not trained here
/// @param probes questions of the department's own
/// @param evaluation set that it is judged with, null for what a run holds out
/// @param notes for people
public record DepartmentProfile(String name, int version, List<String> departments, @Nullable Learned data, @Nullable PromptTemplate template,
                                @Nullable Part pack, @Nullable Trained trained, List<Probe> probes, @Nullable Part evaluation, String notes) {
    public DepartmentProfile {
        departments = List.copyOf(departments);
        probes = List.copyOf(probes);
    }

    /// Nothing but a name.
    public static DepartmentProfile named(String name) {
        return new DepartmentProfile(name, 1, List.of(), null, null, null, null, List.of(), null, "");
    }

    /// Something large that lies elsewhere.
    ///
    /// @param sha256 of a pack's manifest, or of a set's dialogues ([org.doctorglm.dataset.ContentHash])
    public record Part(String name, String sha256) {
    }

    /// @param filter that made the set, null where none did
    public record Learned(Part set, @Nullable Filter filter) {
    }

    /// A run, and the checkpoint of it that became the pack.
    ///
    /// @param base the pack that it began with
    /// @param step of the checkpoint
    /// @param samplesSha256 of the samples, as [org.doctorglm.training.RunFile] has it
    /// @param recipe effective values
    public record Trained(String run, Part base, long step, String samplesSha256, Map<String, String> recipe) {
        public Trained {
            recipe = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
        }
    }

    public DepartmentProfile as(String other) {
        return new DepartmentProfile(other, version, departments, data, template, pack, trained, probes, evaluation, notes);
    }

    public DepartmentProfile inVersion(int number) {
        return new DepartmentProfile(name, number, departments, data, template, pack, trained, probes, evaluation, notes);
    }
}
