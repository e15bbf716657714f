package org.doctorglm.embedding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeSet;
import org.doctorglm.embedding.EncoderException.Reason;

/// Looks through an ONNX file before the runtime may: which other files it reads weights from, and whether anything in it could run for ever.
/// Walks over the mapped bytes (Protocol Buffers wire format, field numbers of `onnx.proto3`) and keeps nothing, so that a forged file costs
/// no memory. One thread, one object for one file.
final class ModelFile {
    private static final int DEEPEST = 60;
    private static final int LONGEST_NAME = 200;
    private static final int LENGTH_DELIMITED = 2;

    private final MemorySegment bytes;
    private final TreeSet<String> parts = new TreeSet<>();

    private ModelFile(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /// The messages that may hold what is looked for, and the fields through which it is reached.
    private enum Message {
        MODEL, GRAPH, NODE, ATTRIBUTE, TENSOR, SPARSE, FUNCTION, TRAINING, PLACE;

        private static final Map<Message, Map<Integer, Message>> INSIDE = Map.of(
                MODEL, Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION),
                TRAINING, Map.of(1, GRAPH, 2, GRAPH),
                GRAPH, Map.of(1, NODE, 5, TENSOR, 15, SPARSE),
                FUNCTION, Map.of(7, NODE, 11, ATTRIBUTE),
                NODE, Map.of(5, ATTRIBUTE),
                ATTRIBUTE, Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE, 23, SPARSE),
                SPARSE, Map.of(1, TENSOR, 2, TENSOR),
                TENSOR, Map.of(13, PLACE),
                PLACE, Map.of());
    }

    /// @return names of the files beside it that it reads
    /// @throws EncoderException NOT_ONNX, OUTSIDE or LOOP
    static TreeSet<String> parts(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined(); FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ModelFile model = new ModelFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
            if (model.walk(Message.MODEL, 0, channel.size(), 0) == 0) {
                throw broken();
            }
            return model.parts;
        }
    }

    /// @return how many fields the message has
    private int walk(Message message, long from, long end, int depth) throws EncoderException {
        if (depth > DEEPEST) {
            throw broken();
        }
        Map<Integer, Message> inside = Message.INSIDE.getOrDefault(message, Map.of());
        String key = "";
        String value = "";
        int fields = 0;
        for (long at = from; at < end; fields++) {
            long tag = number(at, end);
            at += width(tag);
            int field = (int) (tag >>> 3);
            if ((tag & 7) != LENGTH_DELIMITED) {
                at = behind((int) (tag & 7), at, end);
                continue;
            }
            long length = number(at, end);
            at += width(length);
            if (length < 0 || length > end - at) {
                throw broken();
            }
            Message next = inside.get(field);
            if (next != null) {
                walk(next, at, at + length, depth + 1);
            } else if (message == Message.NODE && field == 4) {
                refuseLoop(text(at, length));
            } else if (message == Message.PLACE && field <= 2) {
                key = field == 1 ? text(at, length) : key;
                value = field == 2 ? text(at, length) : value;
            }
            at += length;
        }
        if (key.equals("location")) {
            parts.add(beside(value));
        }
        return fields;
    }

    private static void refuseLoop(String operator) throws EncoderException {
        if (operator.equals("Loop") || operator.equals("Scan")) {
            throw new EncoderException(Reason.LOOP, operator);
        }
    }

    /// A plain name of a file in the same folder, and nothing that leads elsewhere on any system.
    private static String beside(String location) throws EncoderException {
        if (!location.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new EncoderException(Reason.OUTSIDE, location.replaceAll("\\p{Cntrl}", " "));
        }
        return location;
    }

    private String text(long at, long length) throws EncoderException {
        if (length > LONGEST_NAME) {
            return "…";
        }
        return new String(bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private long behind(int wire, long at, long end) throws EncoderException {
        long next = switch (wire) {
            case 0 -> {
                long last = at;
                while (last < end && bytes.get(ValueLayout.JAVA_BYTE, last) < 0) {
                    last++;
                }
                yield last + 1;
            }
            case 1 -> at + 8;
            case 5 -> at + 4;
            // Groups went out of use before ONNX began.
            default -> throw broken();
        };
        if (next > end) {
            throw broken();
        }
        return next;
    }

    /// A variable-length number of at most five bytes: tags and lengths of files below 2 GB.
    private long number(long at, long end) throws EncoderException {
        long value = 0;
        for (int i = 0; i < 5 && at + i < end; i++) {
            byte next = bytes.get(ValueLayout.JAVA_BYTE, at + i);
            value |= (next & 0x7FL) << 7 * i;
            if (next >= 0) {
                // A longer form of the same number would be measured wrongly.
                if (i > 0 && next == 0) {
                    throw broken();
                }
                return value;
            }
        }
        throw broken();
    }

    private static int width(long number) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
    }

    private static EncoderException broken() {
        return new EncoderException(Reason.NOT_ONNX, "");
    }
}
