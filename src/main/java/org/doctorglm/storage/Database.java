package org.doctorglm.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database file of a home: opened once, migrated with a back-up before each step, written by one thread at a time.
///
/// Write-ahead logging lets commands read and write beside an open window. Deleted rows are overwritten with zeros (`secure_delete`).
public final class Database implements AutoCloseable {
    /// Version of the schema that this program writes.
    static final int VERSION = 3;
    private static final int BUSY_MILLISECONDS = 5000;

    private final Path file;
    private final Connection connection;
    private final Jdbi jdbi;
    private final Handle handle;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.jdbi = Jdbi.create(() -> connection);
        this.handle = jdbi.open();
    }

    /// Opens or makes the file and brings it to this version.
    ///
    /// @param backups folder for copies made before each migration
    /// @throws StorageException with the reason when it cannot be used; the file is left as it was
    public static Database open(Path file, Path backups) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw new StorageException(Reason.READ_ONLY, file.toString());
            }
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setBusyTimeout(BUSY_MILLISECONDS);
            config.enforceForeignKeys(true);
            config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
            Connection connection = config.createConnection("jdbc:sqlite:" + address(file.toAbsolutePath()));
            Database database = new Database(file, connection);
            try {
                database.migrate(backups);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
            return database;
        } catch (SQLException e) {
            throw translated(e);
        } catch (IOException e) {
            throw new StorageException(Reason.READ_ONLY, file.toString(), e);
        }
    }

    /// The driver takes what follows a question mark for settings; written as a URI the mark belongs to the name.
    private static String address(Path file) {
        return file.toString().contains("?") ? file.toUri().toASCIIString() : file.toString();
    }

    private void migrate(Path backups) {
        int present = write(h -> h.createQuery("PRAGMA user_version").mapTo(int.class).one());
        if (present > VERSION) {
            throw new StorageException(Reason.NEWER, String.valueOf(present));
        }
        if (present == 0 && write(h -> h.createQuery("SELECT count(*) FROM sqlite_master").mapTo(int.class).one()) > 0) {
            throw new StorageException(Reason.DAMAGED, file.toString());
        }
        for (int version = present + 1; version <= VERSION; version++) {
            if (present > 0) {
                String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
                copyTo(backups.resolve("doctorglm-v" + (version - 1) + "-" + time + ".db"));
            }
            apply(version);
        }
    }

    private void apply(int version) {
        String script = script(version);
        lock.lock();
        try (Statement statement = connection.createStatement()) {
            // Another process may have migrated since: the version is read again inside the transaction.
            statement.execute("BEGIN IMMEDIATE");
            try {
                int present;
                try (var result = statement.executeQuery("PRAGMA user_version")) {
                    present = result.getInt(1);
                }
                if (present < version) {
                    statement.executeUpdate(script);
                    statement.execute("PRAGMA user_version = " + version);
                }
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }

    private static String script(int version) {
        try (InputStream in = Database.class.getResourceAsStream("V" + version + ".sql")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StorageException(Reason.OTHER, "V" + version, e);
        }
    }

    /// Reads every page.
    ///
    /// @throws StorageException DAMAGED when one of them is
    void check() {
        List<String> findings = write(h -> h.createQuery("PRAGMA integrity_check(1)").mapTo(String.class).list());
        if (!findings.equals(List.of("ok"))) {
            throw new StorageException(Reason.DAMAGED, file.toString());
        }
    }

    /// Copies the whole database, as it is at one moment, to a new file.
    public void copyTo(Path target) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new StorageException(Reason.READ_ONLY, target.toString(), e);
        }
        write(h -> h.createUpdate("VACUUM INTO :file").bind("file", target.toAbsolutePath().toString()).execute());
    }

    /// Runs statements, each its own transaction, while no other thread uses the connection.
    <T> T write(Function<Handle, T> work) {
        lock.lock();
        try {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }

    /// Runs statements as one transaction.
    void transaction(java.util.function.Consumer<Handle> work) {
        lock.lock();
        try {
            handle.useTransaction(work::accept);
        } catch (JdbiException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }

    static StorageException translated(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return new StorageException(reason(sqlite.getResultCode()), sqlite.getResultCode().name(), e);
            }
        }
        return new StorageException(Reason.OTHER, e.getClass().getSimpleName(), e);
    }

    private static Reason reason(SQLiteErrorCode code) {
        // The low byte is the primary code, whatever the extension says.
        return switch (code.code & 0xFF) {
            case 5, 6 -> Reason.LOCKED;
            case 8, 14, 23 -> Reason.READ_ONLY;
            case 10, 13 -> Reason.FULL;
            case 11, 26 -> Reason.DAMAGED;
            default -> Reason.OTHER;
        };
    }

    @Override
    public void close() {
        lock.lock();
        try {
            handle.close();
            connection.close();
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }
}
