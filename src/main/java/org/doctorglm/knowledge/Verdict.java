package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns points into chances and chances into one of the three states.
///
/// Confident needs a named disease that nothing contradicts, or findings that leave one candidate far ahead; several that
/// explain nearly the same stay a choice, however large the first chance is. A question that names a disease which the
/// library lacks, and says little besides, is answered with nothing.
///
/// @param ranked best first
record Verdict(RetrievalState state, List<Evidence> ranked) {
    /// No chance is given as one.
    private static final double CERTAIN = 0.99;
    /// How many candidates share the chance, so that a large library does not dilute it.
    private static final int RIVALS = 20;
    private static final double SURE = 0.72;
    private static final double RIVAL = 0.62;
    private static final double NOTHING_FITS = 0.25;
    /// What is left of a chance where nothing was found that could be asked about.
    private static final double UNASKED = 0.1;

    static Verdict of(List<Keyword> keywords, List<FindingRanker.Candidate> candidates, DiseaseNames names, int topK) {
        boolean stranger = keywords.stream().anyMatch(word -> word.kind() == TermKind.DISEASE && !word.negated()
                && !names.has(word.term()));
        boolean named = candidates.stream().anyMatch(FindingRanker.Candidate::named);
        long findings = keywords.stream().filter(word -> word.kind() == TermKind.SYMPTOM && !word.negated())
                .map(Keyword::term).distinct().count();
        boolean nothing = !named && (findings == 0 || stranger && findings < 3);
        double[] chances = chances(candidates);
        List<Evidence> ranked = new ArrayList<>();
        for (int i = 0; i < Math.min(topK, candidates.size()); i++) {
            double chance = i < RIVALS ? Math.min(CERTAIN, chances[i]) : 0;
            ranked.add(new Evidence(candidates.get(i).disease(), nothing ? UNASKED * chance : chance, candidates.get(i).matched()));
        }
        double first = candidates.isEmpty() ? 0 : chances[0];
        boolean weak = !named && first < NOTHING_FITS && chances[chances.length - 1] > first;
        if (nothing || weak || first == 0) {
            return new Verdict(RetrievalState.ABSTAIN, ranked);
        }
        boolean sure = named ? sureOfName(candidates) : !stranger && first >= SURE && sureOfFindings(candidates);
        return new Verdict(sure ? RetrievalState.CONFIDENT : RetrievalState.CHOOSE, ranked);
    }

    /// The chances of the first [#RIVALS] candidates, then that of "none of these".
    private static double[] chances(List<FindingRanker.Candidate> candidates) {
        int count = Math.min(RIVALS, candidates.size());
        double longest = candidates.stream().mapToDouble(FindingRanker.Candidate::findingPoints).max().orElse(0);
        double temperature = Math.max(FindingRanker.TEMPERATURE, FindingRanker.LONG_STORY * longest);
        double shift = Math.max(count == 0 ? 0 : candidates.getFirst().points(), FindingRanker.NOTHING);
        double[] chances = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            double points = i < count ? candidates.get(i).points() : FindingRanker.NOTHING;
            chances[i] = Math.exp((points - shift) / temperature);
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(chance -> chance / sum).toArray();
    }

    /// At least two different findings, a key one among them, speak for the first, and the second reaches much fewer points.
    private static boolean sureOfFindings(List<FindingRanker.Candidate> candidates) {
        FindingRanker.Candidate first = candidates.getFirst();
        double rival = candidates.size() < 2 ? 0 : candidates.get(1).points() / first.points();
        long support = first.matched().stream().filter(match -> match.field() == MatchField.KEY_SYMPTOM
                || match.field() == MatchField.SYMPTOM).map(match -> match.keyword().term()).distinct().count();
        boolean key = first.disease().keySymptoms().isEmpty()
                || first.matched().stream().anyMatch(match -> match.field() == MatchField.KEY_SYMPTOM);
        return rival < RIVAL && support >= 2 && key;
    }

    /// One name, and no other disease that explains the findings while the named one does not.
    private static boolean sureOfName(List<FindingRanker.Candidate> candidates) {
        List<FindingRanker.Candidate> named = candidates.stream().filter(FindingRanker.Candidate::named).toList();
        double own = named.getFirst().findingPoints();
        boolean contradicted = candidates.stream().anyMatch(candidate -> !candidate.named()
                && candidate.findingPoints() > Math.max(8, 3 * own) && candidate.explained() > 0.7);
        return named.size() == 1 && candidates.getFirst().named() && !contradicted;
    }
}
