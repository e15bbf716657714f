package org.doctorglm.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// Reads the pickle of a torch file as data. A pickle is a program for a stack machine; here only the instructions that build numbers, texts,
/// lists, tuples and dictionaries exist, and the only names it may mention are those of [TorchGlobal]. No class is looked up, nothing is called.
///
/// Everything is bounded: bytes, objects, memo and open marks; there is no recursion. Instructions: CPython, `Lib/pickletools.py`.
final class PickleReader {
    /// The directory of ChatGLM-6B's weights has 0.1 MB.
    static final int MAX_BYTES = 8 << 20;
    private static final int MOST_OBJECTS = 1 << 18;
    private static final int MOST_MARKS = 100;

    private final Path file;
    private final PickleBytes in;
    private final PickleObjects objects;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private int made;

    private PickleReader(Path file, byte[] bytes) {
        this.file = file;
        this.in = new PickleBytes(file, bytes);
        this.objects = new PickleObjects(file);
    }

    /// @return the dictionary that the pickle holds; values are [PickleObjects.Tensor], texts, numbers or containers of them
    static Map<?, ?> read(Path file, byte[] bytes) throws CheckpointException {
        return new PickleReader(file, bytes).run();
    }

    private Map<?, ?> run() throws CheckpointException {
        while (true) {
            int code = in.unsignedByte();
            if (code == '.') {
                if (pop() instanceof Map<?, ?> result) {
                    return result;
                }
                throw damaged("pickle");
            }
            step(code);
            if (stack.size() > MOST_OBJECTS || memo.size() > MOST_OBJECTS || ++made > 4 * MOST_OBJECTS) {
                throw damaged("pickle " + stack.size());
            }
        }
    }

    private void step(int code) throws CheckpointException {
        switch (code) {
            case 0x80 -> in.skip(1);
            case 0x95 -> in.skip(8);
            case '}' -> stack.add(new LinkedHashMap<>(0));
            case ']' -> stack.add(new ArrayList<>(0));
            case '(' -> mark();
            case ')' -> stack.add(new PickleObjects.Tuple(List.of()));
            case 0x85, 0x86, 0x87 -> tuple(stack.size() - (code - 0x84));
            case 't' -> tuple(toMark());
            case 'q' -> memo.put((long) in.unsignedByte(), peek());
            case 'r' -> memo.put(in.unsignedInt(), peek());
            case 0x94 -> memo.put((long) memo.size(), peek());
            case 'h' -> stack.add(remembered(in.unsignedByte()));
            case 'j' -> stack.add(remembered(in.unsignedInt()));
            case 'X' -> stack.add(in.text(in.unsignedInt()));
            case 0x8c, 'U' -> stack.add(in.text(in.unsignedByte()));
            case 'K' -> stack.add((long) in.unsignedByte());
            case 'M' -> stack.add((long) in.unsignedByte() | (long) in.unsignedByte() << 8);
            case 'J' -> stack.add((long) (int) in.unsignedInt());
            case 0x8a -> stack.add(in.integer(in.unsignedByte()));
            case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.integer(8))));
            case 'N' -> stack.add(PickleObjects.Nothing.NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'c' -> stack.add(global(in.line(), in.line()));
            case 0x93 -> stackGlobal();
            case 'Q' -> stack.add(objects.storage(pop()));
            case 'R' -> reduce();
            case 'b' -> build();
            case 's' -> put(stack.size() - 2);
            case 'u' -> put(toMark());
            case 'a' -> append(stack.size() - 1);
            case 'e' -> append(toMark());
            default -> throw new CheckpointException(Reason.FORBIDDEN_GLOBAL, file, "opcode 0x" + Integer.toHexString(code));
        }
    }

    private TorchGlobal global(String module, String name) throws CheckpointException {
        String path = module + "." + name;
        return TorchGlobal.of(path)
                .orElseThrow(() -> new CheckpointException(Reason.FORBIDDEN_GLOBAL, file, StoredZip.printable(path)));
    }

    private void stackGlobal() throws CheckpointException {
        if (pop() instanceof String name && pop() instanceof String module) {
            stack.add(global(module, name));
            return;
        }
        throw damaged("pickle");
    }

    private void reduce() throws CheckpointException {
        if (pop() instanceof PickleObjects.Tuple arguments && pop() instanceof TorchGlobal global) {
            stack.add(objects.call(global, arguments.items()));
            return;
        }
        throw damaged("pickle");
    }

    /// Attributes of a dictionary (torch keeps `_metadata` there) say nothing about weights.
    private void build() throws CheckpointException {
        if (!(pop() instanceof Map) || !(peek() instanceof Map)) {
            throw damaged("pickle");
        }
    }

    private void mark() throws CheckpointException {
        marks.add(stack.size());
        if (marks.size() > MOST_MARKS) {
            throw damaged("pickle");
        }
    }

    /// @return where the objects above the last mark begin
    private int toMark() throws CheckpointException {
        if (marks.isEmpty() || marks.getLast() > stack.size()) {
            throw damaged("pickle");
        }
        return marks.removeLast();
    }

    private void tuple(int from) throws CheckpointException {
        stack.add(new PickleObjects.Tuple(take(from)));
    }

    private void append(int from) throws CheckpointException {
        List<Object> items = take(from);
        if (!(peek() instanceof List<?>)) {
            throw damaged("pickle");
        }
        list(peek()).addAll(items);
    }

    private void put(int from) throws CheckpointException {
        List<Object> items = take(from);
        if (!(peek() instanceof Map<?, ?>) || items.size() % 2 != 0) {
            throw damaged("pickle");
        }
        for (int i = 0; i < items.size(); i += 2) {
            // A container as key could hold itself, and its hash would never end.
            if (!(items.get(i) instanceof String) && !(items.get(i) instanceof Long)) {
                throw damaged("pickle");
            }
            map(peek()).put(items.get(i), items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object list) {
        return (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object map) {
        return (Map<Object, Object>) map;
    }

    private List<Object> take(int from) throws CheckpointException {
        if (from < 0) {
            throw damaged("pickle");
        }
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> items = List.copyOf(tail);
        tail.clear();
        return items;
    }

    private Object remembered(long index) throws CheckpointException {
        Object object = memo.get(index);
        if (object == null) {
            throw damaged("pickle");
        }
        return object;
    }

    private Object pop() throws CheckpointException {
        Object top = peek();
        stack.removeLast();
        return top;
    }

    private Object peek() throws CheckpointException {
        if (stack.isEmpty()) {
            throw damaged("pickle");
        }
        return stack.getLast();
    }

    private CheckpointException damaged(String detail) {
        return new CheckpointException(Reason.DAMAGED, file, detail);
    }
}
