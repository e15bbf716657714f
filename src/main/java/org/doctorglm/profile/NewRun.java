package org.doctorglm.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.training.Probe;

/// What a profile says of a run that is not begun yet: what its pack learned from and how. Window and command line begin with it; whatever somebody
/// chooses himself goes before it.
///
/// @param data name of the set, empty where the profile names none
/// @param filter that made the set, empty where none did
/// @param model name of the base, empty where the profile was not trained here
/// @param recipe effective values, empty where the profile was not trained here
/// @param probes questions of the department's own
public record NewRun(Optional<String> data, Optional<Filter> filter, Optional<String> model, Map<String, String> recipe, List<Probe> probes) {
    public NewRun {
        recipe = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(recipe));
        probes = List.copyOf(probes);
    }

    public static NewRun of(DepartmentProfile profile) {
        Optional<DepartmentProfile.Learned> learned = Optional.ofNullable(profile.data());
        Optional<DepartmentProfile.Trained> trained = Optional.ofNullable(profile.trained());
        return new NewRun(learned.map(data -> data.set().name()), learned.flatMap(data -> Optional.ofNullable(data.filter())),
                trained.map(run -> run.base().name()), trained.map(DepartmentProfile.Trained::recipe).orElse(Map.of()), profile.probes());
    }
}
