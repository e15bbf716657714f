package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Finds the diseases that a question may mean and says what speaks for and against each.
/// Immutable, for any thread.
final class CandidateFinder {
    /// Rarity is given in these units, so that columns are of one size.
    private static final double UNIT = 3;
    /// BM25 at which a fit by itself counts half.
    private static final double HALF_TEXT = 12;

    /// Parts of the body, what comes out of it, and what is felt: characters that talk of other things seldom needs.
    private static final String BODILY = "疼痛痒肿胀麻酸晕吐呕泻咳喘烧血尿便屎尿屁痰脓涕泪汗疮疹斑疤痘痂裂溃烂炎症癌瘤病痛抽搐瘫抖僵硬瘦胖哑聋瞎盲肚胃肠肝胆脾肺肾脑胸背腰臀胯腿膝脚踝"
            + "趾肩肘腕指甲颈脖喉咙嗓鼻耳眼睛牙齿龈舌嘴唇脸额头皮肤骨筋肌腱关节乳房卵巢宫阴茎睾囊肛孕胎经带奶婴宝娃疲乏困憋闷慌悸";

    private final Ontology ontology;
    private final FindingIndex index;
    private final DiseaseNames names;

    CandidateFinder(Collection<Disease> diseases, Collection<Term> terms, DiseaseNames names) {
        this.ontology = new Ontology(diseases, terms);
        this.index = new FindingIndex(diseases, ontology);
        this.names = names;
    }

    private CandidateFinder(Ontology ontology, FindingIndex index, DiseaseNames names) {
        this.ontology = ontology;
        this.index = index;
        this.names = names;
    }

    /// The finder with one entry in the place of another; null stands for none.
    CandidateFinder replaced(@Nullable Disease before, @Nullable Disease after, DiseaseNames now) {
        Ontology next = ontology.replaced(before, after);
        return new CandidateFinder(next, index.replaced(before, after, next), now);
    }

    /// Findings that include this one.
    Set<String> wider(String finding) {
        return ontology.wider(finding);
    }

    /// @param text scores by disease id
    /// @param near entries that mean what the question means
    Candidates find(List<Keyword> keywords, Patient patient, Map<String, TextScores> text, Neighbours near, String question) {
        Map<String, Keyword> asserted = new LinkedHashMap<>();
        Map<String, Keyword> denied = new LinkedHashMap<>();
        split(keywords, asserted, denied);
        Best best = new Best(best(text, TextScores::names), best(text, TextScores::findings), best(text, TextScores::body), near.best());
        List<Keyword> said = new ArrayList<>(asserted.values());
        said.addAll(denied.values());
        List<Candidate> all = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>(text.keySet());
        found.addAll(near.nearest());
        for (Disease disease : index.touched(said, found)) {
            TextScores scores = text.getOrDefault(disease.id(), TextScores.NONE);
            all.add(candidate(disease, asserted.values(), denied.values(), patient, scores, near.fit(disease.id()), best));
        }
        if (all.stream().anyMatch(Candidate::named)) {
            all.stream().filter(candidate -> !candidate.named() && candidate.feature(Feature.SHARED) == 0)
                    .forEach(candidate -> set(candidate.features(), Feature.BESIDE_A_NAME, 1));
        }
        return new Candidates(all, none(asserted.values(), all, best, text, question));
    }

    private record Best(double names, double findings, double body, double meaning) {
    }

    private static double best(Map<String, TextScores> text, ToDoubleFunction<TextScores> field) {
        return text.values().stream().mapToDouble(field).max().orElse(0);
    }

    /// A finding said and denied in the same question counts as said; of a finding and a wider one only the narrow one counts.
    private void split(List<Keyword> keywords, Map<String, Keyword> asserted, Map<String, Keyword> denied) {
        for (Keyword keyword : keywords) {
            (keyword.negated() ? denied : asserted).putIfAbsent(keyword.kind() + keyword.term(), keyword);
        }
        denied.keySet().removeAll(asserted.keySet());
        Set<String> wide = new HashSet<>();
        for (Keyword one : asserted.values()) {
            for (Keyword other : asserted.values()) {
                if (ontology.includes(one.term(), other.term())) {
                    wide.add(one.kind() + one.term());
                }
            }
        }
        asserted.keySet().removeAll(wide);
    }

