package org.doctorglm.tokenizer;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The parts of a SentencePiece model file that encoding needs (message `ModelProto` of sentencepiece_model.proto).
///
/// @param charsmap compiled normalisation rules, see [CharsMap]
/// @param unigram whether the model is of the unigram kind, the only one that is read
record SentencePieceModel(List<Piece> pieces, byte[] charsmap, boolean unigram, boolean byteFallback, boolean addDummyPrefix,
                          boolean removeExtraWhitespaces) {
    /// @param score log probability
    record Piece(String text, float score, Kind kind) {
    }

    /// Numbers as in the file.
    enum Kind {
        NORMAL(1), UNKNOWN(2), CONTROL(3), USER_DEFINED(4), UNUSED(5), BYTE(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) throws IOException {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IOException("piece type " + number);
        }
    }

    static SentencePieceModel parse(byte[] file) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(file);
        List<Piece> pieces = new ArrayList<>();
        byte[] charsmap = {};
        boolean unigram = true;
        boolean byteFallback = false;
        boolean dummyPrefix = true;
        boolean removeExtra = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> pieces.add(piece(in.readByteArray()));
                case 2 -> {
                    CodedInputStream trainer = CodedInputStream.newInstance(in.readByteArray());
                    for (int t = trainer.readTag(); t != 0; t = trainer.readTag()) {
                        switch (WireFormat.getTagFieldNumber(t)) {
                            case 3 -> unigram = trainer.readInt32() == 1;
                            case 35 -> byteFallback = trainer.readBool();
                            default -> trainer.skipField(t);
                        }
                    }
                }
                case 3 -> {
                    CodedInputStream normalizer = CodedInputStream.newInstance(in.readByteArray());
                    for (int t = normalizer.readTag(); t != 0; t = normalizer.readTag()) {
                        switch (WireFormat.getTagFieldNumber(t)) {
                            case 2 -> charsmap = normalizer.readByteArray();
                            case 3 -> dummyPrefix = normalizer.readBool();
                            case 4 -> removeExtra = normalizer.readBool();
                            default -> normalizer.skipField(t);
                        }
                    }
                }
                default -> in.skipField(tag);
            }
        }
        return new SentencePieceModel(pieces, charsmap, unigram, byteFallback, dummyPrefix, removeExtra);
    }

    private static Piece piece(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        String text = "";
        float score = 0;
        Kind kind = Kind.NORMAL;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> text = in.readString();
                case 2 -> score = in.readFloat();
                case 3 -> kind = Kind.of(in.readEnum());
                default -> in.skipField(tag);
            }
        }
        return new Piece(text, score, kind);
    }
}
