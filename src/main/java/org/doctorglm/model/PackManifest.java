package org.doctorglm.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `manifest.json` of a pack: everything known about it. Schema: `models/manifest.schema.json`.
///
/// @param formatVersion of this file; a program refuses packs of a newer one
/// @param base which release of ChatGLM the ids belong to
/// @param quantiser null for FP32
/// @param exceptions recipe of the matrices that are rounded in another way than `quantiser` says, by name, null for none
/// @param traits what the network was trained for, which decides how it is asked
/// @param adapter name of the adapter that was merged into the weights or gave the prefix, null for none
/// @param prefix tokens of the trained prefix (P-tuning v2) that stands before every prompt, null for none
/// @param tensors place of each tensor
/// @param files each file of the pack but the manifest itself
/// @param sources the files that were imported
/// @param createdBy version of the program that made the pack
public record PackManifest(int formatVersion, String name, String base, Precision precision, @Nullable Quantizer quantiser,
                           @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> exceptions,
                           GlmConfig config, Traits traits, @Nullable String adapter, @Nullable Integer prefix, List<TensorPlace> tensors, List<FileHash> files,
                           List<FileHash> sources, String createdBy) {
    /// Version written by this program: large matrices have files of their own.
    public static final int FORMAT_VERSION = 3;

    /// Oldest version that is read: all tensors in one file.
    static final int OLDEST_VERSION = 2;

    public PackManifest {
        requireNonNull(name);
        requireNonNull(base);
        requireNonNull(precision);
        requireNonNull(config);
        requireNonNull(traits);
        requireNonNull(createdBy);
        if (prefix != null && prefix < 0) {
            throw new IllegalArgumentException("prefix " + prefix);
        }
        exceptions = exceptions == null ? null : Collections.unmodifiableMap(new TreeMap<>(exceptions));
        tensors = List.copyOf(tensors);
        files = List.copyOf(files);
        sources = List.copyOf(sources);
    }

    /// Tokens of the prefix, 0 for none.
    public int prefixTokens() {
        return prefix == null ? 0 : prefix;
    }

    /// Looks for a tensor that a forged manifest puts where it cannot be: outside the pack's files, on another one, shorter or longer than its shape.
    ///
    /// @return name of the first such tensor
    public Optional<String> misplaced() {
        Map<String, Long> lengths = new HashMap<>();
        files.forEach(file -> lengths.merge(file.name(), file.bytes(), Math::min));
        Map<String, Long> ends = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (TensorPlace tensor : tensors.stream().sorted(Comparator.comparingLong(TensorPlace::offset)).toList()) {
            long length = lengths.getOrDefault(tensor.file(), 0L);
            if (tensor.bytes() < 0 || tensor.offset() < ends.getOrDefault(tensor.file(), 0L) || tensor.offset() > length - tensor.bytes()
                    || !tensor.fits() || !names.add(tensor.name())) {
                return Optional.of(tensor.name());
            }
            ends.put(tensor.file(), tensor.offset() + tensor.bytes());
        }
        return Optional.empty();
    }

    /// @param type `float32`, `float16`, or the layout of a quantised matrix ([Quantizer#key()])
    /// @param file of the pack that it lies in; packs of format 2 do not tell and have one
    /// @param offset in bytes
    public record TensorPlace(String name, String type, List<Long> shape, String file, long offset, long bytes) {
        public TensorPlace {
            requireNonNull(name);
            requireNonNull(type);
            file = Objects.requireNonNullElse(file, ModelPack.WEIGHTS);
            shape = List.copyOf(shape);
        }

        /// Whether the bytes are those of the shape.
        boolean fits() {
            try {
                MatrixType stored = MatrixType.of(type);
                if (stored.quantised()) {
                    return shape.size() == 2 && bytes == stored.bytes(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                return false;
            }
            long left = bytes;
            for (long length : shape) {
                if (length < 1 || left % length != 0) {
                    return false;
                }
                left /= length;
            }
            return left == (type.equals("float16") ? 2 : 4);
        }
    }

    /// @param sha256 64 hexadecimal digits
    public record FileHash(String name, long bytes, String sha256) {
        public FileHash {
            requireNonNull(name);
            requireNonNull(sha256);
        }
    }

    /// What the people who trained the network say of it, from `doctorglm.json` beside its weights.
    ///
    /// @param requiresEvidence the network knows nothing by itself: without a reference it is not asked unless a doctor insists
    /// @param promptTokens longest prompt seen in training; evidence is cut to it, 0 for no limit
    /// @param itemsPerLine most items of a line of the reference, 0 for no limit
    public record Traits(boolean requiresEvidence, int promptTokens, int itemsPerLine) {
        public static final Traits UNKNOWN = new Traits(false, 0, 0);
    }
}
