package org.doctorglm.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.dataset.lint.Finding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what lint finds, as `data lint --json` names it.
final class FindingsConverter implements ITypeConverter<Finding> {
    @Override
    public Finding convert(String key) {
        return Finding.of(key.strip()).orElseThrow(() -> new TypeConversionException(
                key + ": " + Stream.of(Finding.values()).map(Finding::key).collect(Collectors.joining(", "))));
    }
}
