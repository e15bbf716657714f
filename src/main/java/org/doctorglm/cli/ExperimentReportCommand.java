package org.doctorglm.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.experiment.ResearchFacts;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.export.report.Report;
import org.doctorglm.export.report.Report.Fact;
import org.doctorglm.export.report.ReportExporter;
import org.doctorglm.export.report.ResearchReport;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.platform.Machine;
import org.doctorglm.platform.Sockets;
import org.doctorglm.platform.Version;
import org.doctorglm.study.QuickStudy;
import org.doctorglm.study.StudySize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `experiment report --to FILE`: the paper's research questions 1 to 5 from what is stored; nothing is generated but the self-test's load of the network.
/// With `--quick` everything that it looks for is made on the demonstration network first, as far as it is not there yet.
@Command(name = "report")
final class ExperimentReportCommand extends EngineVerb {
    @Option(names = "--to", descriptionKey = "experiment.to", paramLabel = "FILE", required = true)
    Path file = Path.of("");

    @Option(names = "--format", descriptionKey = "experiment.reportFormat", paramLabel = "html|md|latex|pdf|csv")
    Form form = Form.HTML;

    @Option(names = "--quick", descriptionKey = "experiment.quick")
    boolean quick;

    @Option(names = "--base", descriptionKey = "experiment.base", paramLabel = "DIR")
    @Nullable Path base;

    @Override
    int run(CommandServices services) throws Exception {
        if (quick) {
            study(services);
        } else if (base != null) {
            throw wrongUsage("experiment.baseQuick");
        }
        ExportWords words = ExportWords.of(terminal().language());
        ResearchFacts facts = ResearchFacts.of(services.training().runs(), services.models(), services.experiments());
        Report report = ResearchReport.of(facts, machine(services, words), words);
        ReportExporter.write(form, report, words, file);
        if (json()) {
            terminal().json(object().put("file", file.toAbsolutePath().toString()).put("runs", facts.runs().size()).put("packs", facts.packs().size())
                    .put("experiments", facts.experiments().size()).put("missing", report.parts().stream().filter(Report.Part.Warning.class::isInstance).count()));
        } else {
            terminal().line(file.toAbsolutePath().toString());
        }
        return DONE;
    }

    private void study(CommandServices services) throws Exception {
        List<Sheet> sheets = new ArrayList<>();
        for (Disease disease : services.library().all()) {
            services.sheet(disease.name()).ifPresent(sheets::add);
        }
        QuickStudy.Sources sources = new QuickStudy.Sources(checkpoint(services), sheets, terminal().word("experiment.quick.provenance"));
        try {
            services.quickStudy(StudySize.USUAL).run(sources, stage -> terminal().progress(terminal().word("experiment.stage." + stage)), cancellation());
        } catch (CancellationException e) {
            terminal().message(terminal().word("experiment.quick.goOn"));
            throw e;
        }
    }

    /// The one that was named, or the one that came with the program.
    private Path checkpoint(CommandServices services) throws Exception {
        Path shipped = services.directories().shippedCheckpoints().resolve("chatglm-mini");
        if (base == null && !Files.isDirectory(shipped)) {
            throw wrongUsage("experiment.baseMissing");
        }
        return base == null ? shipped : base;
    }

    private List<Fact> machine(CommandServices services, ExportWords words) throws Exception {
        LoadedModel model = services.generator().load(services.pack(null));
        OptionalInt sockets = Sockets.open();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.get("program"), Version.current() + " · Java " + Runtime.version()));
        facts.add(new Fact(words.get("model"), model.pack().name() + " · " + model.pack().manifest().precision().key() + " · " + model.pack().sha256()));
        facts.add(new Fact(words.get("device"), model.engine().device().description() + " · " + model.engine().device().threads()));
        facts.add(new Fact(words.get("research.fallback"), services.fallback().map(why -> terminal().word("Fallback." + why.reason(), why.detail()))
                .orElse(words.get("research.fallback.none"))));
        facts.add(new Fact(words.get("research.load"), number("%.0f ms", model.loadMs())));
        facts.add(new Fact(words.get("research.memory"), number("%.0f MB", Machine.peakResidentBytes() / 1e6) + " / " + number("%.0f MB", Machine.memoryBytes() / 1e6)));
        facts.add(new Fact(words.get("research.sockets"), sockets.isPresent() ? String.valueOf(sockets.getAsInt()) : words.get("research.limit.unmeasured")));
        facts.add(new Fact(words.get("knowledge"), services.library().edition().toString()));
        return facts;
    }
}
