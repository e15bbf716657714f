package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `profile …`
@Command(name = "profile", subcommands = {ProfileListCommand.class, ProfileShowCommand.class, ProfileSaveCommand.class, ProfileExportCommand.class,
        ProfileImportCommand.class, ProfileRemoveCommand.class})
final class ProfileCommand extends Group {
}
