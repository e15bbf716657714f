package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.profile.ProfileText;
import picocli.CommandLine.Command;

/// `profile list`. Files that cannot be read are named, each with its reason.
@Command(name = "list")
final class ProfileListCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        ObjectNode all = object();
        ArrayNode profiles = all.putArray("profiles");
        for (DepartmentProfile profile : services.profiles().list()) {
            profiles.add(ProfileText.json(profile));
            if (!json()) {
                String pack = profile.pack() == null ? "" : profile.pack().name();
                terminal().line(profile.name() + "  " + profile.version() + "  " + String.join("、", profile.departments()) + "  " + pack);
            }
        }
        ArrayNode refused = all.putArray("refused");
        for (ProfileException e : services.profiles().refused()) {
            refused.addObject().put("file", e.subject()).put("reason", e.reason().name()).put("detail", e.detail());
            if (!json()) {
                terminal().message(new Failures(terminal()).sentence(e));
            }
        }
        if (json()) {
            terminal().json(all);
        }
        return DONE;
    }
}
