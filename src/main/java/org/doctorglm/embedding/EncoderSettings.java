package org.doctorglm.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.tokenizer.BertText;
import org.jspecify.annotations.Nullable;

/// How a sentence model wants its texts and gives its vectors, by the files of `transformers` and `sentence-transformers`; what they do not say
/// is as in BERT: small letters, the mean of the tokens. Vectors always get length 1, whether a file asks for it or not: they are compared by angle.
///
/// @param most tokens of a text, the two around it included
/// @param pooling for a model that gives a vector for each token
/// @param questionPrefix what the model wants to read before a question
public record EncoderSettings(BertText text, int most, Pooling pooling, String questionPrefix, String entryPrefix) {
    static final long MOST_BYTES = 1 << 20;
    private static final String TOKENIZER = "tokenizer_config.json";
    private static final String NETWORK = "config.json";
    private static final String SENTENCES = "sentence_bert_config.json";
    private static final String PROMPTS = "config_sentence_transformers.json";
    private static final String MODULES = "modules.json";
    private static final String POOLING = "1_Pooling/config.json";
    static final List<String> FILES = List.of(TOKENIZER, NETWORK, SENTENCES, PROMPTS, MODULES, POOLING);
    /// Positions of BERT.
    private static final int MOST_TOKENS = 512;
    private static final int LEAST_TOKENS = 8;
    private static final int LONGEST_PREFIX = 200;
    private static final JsonMapper MAPPER = new JsonMapper();

    /// @param files those of [#FILES] that are there
    static EncoderSettings read(Map<String, Path> files) throws IOException {
        JsonNode tokenizer = json(files.get(TOKENIZER));
        JsonNode sentences = json(files.get(SENTENCES));
        boolean lower = sentences.path("do_lower_case").asBoolean(false) || tokenizer.path("do_lower_case").asBoolean(true);
        BertText text = new BertText(lower, tokenizer.path("strip_accents").asBoolean(lower), tokenizer.path("tokenize_chinese_chars").asBoolean(true));
        int most = Math.min(tokens(sentences.path("max_seq_length")), Math.min(tokens(tokenizer.path("model_max_length")),
                tokens(json(files.get(NETWORK)).path("max_position_embeddings"))));
        JsonNode prompts = json(files.get(PROMPTS)).path("prompts");
        refuseUnknownModules(json(files.get(MODULES)));
        return new EncoderSettings(text, most, pooling(json(files.get(POOLING))), prefix(prompts, "query"),
                prefix(prompts, prompts.has("document") ? "document" : "passage"));
    }

    public String prefix(SentenceRole role) {
        return switch (role) {
            case QUESTION -> questionPrefix;
            case ENTRY -> entryPrefix;
        };
    }

    private static JsonNode json(@Nullable Path file) throws IOException {
        if (file == null) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new EncoderException(Reason.CONFIGURATION, String.valueOf(file.getFileName()), e);
        }
    }

    /// "As many as you like" is written as 10^30.
    private static int tokens(JsonNode limit) throws EncoderException {
        if (!limit.isNumber()) {
            return MOST_TOKENS;
        }
        if (!(limit.asDouble() >= LEAST_TOKENS)) {
            throw new EncoderException(Reason.CONFIGURATION, limit.asText());
        }
        return (int) Math.min(MOST_TOKENS, limit.asDouble());
    }

    private static String prefix(JsonNode prompts, String name) throws EncoderException {
        String prefix = prompts.path(name).asText("");
        if (prefix.length() > LONGEST_PREFIX) {
            throw new EncoderException(Reason.CONFIGURATION, PROMPTS);
        }
        return prefix;
    }

    /// A further layer would have weights of its own that nobody here reads.
    private static void refuseUnknownModules(JsonNode modules) throws EncoderException {
        for (JsonNode module : modules) {
            String type = module.path("type").asText("");
            String name = type.substring(type.lastIndexOf('.') + 1);
            if (!List.of("Transformer", "Pooling", "Normalize").contains(name)) {
                throw new EncoderException(Reason.POOLING, name.substring(0, Math.min(40, name.length())));
            }
        }
    }

    private static Pooling pooling(JsonNode json) throws EncoderException {
        Pooling found = json.isMissingNode() ? Pooling.MEAN : null;
        for (var field : json.properties()) {
            if (!field.getKey().startsWith("pooling_mode_") || !field.getValue().asBoolean()) {
                continue;
            }
            Pooling next = switch (field.getKey()) {
                case "pooling_mode_mean_tokens" -> Pooling.MEAN;
                case "pooling_mode_cls_token" -> Pooling.CLS;
                case "pooling_mode_max_tokens" -> Pooling.MAX;
                default -> null;
            };
            if (next == null || found != null) {
                throw new EncoderException(Reason.POOLING, field.getKey().substring(0, Math.min(40, field.getKey().length())));
            }
            found = next;
        }
        if (found == null) {
            throw new EncoderException(Reason.POOLING, POOLING);
        }
        return found;
    }
}
