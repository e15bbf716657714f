package org.doctorglm.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.tokenizer.SentencePieceModel.Kind;
import org.doctorglm.tokenizer.SentencePieceModel.Piece;

/// ChatGLM's tokenizer: a SentencePiece unigram model (`ice_text.model`) with byte fallback, and GLM's rules for blanks.
///
/// Segmentation is the Viterbi path of SentencePiece (Kudo 2018, arXiv 1804.10959, section 3), scores added as 32-bit floats as there.
/// `idOffset` is the number of image tokens before the text ids (20000 in the first release of ChatGLM-6B).
public final class GlmTokenizer implements Tokenizer {
    /// Longest file that is read; the one of ChatGLM-6B has 2.7 MB.
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final float UNKNOWN_PENALTY = 10;

    private final List<Piece> pieces;
    private final PieceTrie trie = new PieceTrie();
    private final Map<String, Integer> byName = new HashMap<>();
    private final int[] byteIds = new int[256];
    private final Normalizer normalizer;
    private final int idOffset;
    private final float unknownScore;
    private final float bestScore;

    private GlmTokenizer(SentencePieceModel model, int idOffset) throws IOException {
        if (!model.unigram() || !model.byteFallback()) {
            throw new IOException("only unigram models with byte fallback are read");
        }
        this.pieces = model.pieces();
        this.idOffset = idOffset;
        Arrays.fill(byteIds, -1);
        Set<String> userDefined = new HashSet<>();
        float worst = 0;
        float best = Float.NEGATIVE_INFINITY;
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            byName.put(piece.text(), id);
            switch (piece.kind()) {
                case NORMAL -> {
                    worst = Math.min(worst, piece.score());
                    best = Math.max(best, piece.score());
                    trie.add(piece.text(), id);
                }
                case USER_DEFINED -> {
                    userDefined.add(piece.text());
                    trie.add(piece.text(), id);
                }
                case BYTE -> byteIds[Integer.parseInt(piece.text().substring(3, 5), 16)] = id;
                case UNKNOWN, CONTROL, UNUSED -> { }
            }
        }
        for (int id : byteIds) {
            if (id < 0) {
                throw new IOException("a byte piece is missing");
            }
        }
        this.unknownScore = worst - UNKNOWN_PENALTY;
        this.bestScore = best;
        this.normalizer = new Normalizer(CharsMap.parse(model.charsmap()), userDefined, model.addDummyPrefix(), model.removeExtraWhitespaces());
    }

    /// @throws IOException when the file cannot be read or is no such model
    public static GlmTokenizer load(Path file, int idOffset) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(file.getFileName() + ": too large for a tokenizer");
        }
        try {
            return new GlmTokenizer(SentencePieceModel.parse(Files.readAllBytes(file)), idOffset);
        } catch (RuntimeException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int[] encode(String text) {
        return segment(normalizer.normalize(GlmText.toLayout(text), true), true);
    }

    @Override
    public int[] encodeUntrusted(String text) {
        return segment(normalizer.normalize(GlmText.toLayout(text), false), false);
    }

    private int[] segment(String text, boolean trusted) {
        int[] codePoints = text.codePoints().toArray();
        int length = codePoints.length;
        float[] best = new float[length + 1];
        int[] from = new int[length + 1];
        int[] via = new int[length + 1];
        Arrays.fill(from, -1);
        for (int start = 0; start < length; start++) {
            boolean single = false;
            int bytes = 0;
            int node = trie.root();
            for (int end = start; end < length; end++) {
                node = trie.child(node, codePoints[end]);
                if (node < 0) {
                    break;
                }
                bytes += GlmText.utf8Length(codePoints[end]);
                int id = trie.id(node);
                if (id < 0 || !trusted && steers(id)) {
                    continue;
                }
                single |= end == start;
                float score = pieces.get(id).kind() == Kind.USER_DEFINED ? (float) (bytes * bestScore - 0.1) : pieces.get(id).score();
                relax(best, from, via, start, end + 1, best[start] + score, id);
            }
            if (!single) {
                relax(best, from, via, start, start + 1, best[start] + unknownScore, -1);
            }
        }
        return collect(codePoints, from, via);
    }

    private static void relax(float[] best, int[] from, int[] via, int start, int end, float score, int id) {
        if (from[end] < 0 || score > best[end]) {
            best[end] = score;
            from[end] = start;
            via[end] = id;
        }
    }

    private int[] collect(int[] codePoints, int[] from, int[] via) {
        int[] reversed = new int[codePoints.length * 4];
        int count = 0;
        for (int end = codePoints.length; end > 0; end = from[end]) {
            if (via[end] >= 0) {
                reversed[count++] = via[end] + idOffset;
            } else {
                byte[] utf8 = Character.toString(codePoints[end - 1]).getBytes(StandardCharsets.UTF_8);
                for (int i = utf8.length - 1; i >= 0; i--) {
                    reversed[count++] = byteIds[utf8[i] & 0xFF] + idOffset;
                }
            }
        }
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = reversed[count - 1 - i];
        }
        return ids;
    }

    private boolean steers(int id) {
        Piece piece = pieces.get(id);
        return piece.kind() == Kind.USER_DEFINED && !GlmText.isLayout(piece.text());
    }

    @Override
    public String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            Piece piece = at(id);
            if (piece.kind() == Kind.BYTE) {
                bytes.write(Integer.parseInt(piece.text().substring(3, 5), 16));
                continue;
            }
            flush(bytes, text);
            if (piece.kind() != Kind.CONTROL) {
                String visible = piece.text().replace('▁', ' ');
                text.append(text.isEmpty() && visible.startsWith(" ") ? visible.substring(1) : visible);
            }
        }
        flush(bytes, text);
        return text.toString();
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder text) {
        if (bytes.size() > 0) {
            text.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
        }
    }

    /// Whether the ids end in the middle of a UTF-8 character.
    boolean torn(int[] ids) {
        int tail = 0;
        while (tail < Math.min(4, ids.length) && at(ids[ids.length - 1 - tail]).kind() == Kind.BYTE) {
            int value = Integer.parseInt(at(ids[ids.length - 1 - tail]).text().substring(3, 5), 16);
            tail++;
            if (value >= 0xC0) {
                return tail < (value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2);
            }
            if (value < 0x80) {
                return false;
            }
        }
        return false;
    }

    /// What a reader sees of one token: blanks and line breaks as themselves; half a character as a replacement character.
    public String text(int id) {
        String visible = at(id).text().replace('▁', ' ');
        return at(id).kind() == Kind.NORMAL ? visible : GlmText.fromLayout(at(id).kind() == Kind.BYTE ? decode(new int[] {id}) : visible);
    }

    @Override
    public String piece(int id) {
        return at(id).text();
    }

    private Piece at(int id) {
        int index = id - idOffset;
        return index >= 0 && index < pieces.size() ? pieces.get(index) : new Piece("", 0, Kind.CONTROL);
    }

    @Override
    public int size() {
        return pieces.size() + idOffset;
    }
}