    private double[] none(Collection<Keyword> asserted, List<Candidate> all, Best best, Map<String, TextScores> text, String question) {
        int length = question.codePointCount(0, question.length());
        double[] none = new double[NoneFeature.COUNT];
        long findings = asserted.stream().filter(word -> word.kind() == TermKind.SYMPTOM).map(Keyword::term).distinct().count();
        none[NoneFeature.BIAS.ordinal()] = 1;
        none[NoneFeature.NAMED.ordinal()] = all.stream().anyMatch(Candidate::named) ? 1 : 0;
        none[NoneFeature.STRANGER.ordinal()] = asserted.stream()
                .anyMatch(word -> word.kind() == TermKind.DISEASE && !names.has(word.term())) ? 1 : 0;
        none[NoneFeature.FINDINGS.ordinal()] = Math.sqrt(findings);
        none[NoneFeature.NO_FINDING.ordinal()] = findings == 0 ? 1 : 0;
        none[NoneFeature.BEST_TEXT.ordinal()] = alone(best.findings());
        none[NoneFeature.BEST_NAME.ordinal()] = alone(best.names());
        none[NoneFeature.TEXT_DENSITY.ordinal()] = Math.log1p(best.findings() / Math.max(4, length));
        double third = text.values().stream().mapToDouble(TextScores::findings).sorted().skip(Math.max(0, text.size() - 3)).findFirst().orElse(0);
        none[NoneFeature.TEXT_GAP.ordinal()] = best.findings() <= 0 ? 0 : (best.findings() - third) / best.findings();
        none[NoneFeature.LATIN.ordinal()] = (double) question.chars().filter(c -> c < 0x250 && Character.isLetter(c)).count() / Math.max(1, length);
        none[NoneFeature.BODILY.ordinal()] = Math.sqrt(question.codePoints().distinct().filter(point -> BODILY.indexOf(point) >= 0).count());
        none[NoneFeature.BEST_MEANING.ordinal()] = best.meaning();
        none[NoneFeature.WORDS.ordinal()] = Math.sqrt(asserted.size());
        return none;
    }

    private Candidate candidate(Disease disease, Collection<Keyword> asserted, Collection<Keyword> denied, Patient patient, TextScores text,
                                double meaning, Best best) {
        Evidences evidences = new Evidences(disease, ontology);
        asserted.forEach(evidences::asserted);
        denied.forEach(evidences::denied);
        double[] x = evidences.features(UNIT);
        set(x, Feature.TEXT_NAMES, relative(text.names(), best.names()));
        set(x, Feature.TEXT_NAMES_ALONE, alone(text.names()));
        set(x, Feature.TEXT_FINDINGS, relative(text.findings(), best.findings()));
        set(x, Feature.TEXT_FINDINGS_ALONE, alone(text.findings()));
        set(x, Feature.TEXT_BODY, relative(text.body(), best.body()));
        set(x, Feature.TEXT_BODY_ALONE, alone(text.body()));
        set(x, Feature.MEANING, relative(meaning, best.meaning()));
        set(x, Feature.MEANING_ALONE, meaning);
        set(x, Feature.OTHER_AGE, patient.otherAge(disease) ? 1 : 0);
        set(x, Feature.OTHER_SEX, patient.otherSex(disease) ? 1 : 0);
        set(x, Feature.TOO_LONG, patient.tooLong(disease) ? 1 : 0);
        Frequency frequency = disease.background().frequency();
        set(x, Feature.FREQUENCY, frequency == Frequency.COMMON ? 1 : frequency == Frequency.RARE ? -1 : 0);
        return new Candidate(disease, x, x[Feature.NAMED.ordinal()] > 0, evidences.matched());
    }

    private static void set(double[] x, Feature feature, double value) {
        x[feature.ordinal()] = value;
    }

    private static double relative(double score, double best) {
        return best <= 0 ? 0 : score / best;
    }

    private static double alone(double score) {
        return score / (score + HALF_TEXT);
    }
}
