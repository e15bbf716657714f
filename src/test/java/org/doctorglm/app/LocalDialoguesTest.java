package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Turn;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDialoguesTest {
    @TempDir
    Path temp;

    @Test
    void training_finds_dialogues_by_the_name_of_a_set_or_of_a_file() throws IOException {
        SqliteDatasetRepository sets = new SqliteDatasetRepository(temp.resolve("sets"));
        Conversation conversation = new Conversation("内科", List.of(new Turn("问\"甲\"\n", "答"), new Turn("再问", "再答😀")));
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named("内科 2024"))) {
            draft.add(conversation);
            draft.finish(List.of());
        }
        List<Conversation> read = new ArrayList<>();
        LocalDialogues dialogues = new LocalDialogues(sets);
        dialogues.read("内科 2024", read::add);
        assertThat(read).containsExactly(conversation);
        Path file = Files.writeString(temp.resolve("lines.jsonl"), "{\"q\":\"甲\",\"a\":\"乙\"}\n");
        dialogues.read(file.toString(), read::add);
        assertThat(read).hasSize(2);
        assertThatThrownBy(() -> dialogues.read("neither", read::add)).isInstanceOf(DatasetException.class);
    }
}
