package org.doctorglm.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// What the paper's Table 1 says of a set, counted: department, language, questions, rounds, size, real or synthetic.
///
/// @param departments the largest first
/// @param all departments together
public record DatasetStatistics(Dataset dataset, List<DepartmentStatistics> departments, DepartmentStatistics all) {
    /// Departments beyond these are counted as one: a broken column must not fill the memory.
    private static final int MOST = 300;
    private static final String OTHERS = "…";

    public DatasetStatistics {
        departments = List.copyOf(departments);
    }

    /// Reads the set once.
    ///
    /// @param tokens counts the tokens of a text, null to leave them out
    public static DatasetStatistics of(DatasetRepository sets, String name, @Nullable ToIntFunction<String> tokens, MedicalTerms dictionary,
            Progress progress, Cancellation cancellation) throws IOException {
        Dataset dataset = sets.find(name);
        Map<String, DepartmentStatistics> departments = new LinkedHashMap<>();
        DepartmentStatistics all = new DepartmentStatistics("");
        sets.read(name, (index, conversation) -> {
            cancellation.throwIfRequested();
            progress.at(index, dataset.conversations());
            String department = conversation.department();
            String row = departments.containsKey(department) || departments.size() < MOST ? department : OTHERS;
            departments.computeIfAbsent(row, DepartmentStatistics::new).add(conversation, tokens, dictionary);
            all.add(conversation, null, MedicalTerms.NONE);
        });
        progress.at(dataset.conversations(), dataset.conversations());
        List<DepartmentStatistics> rows = new ArrayList<>(departments.values());
        rows.sort(Comparator.comparingLong(DepartmentStatistics::conversations).reversed().thenComparing(DepartmentStatistics::name));
        return new DatasetStatistics(dataset, rows, all);
    }
}
