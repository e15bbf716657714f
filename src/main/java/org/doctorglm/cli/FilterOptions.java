package org.doctorglm.cli;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.PersonalMask;
import picocli.CommandLine.Option;

/// What leaves a set.
final class FilterOptions {
    @Option(names = "--without", descriptionKey = "data.filter.without", paramLabel = "FINDING", split = ",", converter = FindingsConverter.class)
    List<Finding> without = List.of();

    @Option(names = "--department", descriptionKey = "data.filter.department", paramLabel = "D", split = ",")
    List<String> departments = List.of();

    @Option(names = "--language", descriptionKey = "data.filter.language", paramLabel = "CODE", split = ",")
    List<String> languages = List.of();

    @Option(names = "--least-characters", descriptionKey = "data.filter.least", paramLabel = "N")
    int least;

    @Option(names = "--most-characters", descriptionKey = "data.filter.most", paramLabel = "N")
    int most = Integer.MAX_VALUE;

    @Option(names = "--least-rounds", descriptionKey = "data.filter.leastRounds", paramLabel = "N")
    int leastRounds;

    @Option(names = "--most-rounds", descriptionKey = "data.filter.mostRounds", paramLabel = "N")
    int mostRounds = Integer.MAX_VALUE;

    @Option(names = "--mask", descriptionKey = "data.filter.mask", paramLabel = "FINDING", split = ",", converter = FindingsConverter.class)
    List<Finding> masked = List.of();

    Filter filter(Verb verb) {
        if (without.contains(Finding.LEAKAGE)) {
            throw verb.wrongUsage("data.filter.leakage");
        }
        if (!PersonalMask.KINDS.containsAll(masked)) {
            throw verb.wrongUsage("data.filter.kinds");
        }
        if (least < 0 || most < least || leastRounds < 0 || mostRounds < leastRounds) {
            throw verb.wrongUsage("data.filter.range");
        }
        Set<Language> wanted = EnumSet.noneOf(Language.class);
        languages.forEach(code -> wanted.add(Stream.of(Language.values()).filter(one -> one != Language.MIXED && one.code().equals(code)).findFirst()
                .orElseThrow(() -> verb.wrongUsage("data.filter.languages"))));
        return new Filter(set(without), new LinkedHashSet<>(departments), wanted, new Filter.Range(least, most), new Filter.Range(leastRounds, mostRounds), set(masked));
    }

    private static Set<Finding> set(List<Finding> findings) {
        Set<Finding> set = EnumSet.noneOf(Finding.class);
        set.addAll(findings);
        return set;
    }
}
