package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.ModelPack;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.RunProfile;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.training.Probe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `profile save P`: makes a profile of a run and its pack, or of what is named; with `--replace` what is not named stays as it was.
@Command(name = "save")
final class ProfileSaveCommand extends Verb {
    private static final String STANDARD = "standard";

    @Parameters(paramLabel = "P", descriptionKey = "profile.name")
    String name = "";

    @Option(names = "--run", descriptionKey = "profile.run", paramLabel = "RUN")
    @Nullable String run;

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Option(names = "--pack", descriptionKey = "profile.pack", paramLabel = "M")
    @Nullable String pack;

    @Option(names = "--department", descriptionKey = "profile.department", paramLabel = "D")
    List<String> departments = new ArrayList<>();

    @Option(names = "--data", descriptionKey = "profile.data", paramLabel = "SET")
    @Nullable String data;

    @Option(names = "--template", descriptionKey = "profile.template", paramLabel = "FILE|standard")
    @Nullable String template;

    @Option(names = "--probes", descriptionKey = "profile.probes", paramLabel = "FILE")
    @Nullable Path probes;

    @Option(names = "--evaluation", descriptionKey = "profile.evaluation", paramLabel = "SET")
    @Nullable String evaluation;

    @Option(names = "--notes", descriptionKey = "profile.notes", paramLabel = "TEXT")
    @Nullable String notes;

    @Option(names = "--replace", descriptionKey = "profile.replace")
    boolean replace;

    @Override
    int run(CommandServices services) throws Exception {
        if (run != null && pack == null) {
            throw wrongUsage("profile.needs");
        }
        DepartmentProfile saved = services.profiles().save(named(services, begun(services)), replace);
        if (json()) {
            terminal().json(ProfileWords.json(saved, ProfileWords.missing(services, saved, cancellation())));
        } else {
            terminal().line(terminal().word("profile.saved", saved.name(), String.valueOf(saved.version())));
        }
        return DONE;
    }

    /// Of the run, else as it was, else empty.
    private DepartmentProfile begun(CommandServices services) throws IOException {
        if (run != null && pack != null) {
            RunProfile profiles = new RunProfile(services.datasets());
            var folder = services.training().runs().find(run);
            return profiles.of(name, profiles.departments(folder.run().data()), folder, checkpoint, services.models().find(pack), null, cancellation());
        }
        return replace && services.profiles().list().stream().anyMatch(one -> one.name().equals(name)) ? services.profiles().find(name)
                : DepartmentProfile.named(name);
    }

    private DepartmentProfile named(CommandServices services, DepartmentProfile was) throws IOException {
        RunProfile sets = new RunProfile(services.datasets());
        return new DepartmentProfile(name, was.version(), departments.isEmpty() ? was.departments() : departments,
                data == null ? was.data() : sets.learned(services.datasets().find(data).name(), cancellation()), template == null ? was.template() : template(template),
                pack == null ? was.pack() : part(services.models().find(pack)), was.trained(), probes == null ? was.probes() : probes(probes),
                evaluation == null ? was.evaluation() : sets.part(evaluation, cancellation()), notes == null ? was.notes() : notes);
    }

    private static Part part(ModelPack pack) {
        return new Part(pack.name(), pack.sha256());
    }

    private static PromptTemplate template(String named) throws IOException {
        return named.equals(STANDARD) ? PromptTemplate.STANDARD : new PromptTemplate(Files.readString(Path.of(named)).stripTrailing());
    }

    /// A question a line; behind a tab the word that a right answer has.
    private static List<Probe> probes(Path file) throws IOException {
        List<Probe> probes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.strip().split("\t", 2);
            if (!parts[0].isBlank()) {
                probes.add(new Probe(parts[0].strip(), parts.length < 2 || parts[1].isBlank() ? null : parts[1].strip()));
            }
        }
        return probes;
    }
}
