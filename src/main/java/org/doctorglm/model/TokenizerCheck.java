package org.doctorglm.model;

import java.io.IOException;
import java.nio.file.Path;

/// Says whether a tokenizer can be used; packs do not know how one is read.
@FunctionalInterface
public interface TokenizerCheck {
    /// @throws IOException when it cannot; an unchecked exception counts as one
    void check(Path file) throws IOException;
}
