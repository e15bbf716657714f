package org.doctorglm.app;

import java.io.IOException;
import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.profile.ProfileRepository;
import org.doctorglm.storage.SettingsTable;

/// The department profile that the next questions go to, remembered in the settings of the home.
record ActiveProfile(ProfileRepository profiles, SettingsTable settings) {
    private static final String KEY = "profile.active";

    Optional<String> name() {
        return settings.get(KEY);
    }

    /// Empty where none was chosen, and where it was removed since.
    ///
    /// @throws ConsultationException PROFILE_MODEL when its file cannot be read: another network must not answer in its name
    Optional<DepartmentProfile> now() throws ConsultationException {
        Optional<String> name = name();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(profiles.find(name.get()));
        } catch (ProfileException e) {
            if (e.reason() == ProfileException.Reason.UNKNOWN) {
                return Optional.empty();
            }
            throw new ConsultationException(Reason.PROFILE_MODEL, name.get(), e);
        } catch (IOException e) {
            throw new ConsultationException(Reason.PROFILE_MODEL, name.get(), e);
        }
    }

    void choose(String name) {
        settings.put(KEY, name);
    }

    /// From now on the choices of this computer count.
    void leave() {
        settings.remove(KEY);
    }
}
