package org.doctorglm.dataset.importing;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// Makes a set of files. Records that are no dialogues are named and left out; a file that cannot be trusted, a request to stop, a failure
/// and the end of the program leave nothing of the whole import.
public final class DialogueImporter {
    /// What is taken of a folder; licences and notes lie beside the dialogues.
    private static final Pattern NAMES = Pattern.compile("[^.].*\\.(csv|tsv|txt|json|jsonl|xlsx)", Pattern.CASE_INSENSITIVE);

    private final DatasetRepository repository;

    public DialogueImporter(DatasetRepository repository) {
        this.repository = repository;
    }

    /// @param progress in bytes; each file is read twice, once for its hash, so each byte counts half
    /// @throws DatasetException for a file that is refused as a whole, and for a name that is taken
    /// @throws java.util.concurrent.CancellationException when asked to stop
    public Dataset run(ImportOrder order, Progress progress, Cancellation cancellation) throws IOException {
        List<Path> files = files(order.files());
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        try (DatasetRepository.Draft draft = repository.begin(order.details())) {
            List<SourceFile> sources = new ArrayList<>();
            long done = 0;
            for (Path file : files) {
                long before = done;
                long all = Math.max(1, total);
                sources.add(one(file, order, draft, bytes -> progress.at(Math.min(all - 1, before + bytes / 2), all), cancellation));
                done += sources.getLast().bytes();
            }
            cancellation.throwIfRequested();
            Dataset made = draft.finish(sources);
            progress.at(Math.max(1, total), Math.max(1, total));
            return made;
        }
    }

    private static SourceFile one(Path path, ImportOrder order, DatasetRepository.Draft draft, java.util.function.LongConsumer bytes,
            Cancellation cancellation) throws IOException {
        String name = String.valueOf(path.getFileName());
        long size = Files.size(path);
        var changed = Files.getLastModifiedTime(path);
        String sha256 = Sha256.of(path, bytes, cancellation);
        ImportedFile file = new ImportedFile(path, read -> bytes.accept(size + read), cancellation);
        DialogueFormat format = order.format() != null ? order.format() : new Recognition(file, order.columns()).format();
        Counting records = new Counting(name, order.department(), draft);
        try {
            format.layout(order.columns()).read(file, records);
        } catch (CharacterCodingException e) {
            throw new DatasetException(Reason.WRONG_ENCODING, name, "");
        }
        if (Files.size(path) != size || !Files.getLastModifiedTime(path).equals(changed)) {
            throw new DatasetException(Reason.CHANGED, name, "");
        }
        records.refuseUnreadable();
        return new SourceFile(name, sha256, size, format.key(), file.encoding(), records.taken, records.refused);
    }

    static List<Path> files(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> tree = Files.walk(path)) {
                    tree.filter(file -> Files.isRegularFile(file) && NAMES.matcher(String.valueOf(file.getFileName())).matches()).sorted()
                            .limit(Limits.FILES).forEach(files::add);
                }
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new DatasetException(Reason.UNREADABLE, String.valueOf(path.getFileName()), "");
            }
        }
        if (files.isEmpty()) {
            throw new DatasetException(Reason.UNREADABLE, given.isEmpty() ? "" : String.valueOf(given.getFirst().getFileName()), "");
        }
        return files;
    }

    /// Passes records on and counts them.
    private static final class Counting implements Records {
        private final String file;
        private final @Nullable String department;
        private final DatasetRepository.Draft draft;
        private long taken;
        private long refused;
        private long undecodable;

        Counting(String file, @Nullable String department, DatasetRepository.Draft draft) {
            this.file = file;
            this.department = department;
            this.draft = draft;
        }

        @Override
        public void take(long line, Conversation conversation) throws IOException {
            draft.add(department == null ? conversation : new Conversation(department, conversation.turns()));
            taken++;
        }

        @Override
        public void refuse(long line, RejectedRecord.Reason reason, String detail) throws IOException {
            draft.reject(new RejectedRecord(file, line, reason, detail));
            refused++;
            undecodable += reason == RejectedRecord.Reason.BAD_ENCODING ? 1 : 0;
        }

        /// A file of which more than half cannot be decoded is in another encoding, and what was decoded is chance.
        void refuseUnreadable() throws DatasetException {
            if (undecodable > taken) {
                throw new DatasetException(Reason.WRONG_ENCODING, file, "");
            }
        }
    }
}
