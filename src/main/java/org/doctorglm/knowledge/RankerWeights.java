package org.doctorglm.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// How much each column counts, and how sure is sure enough: `knowledge/ranker.json`, made by `knowledge train`.
///
/// @param disease by [Feature]
/// @param none by [NoneFeature]
/// @param sure least chance of the first disease for [RetrievalState#CONFIDENT]
/// @param nothing least chance of "none of these" for [RetrievalState#ABSTAIN]
record RankerWeights(double[] disease, double[] none, double sure, double nothing) {
    static final String FILE = "ranker.json";
    private static final int SCHEMA = 1;
    private static final double FINDINGS_AT_ONCE = 3;
    private static final long MOST_BYTES = 1 << 16;
    /// Columns that have a weight of judgement until somebody trains with an encoder; until then no file names them.
    private static final Set<Enum<?>> OF_ENCODER = Set.of(Feature.MEANING, Feature.MEANING_ALONE, NoneFeature.BEST_MEANING);
    private static final JsonMapper MAPPER = new JsonMapper();

    /// By judgement, for a library without trained weights and as the start of training.
    static RankerWeights untrained() {
        double[] disease = new double[Feature.COUNT];
        set(disease, Feature.NAMED, 8);
        set(disease, Feature.NAME_DENIED, -8);
        set(disease, Feature.BESIDE_A_NAME, -6);
        set(disease, Feature.FINDINGS, 1.2);
        set(disease, Feature.KEY_FINDINGS, 0.8);
        set(disease, Feature.SHARED, 0.5);
        set(disease, Feature.EXPLAINED, 1);
        set(disease, Feature.UNEXPLAINED, -0.4);
        set(disease, Feature.DENIED, -1);
        set(disease, Feature.TESTS, 0.2);
        set(disease, Feature.TEXT_NAMES, 0.5);
        set(disease, Feature.TEXT_FINDINGS, 1.5);
        set(disease, Feature.TEXT_FINDINGS_ALONE, 1.5);
        set(disease, Feature.TEXT_BODY, 0.5);
        set(disease, Feature.OTHER_AGE, -1);
        set(disease, Feature.OTHER_SEX, -5);
        set(disease, Feature.TOO_LONG, -1);
        set(disease, Feature.FREQUENCY, 0.3);
        // Whatever the other weights: an entry that means just what the question means, and nothing else, is worth a choice.
        set(disease, Feature.MEANING, 0.5);
        set(disease, Feature.MEANING_ALONE, 6);
        double[] none = new double[NoneFeature.COUNT];
        none[NoneFeature.BIAS.ordinal()] = 3;
        none[NoneFeature.NAMED.ordinal()] = -2;
        none[NoneFeature.STRANGER.ordinal()] = 2;
        none[NoneFeature.NO_FINDING.ordinal()] = 1;
        none[NoneFeature.BEST_MEANING.ordinal()] = -6;
        return new RankerWeights(disease, none, 0.7, 0.5);
    }

    private static void set(double[] weights, Feature feature, double value) {
        weights[feature.ordinal()] = value;
    }

    static boolean present(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// The weights beside a library, or the untrained ones where there are none.
    ///
    /// @throws IOException when the file is there and cannot be understood: a library must not silently answer worse
    static RankerWeights of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!present(folder)) {
            return untrained();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new KnowledgeException(KnowledgeException.Reason.TOO_LARGE, file);
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            if (json.path("schema").asInt() != SCHEMA) {
                throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
            }
            RankerWeights judged = untrained();
            return new RankerWeights(read(json.path("disease"), judged.disease(), Feature.values(), file),
                    read(json.path("none"), judged.none(), NoneFeature.values(), file),
                    json.path("sure").asDouble(1), json.path("nothing").asDouble(1));
        } catch (JsonProcessingException e) {
            throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file, e);
        }
    }

    private static double[] read(JsonNode json, double[] judged, Enum<?>[] columns, Path file) throws KnowledgeException {
        double[] weights = judged.clone();
        for (Enum<?> column : columns) {
            JsonNode value = json.path(key(column));
            if (value.isNumber()) {
                weights[column.ordinal()] = value.asDouble();
            } else if (!value.isMissingNode() || !OF_ENCODER.contains(column)) {
                throw new KnowledgeException(KnowledgeException.Reason.UNREADABLE, file);
            }
        }
        return weights;
    }

    /// One JSON object, weights by name, four digits.
    String json() {
        ObjectNode json = MAPPER.createObjectNode().put("schema", SCHEMA);
        RankerWeights judged = untrained();
        write(json.putObject("disease"), disease, judged.disease(), Feature.values());
        write(json.putObject("none"), none, judged.none(), NoneFeature.values());
        json.put("sure", round(sure)).put("nothing", round(nothing));
        return json.toPrettyString() + "\n";
    }

    private static void write(ObjectNode json, double[] weights, double[] judged, Enum<?>[] columns) {
        for (Enum<?> column : columns) {
            double weight = weights[column.ordinal()];
            if (!OF_ENCODER.contains(column) || weight != judged[column.ordinal()]) {
                json.put(key(column), round(weight));
            }
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static String key(Enum<?> column) {
        return column.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Chances of the candidates, in their order, and behind them that of "none": a softmax over weighted sums, at the temperature of
    /// [#temperature].
    double[] chances(Candidates candidates) {
        int count = candidates.all().size();
        double temperature = temperature(candidates);
        double[] chances = new double[count + 1];
        for (int i = 0; i < count; i++) {
            chances[i] = dot(disease, candidates.all().get(i).features()) / temperature;
        }
        chances[count] = dot(none, candidates.none()) / temperature;
        softmax(chances);
        return chances;
    }

    /// The findings of a long story hang together, so what they say together is less sure than their sum: the temperature grows with their
    /// number beyond three.
    static double temperature(Candidates candidates) {
        double root = candidates.none()[NoneFeature.FINDINGS.ordinal()];
        return Math.max(1, root * root / FINDINGS_AT_ONCE);
    }

    static double dot(double[] weights, double[] x) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    static void softmax(double[] values) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            most = Math.max(most, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - most);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
