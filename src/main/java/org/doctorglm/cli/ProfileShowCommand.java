package org.doctorglm.cli;

import java.util.List;
import org.doctorglm.dataset.filter.FilterText;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.prompt.PromptTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `profile show P`: all of it, and what of it is missing on this computer.
@Command(name = "show")
final class ProfileShowCommand extends Verb {
    @Parameters(paramLabel = "P", descriptionKey = "profile.name")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        DepartmentProfile profile = services.profiles().find(name);
        List<MissingPart> missing = ProfileWords.missing(services, profile, cancellation());
        if (json()) {
            terminal().json(ProfileWords.json(profile, missing));
        } else {
            say(profile);
            ProfileWords.say(terminal(), missing);
        }
        return DONE;
    }

    private void say(DepartmentProfile profile) {
        terminal().line(terminal().word("profile.head", profile.name(), String.valueOf(profile.version()), String.join("、", profile.departments())));
        if (profile.data() != null) {
            part("profile.data.is", profile.data().set());
            if (profile.data().filter() != null) {
                terminal().line(terminal().word("profile.filter.is", FilterText.write(profile.data().filter())));
            }
        }
        if (profile.template() != null) {
            terminal().line(terminal().word("profile.template.is"));
            terminal().line(profile.template().equals(PromptTemplate.STANDARD) ? terminal().word("profile.standard") : profile.template().text());
        }
        if (profile.pack() != null) {
            part("profile.pack.is", profile.pack());
        }
        if (profile.trained() != null) {
            terminal().line(terminal().word("profile.trained.is", profile.trained().run(), String.valueOf(profile.trained().step()), profile.trained().base().name()));
        }
        profile.probes().forEach(probe -> terminal().line(terminal().word("profile.probe.is", probe.question(), probe.expected() == null ? "–" : probe.expected())));
        if (profile.evaluation() != null) {
            part("profile.evaluation.is", profile.evaluation());
        }
        if (!profile.notes().isEmpty()) {
            terminal().line(profile.notes());
        }
    }

    private void part(String key, DepartmentProfile.Part part) {
        terminal().line(terminal().word(key, part.name(), part.sha256()));
    }
}
