package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileCheck;
import org.doctorglm.profile.ProfileText;

/// A profile as others script against it, and what of it is missing here.
final class ProfileWords {
    private ProfileWords() {
    }

    static List<MissingPart> missing(CommandServices services, DepartmentProfile profile, Cancellation cancellation) throws IOException {
        return new ProfileCheck(services.models(), services.datasets()).missing(profile, cancellation);
    }

    /// The file's fields, and `missing`.
    static ObjectNode json(DepartmentProfile profile, List<MissingPart> missing) {
        ObjectNode json = ProfileText.json(profile);
        var all = json.putArray("missing");
        missing.forEach(part -> all.addObject().put("kind", part.kind().name().toLowerCase(Locale.ROOT)).put("name", part.name()));
        return json;
    }

    static void say(Terminal terminal, List<MissingPart> missing) {
        missing.forEach(part -> terminal.line(terminal.word("MissingPart." + part.kind(), part.name())));
    }
}
