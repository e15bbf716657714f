package org.doctorglm.storage;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.SourceFile;
import org.sqlite.SQLiteConfig;

/// The file of one finished set, open for reading. One thread; close it.
final class DatasetFile implements AutoCloseable {
    /// `DGLM`, in the head of the file.
    static final int APPLICATION = 0x44474C4D;
    static final int VERSION = 1;
    /// Fact that only a set has that was made of others.
    static final String DERIVATION = "derivation";

    private final Path file;
    private final Connection connection;

    /// @throws DatasetException DAMAGED_SET when it is no file of a set, or one of a newer program
    DatasetFile(Path file) throws IOException {
        this.file = file;
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            connection = config.createConnection("jdbc:sqlite:" + address(file));
        } catch (SQLException e) {
            throw damaged(e);
        }
        try {
            if (number("PRAGMA application_id") != APPLICATION || number("PRAGMA user_version") != VERSION) {
                throw new DatasetException(Reason.DAMAGED_SET, String.valueOf(file.getFileName()), String.valueOf(number("PRAGMA user_version")));
            }
        } catch (SQLException e) {
            close();
            throw damaged(e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// What follows a question mark would be taken for settings.
    static String address(Path file) {
        String path = file.toAbsolutePath().toString();
        return path.contains("?") ? file.toUri().toASCIIString() : path;
    }

    static String script() throws IOException {
        try (InputStream in = DatasetFile.class.getResourceAsStream("dataset-V" + VERSION + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private DatasetException damaged(Exception e) {
        DatasetException damaged = new DatasetException(Reason.DAMAGED_SET, String.valueOf(file.getFileName()), "");
        damaged.initCause(e);
        return damaged;
    }

    private int number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    Dataset dataset() throws IOException {
        try (Statement statement = connection.createStatement()) {
            Map<String, String> facts = new HashMap<>();
            try (ResultSet row = statement.executeQuery("SELECT key, value FROM fact")) {
                while (row.next()) {
                    facts.put(row.getString(1), row.getString(2));
                }
            }
            DatasetDetails details = new DatasetDetails(fact(facts, "name"), fact(facts, "language"), fact(facts, "licence"), Origin.valueOf(fact(facts, "origin")),
                    fact(facts, "provenance"), Long.parseLong(fact(facts, "claimed")));
            List<SourceFile> sources = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM source ORDER BY id")) {
                while (row.next()) {
                    sources.add(new SourceFile(row.getString("name"), row.getString("sha256"), row.getLong("bytes"), row.getString("format"),
                            row.getString("encoding"), row.getLong("conversations"), row.getLong("rejected")));
                }
            }
            List<String> departments = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT name FROM department ORDER BY conversations DESC, name")) {
                while (row.next()) {
                    departments.add(row.getString(1));
                }
            }
            return new Dataset(details, Instant.ofEpochMilli(Long.parseLong(fact(facts, "made"))), sources, Long.parseLong(fact(facts, "conversations")),
                    Long.parseLong(fact(facts, "turns")), departments, facts.containsKey(DERIVATION) ? DerivationJson.derivation(fact(facts, DERIVATION)) : null);
        } catch (SQLException | JacksonException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static String fact(Map<String, String> facts, String key) {
        return Objects.requireNonNull(facts.get(key), key);
    }

    void read(DatasetRepository.Reader reader) throws IOException {
        try (PreparedStatement query = connection.prepareStatement("SELECT department, turns FROM conversation ORDER BY id");
                ResultSet row = query.executeQuery()) {
            for (long index = 0; row.next(); index++) {
                reader.accept(index, conversation(row));
            }
        } catch (SQLException e) {
            throw damaged(e);
        }
    }

    /// Ids are given without gaps, from 1.
    Optional<Conversation> at(long index) throws IOException {
        try (PreparedStatement query = connection.prepareStatement("SELECT department, turns FROM conversation WHERE id = ?")) {
            query.setLong(1, index + 1);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(conversation(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw damaged(e);
        }
    }

    private Conversation conversation(ResultSet row) throws IOException, SQLException {
        try {
            return new Conversation(row.getString(1), TurnsJson.read(row.getString(2)));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw damaged(e);
        }
    }

    List<RejectedRecord> rejected() throws IOException {
        List<RejectedRecord> rejected = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT * FROM rejected ORDER BY id")) {
            while (row.next()) {
                rejected.add(new RejectedRecord(row.getString("file"), row.getLong("line"), RejectedRecord.Reason.valueOf(row.getString("reason")),
                        row.getString("detail")));
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw damaged(e);
        }
        return rejected;
    }

    Map<Long, PairSource> sources() throws IOException {
        Map<Long, PairSource> sources = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            // Files of earlier programs have no such table.
            if (number("SELECT count(*) FROM sqlite_master WHERE name = 'pair_source'") == 1) {
                try (ResultSet row = statement.executeQuery("SELECT place, source FROM pair_source")) {
                    while (row.next()) {
                        sources.put(row.getLong(1), DerivationJson.source(row.getString(2)));
                    }
                }
            }
        } catch (SQLException | JacksonException | RuntimeException e) {
            throw damaged(e);
        }
        return sources;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
