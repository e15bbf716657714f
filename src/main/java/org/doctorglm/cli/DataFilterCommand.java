package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterPreview;
import org.doctorglm.dataset.filter.FilterSets;
import org.doctorglm.dataset.filter.FilterText;
import org.doctorglm.profile.NewRun;
import org.doctorglm.profile.ProfileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data filter NAME`: what would leave a set; `--as NEW` makes the set of what stays, `--like SET` takes another
/// set's filter, `--profile P` that of a department profile.
@Command(name = "filter")
final class DataFilterCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Option(names = "--as", descriptionKey = "data.filter.as", paramLabel = "NEW")
    @Nullable String as;

    @Option(names = "--like", descriptionKey = "data.filter.like", paramLabel = "SET")
    @Nullable String like;

    @Option(names = "--profile", descriptionKey = "data.filter.profile", paramLabel = "P")
    @Nullable String profile;

    @Mixin
    FilterOptions options = new FilterOptions();

    @Override
    int run(CommandServices services) throws Exception {
        Filter filter = filter(services);
        if (as != null) {
            DatasetDetails.named(as);
        }
        FilterSets filters = new FilterSets(services.datasets());
        FilterPreview preview = filters.preview(name, filter, terminal().progress(terminal().word("data.linting")), cancellation());
        ObjectNode result = object().put("name", name);
        result.set("filter", JSON.readTree(FilterText.write(filter)));
        result.set("kept", object().put("conversations", preview.kept()).put("turns", preview.keptRounds()));
        result.set("left", object().put("conversations", preview.left()).put("turns", preview.leftRounds()));
        ObjectNode grounds = result.putObject("grounds");
        preview.grounds().forEach((ground, count) -> grounds.put(ground.name(), count));
        ObjectNode findings = result.putObject("findings");
        preview.findings().forEach((finding, count) -> findings.put(finding.key(), count));
        ObjectNode masked = result.putObject("masked");
        preview.masked().forEach((finding, count) -> masked.put(finding.key(), count));
        var examples = result.putArray("examples");
        preview.examples().forEach(example -> {
            ObjectNode one = examples.addObject().put("conversation", example.index()).put("ground", example.ground().name());
            example.findings().stream().sorted().map(finding -> finding.key()).forEach(one.putArray("findings")::add);
        });
        if (as != null) {
            Dataset made = filters.write(name, filter, as, terminal().progress(terminal().word("data.filtering")), cancellation());
            result.set("made", DatasetJson.of(made));
        }
        if (json()) {
            terminal().json(result);
        } else {
            say(preview);
        }
        return DONE;
    }

    private Filter filter(CommandServices services) throws IOException {
        if (profile != null) {
            return NewRun.of(services.profiles().find(profile)).filter().orElseThrow(() -> new ProfileException(ProfileException.Reason.NO_FILTER, profile, ""));
        }
        return like == null ? options.filter(this) : of(services.datasets().find(like));
    }

    private static Filter of(Dataset set) throws DatasetException {
        Derivation derivation = set.derivation();
        if (derivation == null || derivation.kind() != Derivation.Kind.FILTER) {
            throw new DatasetException(DatasetException.Reason.NOT_DERIVED, set.name(), "");
        }
        return FilterText.of(set).orElseThrow(() -> new DatasetException(DatasetException.Reason.DAMAGED_SET, set.name(), ""));
    }

    private void say(FilterPreview preview) {
        preview.grounds().forEach((ground, count) -> terminal().line(terminal().word("data.finding", terminal().word("Ground." + ground), String.valueOf(count))));
        preview.findings().forEach((finding, count) -> terminal().line("  " + terminal().word("data.finding", terminal().word("Finding." + finding), String.valueOf(count))));
        preview.masked().forEach((finding, count) -> terminal().line(terminal().word("data.filter.places", terminal().word("Finding." + finding), String.valueOf(count))));
        terminal().line(terminal().word("data.filter.result", String.valueOf(preview.left()), String.valueOf(preview.kept())));
        terminal().line(as == null ? terminal().word("data.filter.nothing") : terminal().word("data.filter.made", as, name));
    }
}
