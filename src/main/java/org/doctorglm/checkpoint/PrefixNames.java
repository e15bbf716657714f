package org.doctorglm.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// The tensors of a prefix encoder, whatever stands before `prefix_encoder.`; in a file of its own the bare names count too.
///
/// @param embedding `[length, 2·layers·hidden]`, or `[length, hidden]` with a projection
/// @param projection null when there is none
record PrefixNames(String embedding, @Nullable Projection projection) {
    private static final Pattern NAMED = Pattern.compile("(?:.*\\.)?prefix_encoder\\.(embedding\\.weight|trans\\.[02]\\.(?:weight|bias))");
    private static final Pattern BARE = Pattern.compile("embedding\\.weight|trans\\.[02]\\.(?:weight|bias)");

    /// `trans.0`, tanh, `trans.2`.
    record Projection(String weight0, String bias0, String weight2, String bias2) {
    }

    static boolean isPrefix(String name) {
        return NAMED.matcher(name).matches() || BARE.matcher(name).matches();
    }

    /// Whether a whole network has a prefix too; bare names are not looked at.
    static boolean in(Set<String> names) {
        return names.stream().anyMatch(n -> NAMED.matcher(n).matches());
    }

    /// @throws CheckpointException MISSING_TENSOR for half a projection, DAMAGED when a tensor is there under two names
    static PrefixNames of(Checkpoint stored) throws CheckpointException {
        Map<String, String> found = new LinkedHashMap<>();
        boolean named = in(stored.names());
        for (String name : stored.names()) {
            Matcher match = NAMED.matcher(name);
            String part = match.matches() ? match.group(1) : !named && BARE.matcher(name).matches() ? name : null;
            if (part != null && found.put(part, name) != null) {
                throw new CheckpointException(Reason.DAMAGED, stored.files().getFirst(), StoredZip.printable(name));
            }
        }
        String embedding = required(stored, found, "embedding.weight");
        if (found.size() == 1) {
            return new PrefixNames(embedding, null);
        }
        return new PrefixNames(embedding, new Projection(required(stored, found, "trans.0.weight"), required(stored, found, "trans.0.bias"),
                required(stored, found, "trans.2.weight"), required(stored, found, "trans.2.bias")));
    }

    private static String required(Checkpoint stored, Map<String, String> found, String part) throws CheckpointException {
        String name = found.get(part);
        if (name == null) {
            throw new CheckpointException(Reason.MISSING_TENSOR, stored.files().getFirst(), "prefix_encoder." + part);
        }
        return name;
    }
}
