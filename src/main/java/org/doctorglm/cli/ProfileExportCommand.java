package org.doctorglm.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `profile export P --to FILE`: for another computer; packs travel with `model export`.
@Command(name = "export")
final class ProfileExportCommand extends Verb {
    @Parameters(paramLabel = "P", descriptionKey = "profile.name")
    String name = "";

    @Option(names = "--to", required = true, descriptionKey = "profile.to", paramLabel = "FILE")
    Path to = Path.of("");

    @Option(names = "--replace", descriptionKey = "profile.replace.file")
    boolean replace;

    @Override
    int run(CommandServices services) throws Exception {
        services.profiles().exportTo(name, to, replace);
        if (json()) {
            terminal().json(object().put("name", name).put("file", to.toAbsolutePath().toString()));
        } else {
            terminal().line(terminal().word("profile.exported", name, to.toString()));
        }
        return DONE;
    }
}
