package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.ConversationLines;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.training.LocalTraining;

/// Dialogues by the name of a set, or else by that of a file of JSON lines.
final class LocalDialogues implements LocalTraining.Source {
    private final DatasetRepository sets;

    LocalDialogues(DatasetRepository sets) {
        this.sets = sets;
    }

    @Override
    public void read(String data, Consumer<Conversation> consumer) throws IOException {
        try {
            sets.read(data, (index, conversation) -> consumer.accept(conversation));
        } catch (DatasetException e) {
            if (e.reason() != DatasetException.Reason.UNKNOWN_SET || !file(data)) {
                throw e;
            }
            ConversationLines.read(Path.of(data), consumer);
        }
    }

    private static boolean file(String data) {
        try {
            return Files.isRegularFile(Path.of(data));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
