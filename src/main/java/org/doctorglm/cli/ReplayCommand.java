package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.consultation.Consultation.Replay;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.export.AnswerJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `replay ANSWER-ID|FILE`: answers again and compares.
@Command(name = "replay")
final class ReplayCommand extends EngineVerb {
    @Parameters(paramLabel = "ANSWER-ID|FILE")
    String what = "";

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Override
    int run(CommandServices services) throws Exception {
        Path file = Path.of(what);
        Answer answer = Files.isRegularFile(file) ? read(file)
                : services.dialogues().answer(what).orElseThrow(() -> new ConsultationException(ConsultationException.Reason.NOT_FOUND, what));
        if (adapter.path != null) {
            services.generator().wear(SideAdapter.open(adapter.path, adapter.options(), services.pack(answer.provenance().model()).manifest()));
        }
        Replay replay = services.consultation(null).replay(answer, event -> { }, cancellation());
        cancellation().throwIfRequested();
        if (json()) {
            terminal().json(object().put("id", answer.id()).put("identical", replay.identical()).put("answer", replay.text()));
        } else {
            terminal().line(replay.text());
            terminal().message(terminal().word(replay.identical() ? "replay.identical" : "replay.differs"));
        }
        return replay.identical() ? DONE : REFUSED;
    }

    private Answer read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return AnswerJson.read(JSON.readTree(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, terminal().word("replay.unreadable"));
        }
    }
}
