package org.doctorglm.consultation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doctorglm.dialogue.StorageException;

/// How fast this machine reads prompts: the median of the last measurements of each pack on each device, kept between two starts.
/// From it come the wait that is foretold and the evidence that a doctor's patience has room for. Thread-safe.
public final class ReadingSpeed {
    /// Seconds until the first word when the user set no limit.
    public static final int DEFAULT_LIMIT_SECONDS = 20;
    /// The setting that holds the user's limit.
    public static final String LIMIT = "answer.firstWordSeconds";
    private static final int KEPT = 9;
    /// The time of a short prompt is mostly that of starting.
    private static final int LEAST_TOKENS = 32;
    /// Tokens of evidence that are worth any wait.
    private static final int LEAST_EVIDENCE = 120;

    private final Function<String, Optional<String>> read;
    private final BiConsumer<String, String> write;

    /// @param read the text kept under a key
    /// @param write keeps a text under a key
    public ReadingSpeed(Function<String, Optional<String>> read, BiConsumer<String, String> write) {
        this.read = read;
        this.write = write;
    }

    /// @return tokens a second, empty before the first measurement
    OptionalDouble tokensPerSecond(String packSha256, String device) {
        double[] sorted = measurements(key(packSha256, device)).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length / 2]);
    }

    synchronized void measured(String packSha256, String device, int tokens, double tokensPerSecond) {
        if (tokens < LEAST_TOKENS || !(tokensPerSecond > 0)) {
            return;
        }
        String key = key(packSha256, device);
        List<Double> all = new ArrayList<>(measurements(key));
        all.add(Math.round(tokensPerSecond * 10) / 10.0);
        List<Double> last = all.subList(Math.max(0, all.size() - KEPT), all.size());
        try {
            write.accept(key, last.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        } catch (StorageException e) {
            // The answer is stored; a speed that is not will be measured again.
            System.getLogger(ReadingSpeed.class.getName()).log(System.Logger.Level.DEBUG, "reading speed", e);
        }
    }

    /// Milliseconds until a prompt of this length is read, 0 when nothing was measured yet.
    double expectedMs(String packSha256, String device, int tokens) {
        OptionalDouble speed = tokensPerSecond(packSha256, device);
        return speed.isPresent() ? tokens / speed.getAsDouble() * 1000 : 0;
    }

    /// Tokens of evidence with which the first word still comes within the user's limit.
    ///
    /// @param others tokens that must be read besides
    /// @return 0 for any number, before the first measurement
    int evidence(String packSha256, String device, int others) {
        OptionalDouble speed = tokensPerSecond(packSha256, device);
        return speed.isEmpty() ? 0 : (int) Math.max(LEAST_EVIDENCE, Math.min(1 << 20, limitSeconds() * speed.getAsDouble() - others));
    }

    private double limitSeconds() {
        try {
            return Math.clamp(read.apply(LIMIT).map(Double::parseDouble).orElse((double) DEFAULT_LIMIT_SECONDS), 1, 3600);
        } catch (NumberFormatException damaged) {
            return DEFAULT_LIMIT_SECONDS;
        }
    }

    private List<Double> measurements(String key) {
        try {
            return Arrays.stream(read.apply(key).orElse("").split(" ")).filter(text -> !text.isEmpty()).map(Double::valueOf).filter(v -> v > 0).toList();
        } catch (NumberFormatException damaged) {
            return List.of();
        }
    }

    private static String key(String packSha256, String device) {
        return "reading." + packSha256.substring(0, Math.min(12, packSha256.length())) + "." + device;
    }
}
