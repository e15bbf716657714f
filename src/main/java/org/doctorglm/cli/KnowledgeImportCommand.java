package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.importing.ColumnMap;
import org.doctorglm.knowledge.importing.EntryFormat;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.knowledge.importing.ManualPages;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.platform.Directories;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `knowledge import FILE…`: entries of a hospital's own, in any format of [EntryFormat]. Broken lines are named, the others are taken.
@Command(name = "import")
final class KnowledgeImportCommand extends Verb {
    private static final int SHOWN = 5;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    List<Path> files = List.of();

    @Option(names = "--format", paramLabel = "F")
    @Nullable EntryFormat format;

    @Option(names = "--map", paramLabel = "FIELD=COLUMN", split = ",")
    Map<TableColumn, String> columns = new EnumMap<>(TableColumn.class);

    @Option(names = "--merge", paramLabel = "keep|replace|fill")
    MergeRule merge = MergeRule.KEEP;

    @Option(names = "--edition", paramLabel = "TEXT")
    String edition = "";

    @Option(names = "--licence", paramLabel = "TEXT")
    String licence = "";

    @Option(names = "--provenance", paramLabel = "TEXT")
    String provenance = "";

    @Option(names = "--preview")
    boolean preview;

    @Override
    int run(CommandServices services) throws Exception {
        Directories directories = services.directories();
        LibraryImporter importer = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge());
        ImportPlan plan = importer.plan(ImportRequest.of(files).as(format).mapping(columns).merging(merge).stating(edition, licence, provenance), cancellation());
        ObjectNode result = object();
        plan.columns().forEach(this::sayColumns);
        ManualPages.Count pages = plan.pages();
        if (pages != null) {
            result.putObject("pages").put("paper", ManualPages.Count.PAPER).put("index", pages.index()).put("found", pages.found())
                    .put("missing", pages.missing()).put("unlisted", pages.unlisted());
            terminal().message(terminal().word("knowledge.pages", ManualPages.Count.PAPER, pages.index(), pages.found(), pages.missing(), pages.unlisted()));
        }
        ArrayNode rejected = rejected(plan);
        if (preview) {
            result.put("imported", 0).put("wouldImport", plan.entries().size()).put("wouldReplace", plan.replaced().size());
            result.set("entries", JSON.valueToTree(plan.entries().stream().limit(SHOWN).toList()));
        } else {
            importer.write(plan, terminal().progress(terminal().word("knowledge.importing")), cancellation());
            result.put("imported", plan.entries().size());
        }
        result.putObject("counts").put("new", plan.counts().fresh()).put("merged", plan.counts().merged()).put("unchanged", plan.counts().unchanged())
                .put("broken", plan.counts().broken());
        result.set("rejected", rejected);
        result.put("rejectedLines", plan.rejectedLines()).set("columns", columns(plan));
        if (json()) {
            terminal().json(result);
        } else {
            say(plan);
        }
        return plan.entries().isEmpty() && plan.rejectedLines() > 0 ? FAILED : DONE;
    }

    private void say(ImportPlan plan) {
        if (preview) {
            plan.entries().stream().limit(SHOWN).forEach(this::sayEntry);
            terminal().line(terminal().word("knowledge.preview", plan.entries().size(), plan.replaced().size(), plan.rejectedLines()));
        } else {
            terminal().line(terminal().word("knowledge.imported", plan.entries().size(), plan.rejectedLines()));
        }
    }

    private void sayEntry(Disease disease) {
        terminal().line(disease.name() + (disease.aliases().isEmpty() ? "" : "（" + String.join("、", disease.aliases()) + "）"));
        terminal().line("  " + String.join("、", disease.symptoms().items()) + disease.symptoms().text());
        terminal().line("  " + disease.source());
    }

    /// What each column was taken for, so that a wrong guess is seen before it is believed.
    private void sayColumns(ColumnMap map) {
        String taken = map.fields().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey().name().toLowerCase(Locale.ROOT) + "=" + field.getValue()).collect(Collectors.joining(","));
        terminal().message(terminal().word("knowledge.columns", map.file().getFileName(), taken));
        if (!map.unknown().isEmpty()) {
            terminal().message(terminal().word("knowledge.columns.unknown", String.join(", ", map.unknown())));
        }
    }

    private ArrayNode rejected(ImportPlan plan) {
        ArrayNode rejected = JSON.createArrayNode();
        for (ImportPlan.RejectedLine line : plan.rejected()) {
            String reason = terminal().word("Rejected." + line.rejected().reason(), line.rejected().detail()).strip();
            rejected.addObject().put("file", line.file().toString()).put("line", line.rejected().line()).put("reason", reason);
            terminal().message(line.file() + ":" + line.rejected().line() + ": " + reason);
        }
        return rejected;
    }

    private static ArrayNode columns(ImportPlan plan) {
        ArrayNode columns = JSON.createArrayNode();
        for (ColumnMap map : plan.columns()) {
            ObjectNode one = columns.addObject().put("file", map.file().toString());
            ObjectNode fields = one.putObject("fields");
            map.fields().forEach((field, column) -> fields.put(field.name().toLowerCase(Locale.ROOT), column));
            map.unknown().forEach(one.putArray("unknown")::add);
        }
        return columns;
    }
}
