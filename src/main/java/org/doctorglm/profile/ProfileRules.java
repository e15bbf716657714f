package org.doctorglm.profile;

import java.util.regex.Pattern;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.profile.ProfileException.Reason;
import org.doctorglm.training.Probe;

/// What every stored profile holds to, so that one from outside can neither lead out of its folder nor fill a page.
record ProfileRules(String subject) {
    private static final int WORD = 120;
    private static final int DEPARTMENTS = 40;
    private static final int PROBES = 60;
    private static final int QUESTION = 1000;
    private static final int NOTES = 8000;
    private static final int VALUES = 80;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /// @throws ProfileException BAD_NAME for parts of a path, control characters, empty and long names
    static void name(String name) throws ProfileException {
        try {
            DatasetDetails.named(name);
        } catch (DatasetException e) {
            throw new ProfileException(Reason.BAD_NAME, e.file(), "");
        }
    }

    /// @throws ProfileException BAD_NAME, WRONG_FIELD
    void check(DepartmentProfile profile) throws ProfileException {
        name(profile.name());
        require(profile.version() > 0, "version");
        require(profile.departments().size() <= DEPARTMENTS && profile.departments().stream().allMatch(ProfileRules::word), "departments");
        if (profile.data() != null) {
            part(profile.data().set(), "data");
        }
        require(profile.template() == null || profile.template().problem() == null, "template");
        if (profile.pack() != null) {
            part(profile.pack(), "pack");
        }
        if (profile.trained() != null) {
            trained(profile.trained());
        }
        require(profile.probes().size() <= PROBES && profile.probes().stream().allMatch(ProfileRules::probe), "probes");
        if (profile.evaluation() != null) {
            part(profile.evaluation(), "evaluation");
        }
        require(profile.notes().length() <= NOTES, "notes");
    }

    private void trained(Trained trained) throws ProfileException {
        require(word(trained.run()) && !leadsElsewhere(trained.run()), "trained");
        part(trained.base(), "trained");
        require(trained.step() >= 0 && SHA256.matcher(trained.samplesSha256()).matches(), "trained");
        require(trained.recipe().size() <= VALUES && trained.recipe().entrySet().stream().allMatch(e -> word(e.getKey()) && e.getValue().length() <= WORD), "trained");
    }

    private void part(Part part, String field) throws ProfileException {
        require(word(part.name()) && !leadsElsewhere(part.name()) && SHA256.matcher(part.sha256()).matches(), field);
    }

    private static boolean probe(Probe probe) {
        return !probe.question().isBlank() && probe.question().length() <= QUESTION && (probe.expected() == null || word(probe.expected()));
    }

    private static boolean word(String text) {
        return !text.isBlank() && text.length() <= WORD && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean leadsElsewhere(String name) {
        return name.startsWith(".") || name.chars().anyMatch(c -> "/\\:".indexOf(c) >= 0);
    }

    private void require(boolean holds, String field) throws ProfileException {
        if (!holds) {
            throw new ProfileException(Reason.WRONG_FIELD, subject, field);
        }
    }
}
