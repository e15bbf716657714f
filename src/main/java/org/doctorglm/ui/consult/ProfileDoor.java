package org.doctorglm.ui.consult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.jspecify.annotations.Nullable;

/// Department profiles, and which of them the next questions go to. All calls block and are made on background threads.
public interface ProfileDoor {
    /// By name.
    List<DepartmentProfile> list() throws IOException;

    /// Name of the profile that the next questions go to; empty for none.
    Optional<String> chosen();

    /// @param name null for none
    /// @throws ConsultationException when its pack cannot answer; nothing has changed then
    void choose(@Nullable String name) throws IOException, ConsultationException;

    /// @param missing what of it this computer has not
    record Imported(DepartmentProfile profile, List<MissingPart> missing) {
        public Imported {
            missing = List.copyOf(missing);
        }
    }

    /// @throws org.doctorglm.profile.ProfileException EXISTS, or why the file is none
    Imported importFrom(Path file) throws IOException;

    void exportTo(String name, Path file) throws IOException;
}
