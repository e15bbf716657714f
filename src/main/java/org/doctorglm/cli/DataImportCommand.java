package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.dataset.importing.DialogueField;
import org.doctorglm.dataset.importing.DialogueFormat;
import org.doctorglm.dataset.importing.DialogueImporter;
import org.doctorglm.dataset.importing.ImportOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data import FILE… [--format F] [--department D] [--as NAME]`: dialogues of others as a set.
@Command(name = "import")
final class DataImportCommand extends Verb {
    @Parameters(paramLabel = "FILE", descriptionKey = "data.files", arity = "1..*")
    List<Path> files = List.of();

    @Option(names = "--format", descriptionKey = "data.format", paramLabel = "F", converter = DialogueFormatConverter.class)
    @Nullable DialogueFormat format;

    @Option(names = "--department", descriptionKey = "data.department", paramLabel = "D")
    @Nullable String department;

    @Option(names = "--as", descriptionKey = "data.as", paramLabel = "NAME")
    @Nullable String name;

    @Option(names = "--map", descriptionKey = "data.map", paramLabel = "FIELD=COLUMN", split = ",")
    Map<DialogueField, String> columns = new EnumMap<>(DialogueField.class);

    @Option(names = "--language", descriptionKey = "data.language", paramLabel = "CODE")
    String language = "";

    @Option(names = "--licence", descriptionKey = "data.licence", paramLabel = "TEXT")
    String licence = "";

    @Option(names = "--provenance", descriptionKey = "data.provenance", paramLabel = "TEXT")
    String provenance = "";

    @Option(names = "--origin", descriptionKey = "data.origin", paramLabel = "real|synthetic")
    Origin origin = Origin.UNKNOWN;

    @Option(names = "--claimed", descriptionKey = "data.claimed", paramLabel = "N")
    long claimed = -1;

    @Override
    int run(CommandServices services) throws Exception {
        DatasetDetails details = DatasetDetails.named(name == null ? nameOf(files.getFirst()) : name).stating(language, licence, origin, provenance, claimed);
        ImportOrder order = new ImportOrder(files, details).as(format, department, columns);
        Dataset made = new DialogueImporter(services.datasets()).run(order, terminal().progressInBytes(terminal().word("data.importing")), cancellation());
        ObjectNode result = object().put("imported", made.conversations());
        result.setAll(DatasetJson.of(made));
        result.set("rejected", rejected(services.datasets().rejected(made.name())));
        for (SourceFile file : made.files()) {
            terminal().message(terminal().word("data.recognised", file.name(), file.format(), file.encoding(), String.valueOf(file.conversations()), String.valueOf(file.rejected())));
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("data.imported", made.name(), String.valueOf(made.conversations()), String.valueOf(made.turns()),
                    String.valueOf(made.rejected())));
        }
        return DONE;
    }

    /// A file's name without what follows its last dot.
    private static String nameOf(Path file) {
        String whole = String.valueOf(file.toAbsolutePath().normalize().getFileName());
        int dot = whole.lastIndexOf('.');
        return dot > 0 ? whole.substring(0, dot) : whole;
    }

    private ArrayNode rejected(List<RejectedRecord> records) {
        ArrayNode rejected = JSON.createArrayNode();
        for (RejectedRecord record : records) {
            String reason = terminal().word("RejectedRecord." + record.reason(), record.detail()).strip();
            rejected.addObject().put("file", record.file()).put("line", record.line()).put("reason", reason);
            terminal().message(record.file() + ":" + record.line() + ": " + reason);
        }
        return rejected;
    }
}
