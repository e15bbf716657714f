package org.doctorglm.storage;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.PairSource;

/// How a set was made, as it stands in its file.
final class DerivationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DerivationJson() {
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    static Derivation derivation(String json) throws JacksonException {
        return JSON.readValue(json, Derivation.class);
    }

    static PairSource source(String json) throws JacksonException {
        return JSON.readValue(json, PairSource.class);
    }
}
