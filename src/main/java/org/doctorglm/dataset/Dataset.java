package org.doctorglm.dataset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of dialogues that is kept here, without the dialogues themselves.
///
/// @param made when it was imported or derived
/// @param files that it was read from; those of the set it was made of, where it was derived
/// @param conversations counted
/// @param turns questions with their answers, counted
/// @param departments named by dialogues, the most frequent first
/// @param derivation how it was made of other sets, null where it was imported
public record Dataset(DatasetDetails details, Instant made, List<SourceFile> files, long conversations, long turns, List<String> departments,
                      @Nullable Derivation derivation) {
    public Dataset {
        files = List.copyOf(files);
        departments = List.copyOf(departments);
    }

    public String name() {
        return details.name();
    }

    public long rejected() {
        return files.stream().mapToLong(SourceFile::rejected).sum();
    }
}
