package org.doctorglm.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.embedding.EncoderException.Reason;
import org.doctorglm.tokenizer.WordPiece;

/// A folder with a sentence model as it is published: `model.onnx` (or `onnx/model.onnx`), `vocab.txt`, and what there is of
/// `tokenizer_config.json`, `config.json`, `sentence_bert_config.json`, `config_sentence_transformers.json`, `modules.json` and
/// `1_Pooling/config.json`. Nothing else is read. It is hostile until [#open] has looked through it.
///
/// @param files what belongs to the model, by the names under which it is installed
/// @param settings how texts are read and vectors made
/// @param vocabulary pieces by number
public record EncoderFolder(Map<String, Path> files, EncoderSettings settings, List<String> vocabulary) {
    static final String MODEL = "model.onnx";
    private static final String VOCABULARY = "vocab.txt";
    /// More than any sentence model that a processor answers with in time; the runtime reads no larger file either.
    private static final long MOST_MODEL_BYTES = (1L << 31) - 1;
    private static final long MOST_VOCABULARY_BYTES = 16 << 20;
    private static final int MOST_PIECES = 500_000;

    /// Reads everything but the weights.
    ///
    /// @throws EncoderException when a file is missing, too large, or says what cannot be
    public static EncoderFolder open(Path folder) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        Path inside = folder.resolve("onnx").resolve(MODEL);
        Path model = !Files.exists(folder.resolve(MODEL)) && Files.exists(inside) ? inside : folder.resolve(MODEL);
        files.put(MODEL, present(model, MOST_MODEL_BYTES));
        files.put(VOCABULARY, present(folder.resolve(VOCABULARY), MOST_VOCABULARY_BYTES));
        for (String name : EncoderSettings.FILES) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                files.put(name, present(folder.resolve(name), EncoderSettings.MOST_BYTES));
            }
        }
        EncoderSettings settings = EncoderSettings.read(files);
        List<String> vocabulary = vocabulary(files.get(VOCABULARY));
        for (String part : ModelFile.parts(model)) {
            if (files.containsKey(part) || part.endsWith(".json") || part.endsWith(".txt")) {
                // Weights must not lie where a manifest, trained weights of the ranker or a vocabulary is looked for.
                throw new EncoderException(Reason.OUTSIDE, part);
            }
            files.put(part, present(model.resolveSibling(part), MOST_MODEL_BYTES));
        }
        EncoderFolder open = new EncoderFolder(Map.copyOf(files), settings, vocabulary);
        open.wordPiece();
        return open;
    }

    /// @throws EncoderException VOCABULARY when it lacks a control token
    public WordPiece wordPiece() throws EncoderException {
        try {
            return new WordPiece(vocabulary, settings.text());
        } catch (IllegalArgumentException e) {
            throw new EncoderException(Reason.VOCABULARY, String.valueOf(e.getMessage()), e);
        }
    }

    public Path model() {
        return java.util.Objects.requireNonNull(files.get(MODEL));
    }

    private static Path present(Path file, long most) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new EncoderException(Reason.MISSING, name);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new EncoderException(Reason.NO_FILE, name);
        }
        if (Files.size(file) > most) {
            throw new EncoderException(Reason.TOO_LARGE, name);
        }
        return file;
    }

    private static List<String> vocabulary(Path file) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
            // Line ends as Python's text files have them; other separators may be pieces.
            List<String> pieces = List.of(text.split("\r?\n"));
            if (pieces.size() > MOST_PIECES) {
                throw new EncoderException(Reason.VOCABULARY, Integer.toString(pieces.size()));
            }
            return pieces;
        } catch (CharacterCodingException e) {
            throw new EncoderException(Reason.VOCABULARY, "UTF-8", e);
        }
    }
}
