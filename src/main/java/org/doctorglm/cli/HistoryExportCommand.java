package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.export.DialogueExporter;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.export.ExportWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `history export ID --to FILE`.
@Command(name = "export")
final class HistoryExportCommand extends Verb {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--to", paramLabel = "FILE", required = true)
    Path file = Path.of("");

    @Option(names = "--format", paramLabel = "F")
    ExportFormat format = ExportFormat.MARKDOWN;

    @Override
    int run(CommandServices services) throws Exception {
        DialogueTree tree = services.dialogues().load(id)
                .orElseThrow(() -> new ConsultationException(ConsultationException.Reason.NOT_FOUND, id));
        DialogueExporter.write(format, tree, ExportWords.of(terminal().language()), file);
        if (json()) {
            terminal().json(object().put("file", file.toAbsolutePath().toString()));
        } else {
            terminal().line(file.toAbsolutePath().toString());
        }
        return DONE;
    }
}
