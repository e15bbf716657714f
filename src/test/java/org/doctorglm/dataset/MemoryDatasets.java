package org.doctorglm.dataset;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets in memory, for tests of what stands on them.
public final class MemoryDatasets implements DatasetRepository {
    private final Map<String, Kept> sets = new LinkedHashMap<>();

    private record Kept(Dataset dataset, List<Conversation> conversations, List<RejectedRecord> rejected, Map<Long, PairSource> sources) {
    }

    @Override
    public List<Dataset> list() {
        return sets.values().stream().map(Kept::dataset).toList();
    }

    private Kept kept(String name) throws IOException {
        Kept kept = sets.get(name);
        if (kept == null) {
            throw new DatasetException(DatasetException.Reason.UNKNOWN_SET, name, "");
        }
        return kept;
    }

    @Override
    public Dataset find(String name) throws IOException {
        return kept(name).dataset;
    }

    public List<Conversation> conversations(String name) throws IOException {
        return kept(name).conversations;
    }

    @Override
    public void read(String name, Reader reader) throws IOException {
        long index = 0;
        for (Conversation conversation : kept(name).conversations) {
            reader.accept(index++, conversation);
        }
    }

    @Override
    public List<RejectedRecord> rejected(String name) throws IOException {
        return kept(name).rejected;
    }

    @Override
    public Optional<Conversation> at(String name, long index) throws IOException {
        List<Conversation> all = kept(name).conversations;
        return index < 0 || index >= all.size() ? Optional.empty() : Optional.of(all.get((int) index));
    }

    @Override
    public Map<Long, PairSource> sources(String name) throws IOException {
        return kept(name).sources;
    }

    @Override
    public Draft begin(DatasetDetails details) throws IOException {
        if (sets.containsKey(details.name())) {
            throw new DatasetException(DatasetException.Reason.TAKEN, details.name(), "");
        }
        List<Conversation> all = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        Map<Long, PairSource> sources = new HashMap<>();
        return new Draft() {
            @Override
            public void add(Conversation conversation, @Nullable PairSource source) {
                if (source != null) {
                    sources.put((long) all.size(), source);
                }
                all.add(conversation);
            }

            @Override
            public void reject(RejectedRecord record) {
                rejected.add(record);
            }

            @Override
            public Dataset finish(List<SourceFile> files, @Nullable Derivation derivation) throws IOException {
                if (all.isEmpty()) {
                    throw new DatasetException(DatasetException.Reason.EMPTY, details.name(), "");
                }
                Dataset made = new Dataset(details, Instant.EPOCH, files, all.size(), all.stream().mapToLong(c -> c.turns().size()).sum(),
                        all.stream().map(Conversation::department).filter(d -> !d.isEmpty()).distinct().toList(), derivation);
                sets.put(details.name(), new Kept(made, all, rejected, sources));
                return made;
            }

            @Override
            public void close() {
            }
        };
    }

    @Override
    public void remove(String name) {
        sets.remove(name);
    }
}
