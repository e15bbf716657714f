package org.doctorglm.cli;

import java.util.Locale;
import org.doctorglm.engine.EngineKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `best`, `kernels`, `onnx`, `graphics`.
final class EngineKindConverter implements ITypeConverter<EngineKind> {
    @Override
    public EngineKind convert(String value) {
        try {
            return EngineKind.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("best, kernels, onnx: " + value);
        }
    }
}
