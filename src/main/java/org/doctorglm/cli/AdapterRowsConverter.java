package org.doctorglm.cli;

import java.util.Arrays;
import org.doctorglm.checkpoint.AdapterRows;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `thirds`, `per_head_qv` or `whole`.
final class AdapterRowsConverter implements ITypeConverter<AdapterRows> {
    @Override
    public AdapterRows convert(String text) {
        return AdapterRows.of(text).orElseThrow(() ->
                new TypeConversionException(String.join(", ", Arrays.stream(AdapterRows.values()).map(AdapterRows::key).toList())));
    }
}
