package org.doctorglm.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.platform.Sha256;

/// Sets of dialogues, each a SQLite file of its own in one folder. Not in the database of the consultations: an import of hours would keep
/// every answer from being stored, each back-up would copy gigabytes, and a set that is removed is one file that is gone.
public final class SqliteDatasetRepository implements DatasetRepository {
    private static final String END = ".dataset";
    private static final String PASSING = ".part";
    private static final int DIGITS = 24;

    private final Path folder;
    private final AtomicLong drafts = new AtomicLong();

    public SqliteDatasetRepository(Path folder) {
        this.folder = folder;
    }

    /// Names may hold what file names may not, so files are called by a hash.
    private Path file(String name) {
        return folder.resolve(Sha256.of(name).substring(0, DIGITS) + END);
    }

    private DatasetFile open(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(Reason.UNKNOWN_SET, name, "");
        }
        return new DatasetFile(file);
    }

    @Override
    public List<Dataset> list() throws IOException {
        List<Dataset> sets = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return sets;
        }
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.filter(file -> file.getFileName().toString().endsWith(END)).toList();
        }
        for (Path path : files) {
            try (DatasetFile file = new DatasetFile(path)) {
                sets.add(file.dataset());
            } catch (DatasetException e) {
                // Asked for by name it says so; a list shows the others.
                System.getLogger(SqliteDatasetRepository.class.getName()).log(System.Logger.Level.WARNING, "passed over", e);
            }
        }
        sets.sort(Comparator.comparing(Dataset::name));
        return sets;
    }

    @Override
    public Dataset find(String name) throws IOException {
        try (DatasetFile file = open(name)) {
            return file.dataset();
        }
    }

    @Override
    public void read(String name, Reader reader) throws IOException {
        try (DatasetFile file = open(name)) {
            file.read(reader);
        }
    }

    @Override
    public List<RejectedRecord> rejected(String name) throws IOException {
        try (DatasetFile file = open(name)) {
            return file.rejected();
        }
    }

    @Override
    public Optional<Conversation> at(String name, long index) throws IOException {
        try (DatasetFile file = open(name)) {
            return file.at(index);
        }
    }

    @Override
    public Map<Long, PairSource> sources(String name) throws IOException {
        try (DatasetFile file = open(name)) {
            return file.sources();
        }
    }

    @Override
    public Draft begin(DatasetDetails details) throws IOException {
        Path target = file(details.name());
        if (Files.exists(target)) {
            throw new DatasetException(Reason.TAKEN, details.name(), "");
        }
        Files.createDirectories(folder);
        sweep();
        String owner = ProcessOwner.current().replace('/', '_') + "-" + drafts.incrementAndGet() + "-" + System.nanoTime();
        return new DatasetDraft(details, folder.resolve(owner + PASSING), target);
    }

    /// Removes what programs left that ended in the middle of an import.
    private void sweep() throws IOException {
        List<Path> passing;
        try (Stream<Path> inside = Files.list(folder)) {
            passing = inside.filter(file -> file.getFileName().toString().endsWith(PASSING)).toList();
        }
        for (Path path : passing) {
            String name = path.getFileName().toString();
            if (!ProcessOwner.alive(name.substring(0, Math.max(0, name.indexOf('-'))).replace('_', '/'))) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void remove(String name) throws IOException {
        if (!Files.deleteIfExists(file(name))) {
            throw new DatasetException(Reason.UNKNOWN_SET, name, "");
        }
    }
}
