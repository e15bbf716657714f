package org.doctorglm.knowledge;

import java.util.ArrayList;
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
    private static final double SURE = 0.72;
    private static final double RIVAL = 0.62;
    private static final double NOTHING_FITS = 0.25;

    static Verdict of(List<Keyword> keywords, List<FindingRanker.Candidate> candidates, DiseaseNames names, int topK) {
        double top = candidates.isEmpty() ? 0 : candidates.getFirst().points();
        double shift = Math.max(top, FindingRanker.NOTHING);
        double temperature = Math.max(FindingRanker.TEMPERATURE, FindingRanker.LONG_STORY * findings(candidates));
        double sum = weight(FindingRanker.NOTHING, shift, temperature);
        for (FindingRanker.Candidate candidate : candidates) {
            sum += weight(candidate.points(), shift, temperature);
        }
        boolean stranger = keywords.stream().anyMatch(word -> word.kind() == TermKind.DISEASE && !word.negated()
                && !names.has(word.term()));
        boolean named = candidates.stream().anyMatch(FindingRanker.Candidate::named);
        long findings = keywords.stream().filter(word -> word.kind() == TermKind.SYMPTOM && !word.negated())
                .map(Keyword::term).distinct().count();
        boolean nothing = !named && (findings == 0 || stranger && findings < 3);
        double scale = nothing ? 0.1 : 1;
        List<Evidence> ranked = new ArrayList<>();
        for (FindingRanker.Candidate candidate : candidates.subList(0, Math.min(topK, candidates.size()))) {
            ranked.add(new Evidence(candidate.disease(), scale * Math.min(CERTAIN, weight(candidate.points(), shift, temperature) / sum), candidate.matched()));
        }
        double first = ranked.isEmpty() ? 0 : ranked.getFirst().score();
        double share = weight(FindingRanker.NOTHING, shift, temperature) / sum;
        if (nothing || first == 0 || !named && first < NOTHING_FITS && share > first) {
            return new Verdict(RetrievalState.ABSTAIN, ranked);
        }
        boolean sure = named ? sureOfName(candidates) : !stranger && first >= SURE && rival(candidates) < RIVAL
                && support(candidates.getFirst()) >= 2;
        return new Verdict(sure ? RetrievalState.CONFIDENT : RetrievalState.CHOOSE, ranked);
    }

    private static double weight(double points, double shift, double temperature) {
        return Math.exp((points - shift) / temperature);
    }

    private static double findings(List<FindingRanker.Candidate> candidates) {
        return candidates.stream().mapToDouble(FindingRanker.Candidate::findingPoints).max().orElse(0);
    }

    /// How many different findings speak for a candidate: one alone never makes it certain.
    private static long support(FindingRanker.Candidate candidate) {
        return candidate.matched().stream().filter(match -> match.field() == MatchField.KEY_SYMPTOM
                || match.field() == MatchField.SYMPTOM).map(match -> match.keyword().term()).distinct().count();
    }

    /// What the best unnamed candidate other than the first reaches, as a share of the first.
    private static double rival(List<FindingRanker.Candidate> candidates) {
        return candidates.size() < 2 ? 0 : candidates.get(1).points() / candidates.getFirst().points();
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
