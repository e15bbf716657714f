package org.doctorglm.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.dataset.importing.Limits;
import org.doctorglm.dialogue.StorageException;
import org.sqlite.SQLiteConfig;
import org.jspecify.annotations.Nullable;

/// A set while it is written: a file under a passing name, without a journal, because it is thrown away whenever it is not finished. One
/// move makes it a set.
final class DatasetDraft implements DatasetRepository.Draft {
    private static final int MAX_DEPARTMENTS = 1000;
    private static final int BATCH = 500;

    private final DatasetDetails details;
    private final Path passing;
    private final Path target;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement insertSource;
    private final Map<String, Long> departments = new HashMap<>();
    private long conversations;
    private long turns;
    private int listed;

    DatasetDraft(DatasetDetails details, Path passing, Path target) throws IOException {
        this.details = details;
        this.passing = passing;
        this.target = target;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        Connection opened = null;
        try {
            opened = config.createConnection("jdbc:sqlite:" + DatasetFile.address(passing));
            connection = opened;
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA application_id = " + DatasetFile.APPLICATION);
                statement.execute("PRAGMA user_version = " + DatasetFile.VERSION);
                statement.executeUpdate(DatasetFile.script());
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO conversation(department, turns) VALUES (?, ?)");
            insertSource = connection.prepareStatement("INSERT INTO pair_source(place, source) VALUES (?, ?)");
        } catch (SQLException e) {
            drop(opened, passing);
            throw translated(e);
        } catch (IOException e) {
            drop(opened, passing);
            throw e;
        }
    }

    private static void drop(@Nullable Connection opened, Path passing) throws IOException {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (SQLException e) {
            // What made it fail is what matters.
        }
        Files.deleteIfExists(passing);
    }

    @Override
    public void add(Conversation conversation, @Nullable PairSource source) throws IOException {
        try {
            if (source != null) {
                insertSource.setLong(1, conversations);
                insertSource.setString(2, DerivationJson.write(source));
                insertSource.executeUpdate();
            }
            insert.setString(1, conversation.department());
            insert.setString(2, TurnsJson.write(conversation.turns()));
            insert.addBatch();
            conversations++;
            turns += conversation.turns().size();
            if (conversations % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw translated(e);
        }
        String department = conversation.department();
        if (!department.isEmpty() && (departments.size() < MAX_DEPARTMENTS || departments.containsKey(department))) {
            departments.merge(department, 1L, Long::sum);
        }
    }

    @Override
    public void reject(RejectedRecord rejected) throws IOException {
        if (listed++ < Limits.LISTED) {
            execute("INSERT INTO rejected(file, line, reason, detail) VALUES (?, ?, ?, ?)", rejected.file(), rejected.line(), rejected.reason().name(),
                    rejected.detail());
        }
    }

    @Override
    public Dataset finish(List<SourceFile> files, @Nullable Derivation derivation) throws IOException {
        if (conversations == 0) {
            throw new DatasetException(Reason.EMPTY, files.size() == 1 ? files.getFirst().name() : details.name(), "");
        }
        try {
            insert.executeBatch();
            for (SourceFile file : files) {
                execute("INSERT INTO source(name, sha256, bytes, format, encoding, conversations, rejected) VALUES (?, ?, ?, ?, ?, ?, ?)", file.name(),
                        file.sha256(), file.bytes(), file.format(), file.encoding(), file.conversations(), file.rejected());
            }
            for (Map.Entry<String, Long> department : departments.entrySet()) {
                execute("INSERT INTO department(name, conversations) VALUES (?, ?)", department.getKey(), department.getValue());
            }
            Map<String, String> facts = new HashMap<>(Map.of("name", details.name(), "language", details.language(), "licence", details.licence(), "origin",
                    details.origin().name(), "provenance", details.provenance(), "claimed", String.valueOf(details.claimed()), "conversations",
                    String.valueOf(conversations), "turns", String.valueOf(turns), "made", String.valueOf(Instant.now().toEpochMilli())));
            if (derivation != null) {
                facts.put(DatasetFile.DERIVATION, DerivationJson.write(derivation));
            }
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                execute("INSERT INTO fact(key, value) VALUES (?, ?)", fact.getKey(), fact.getValue());
            }
            connection.commit();
            connection.close();
        } catch (SQLException e) {
            throw translated(e);
        }
        try (FileChannel channel = FileChannel.open(passing, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(passing, target);
        } catch (FileAlreadyExistsException e) {
            throw new DatasetException(Reason.TAKEN, details.name(), "");
        }
        try (DatasetFile file = new DatasetFile(target)) {
            return file.dataset();
        }
    }

    private void execute(String sql, Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private static StorageException translated(SQLException e) {
        return Database.translated(e);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            Files.deleteIfExists(passing);
        }
    }
}
