package org.doctorglm.cli;

import org.doctorglm.model.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `fp32`, `fp16`, `int8`, `int4`.
final class PrecisionConverter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String value) {
        return Precision.of(value).orElseThrow(() -> new TypeConversionException(value + " (fp32, fp16, int8, int4)"));
    }
}
