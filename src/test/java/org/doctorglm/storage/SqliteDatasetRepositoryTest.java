package org.doctorglm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatasetRepositoryTest {
    private static final PairSource SOURCE = new PairSource("gout", "痛风", "2026-01", "ab".repeat(32), "treatment", "template:treatment.how", true);
    private static final Derivation DERIVATION = new Derivation(Derivation.Kind.MIX, List.of(new Derivation.Parent("a", "00"), new Derivation.Parent("b", "11")), "{\"share\":0.2}");

    @TempDir
    Path folder;

    private Dataset made(DatasetRepository sets) throws IOException {
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named("s"))) {
            draft.add(new Conversation("内科", List.of(new Turn("一", "二"))));
            draft.add(new Conversation("", List.of(new Turn("三", "四"), new Turn("五", "六"))), SOURCE);
            return draft.finish(List.of(), DERIVATION);
        }
    }

    @Test
    void how_a_set_was_made_and_where_its_pairs_come_from_are_kept() throws IOException {
        DatasetRepository sets = new SqliteDatasetRepository(folder);
        assertThat(made(sets).derivation()).isEqualTo(DERIVATION);
        assertThat(sets.list()).singleElement().satisfies(set -> assertThat(set.derivation()).isEqualTo(DERIVATION));
        assertThat(sets.sources("s")).hasSize(1).containsEntry(1L, SOURCE);
        assertThat(sets.at("s", 1)).hasValueSatisfying(one -> assertThat(one.turns()).hasSize(2));
        assertThat(sets.at("s", 2)).isEmpty();
        assertThat(sets.at("s", -1)).isEmpty();
    }

    @Test
    void a_set_of_an_earlier_program_has_neither() throws IOException, SQLException {
        DatasetRepository sets = new SqliteDatasetRepository(folder);
        made(sets);
        change("DROP TABLE pair_source", "DELETE FROM fact WHERE key = 'derivation'");
        assertThat(sets.sources("s")).isEmpty();
        assertThat(sets.find("s").derivation()).isNull();
    }

    @Test
    void a_derivation_that_is_none_is_a_damaged_set() throws IOException, SQLException {
        DatasetRepository sets = new SqliteDatasetRepository(folder);
        made(sets);
        change("UPDATE fact SET value = '{\"kind\":\"NONSENSE\"}' WHERE key = 'derivation'", "UPDATE pair_source SET source = '['");
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable look : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(() -> sets.find("s"), () -> sets.sources("s"))) {
            assertThatThrownBy(look).isInstanceOfSatisfying(DatasetException.class, e -> assertThat(e.reason()).isEqualTo(DatasetException.Reason.DAMAGED_SET));
        }
        assertThat(sets.list()).isEmpty();
    }

    private void change(String... statements) throws IOException, SQLException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }
}
