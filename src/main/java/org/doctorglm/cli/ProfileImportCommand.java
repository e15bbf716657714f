package org.doctorglm.cli;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileRepository;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `profile import FILE [--as P] [--replace]`: says what of it is missing on this computer.
@Command(name = "import")
final class ProfileImportCommand extends Verb {
    @Parameters(paramLabel = "FILE", descriptionKey = "profile.file")
    Path file = Path.of("");

    @Option(names = "--as", descriptionKey = "profile.as", paramLabel = "P")
    @Nullable String as;

    @Option(names = "--replace", descriptionKey = "profile.replace")
    boolean replace;

    @Override
    int run(CommandServices services) throws Exception {
        DepartmentProfile read = ProfileRepository.read(file);
        DepartmentProfile saved = services.profiles().save(as == null ? read : read.as(as), replace);
        List<MissingPart> missing = ProfileWords.missing(services, saved, cancellation());
        if (json()) {
            terminal().json(ProfileWords.json(saved, missing));
        } else {
            terminal().line(terminal().word("profile.imported", saved.name(), String.valueOf(saved.version())));
            ProfileWords.say(terminal(), missing);
        }
        return DONE;
    }
}
