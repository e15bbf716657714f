package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.lint.DatasetLint;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.LintReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data lint NAME`: what is wrong with a set; `--mask NEW` makes one without names and numbers.
@Command(name = "lint")
final class DataLintCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Option(names = "--mask", descriptionKey = "data.mask", paramLabel = "NEW")
    @Nullable String masked;

    @Mixin
    SplitOptions split = new SplitOptions();

    @Override
    int run(CommandServices services) throws Exception {
        DatasetLint lint = new DatasetLint(services.datasets());
        LintReport report = lint.run(name, split(), terminal().progress(terminal().word("data.linting")), cancellation());
        ObjectNode result = object().put("name", name).put("conversations", report.conversations());
        ObjectNode findings = result.putObject("findings");
        for (Finding finding : Finding.values()) {
            findings.put(finding.key(), report.count(finding));
            if (!json() && report.count(finding) > 0) {
                terminal().line(terminal().word("data.finding", terminal().word("Finding." + finding), String.valueOf(report.count(finding))));
            }
        }
        ArrayNode examples = result.putArray("examples");
        for (LintReport.Example example : report.examples()) {
            ObjectNode one = examples.addObject().put("finding", example.finding().key()).put("conversation", example.index());
            if (example.like() >= 0) {
                one.put("like", example.like());
            }
        }
        ObjectNode sentences = result.putObject("boilerplateSentences");
        report.boilerplate().forEach(sentences::put);
        result.put("heldOut", report.split().heldOut()).put("seed", report.split().seed());
        if (masked != null) {
            Dataset made = lint.mask(name, masked, terminal().progress(terminal().word("data.masking")), cancellation());
            result.put("masked", made.name());
            terminal().message(terminal().word("data.masked", made.name()));
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }

    private Split split() {
        return split.split(this);
    }
}
