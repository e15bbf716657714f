package org.doctorglm.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileRepository;
import org.doctorglm.ui.consult.ProfileDoor;
import org.jspecify.annotations.Nullable;

/// Profiles in a folder of their own; what is chosen stands in the settings of the world.
public final class FakeProfiles implements ProfileDoor {
    private static final String KEY = "profile.active";

    public final ProfileRepository repository = new ProfileRepository(temporary());
    private final MemorySettings settings;

    FakeProfiles(MemorySettings settings) {
        this.settings = settings;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("profiles-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Three: one answers, the pack of one is missing, that of one failed its gate.
    public void fill() {
        Map<String, List<String>> all = Map.of("儿科门诊", List.of("儿科"), "内科会诊", List.of("内科", "心内科"), "皮肤科试用", List.of("皮肤科"));
        all.forEach((name, departments) -> {
            try {
                repository.save(new DepartmentProfile(name, 1, departments, null, null, new Part(pack(name), "0".repeat(64)), null, List.of(), null, ""), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String pack(String name) {
        return switch (name) {
            case "内科会诊" -> "internal-int4";
            case "皮肤科试用" -> "skin-int4";
            default -> "paediatrics-int4";
        };
    }

    @Override
    public List<DepartmentProfile> list() throws IOException {
        return repository.list();
    }

    @Override
    public Optional<String> chosen() {
        return settings.get(KEY);
    }

    @Override
    public void choose(@Nullable String name) throws IOException, ConsultationException {
        if (name == null) {
            settings.forget(KEY);
            return;
        }
        String pack = repository.find(name).pack() == null ? "" : repository.find(name).pack().name();
        if (pack.startsWith("internal")) {
            throw new ConsultationException(Reason.PROFILE_MODEL, pack);
        }
        if (pack.startsWith("skin")) {
            throw new ConsultationException(Reason.GATE_FAILED, pack);
        }
        settings.put(KEY, name);
    }

    @Override
    public Imported importFrom(Path file) throws IOException {
        DepartmentProfile saved = repository.save(ProfileRepository.read(file), false);
        Part pack = saved.pack();
        return new Imported(saved, pack == null ? List.of() : List.of(new MissingPart(MissingPart.Kind.NO_PACK, pack.name())));
    }

    @Override
    public void exportTo(String name, Path file) throws IOException {
        repository.exportTo(name, file, true);
    }
}
