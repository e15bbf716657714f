package org.doctorglm.knowledge;

import java.util.List;
import java.util.stream.IntStream;

/// The parts of a file of labelled queries: what is tuned on one half is told of the other.
public enum QueryHalf {
    /// The odd lines.
    TUNED,
    /// The even lines.
    MEASURED,
    ALL;

    public List<LabelledQuery> of(List<LabelledQuery> queries) {
        return switch (this) {
            case ALL -> queries;
            case TUNED, MEASURED -> IntStream.range(0, queries.size()).filter(i -> i % 2 == (this == TUNED ? 0 : 1)).mapToObj(queries::get).toList();
        };
    }
}
