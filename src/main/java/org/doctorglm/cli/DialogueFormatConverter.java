package org.doctorglm.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.dataset.importing.DialogueFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A layout by its key, or by the name of a collection that is published in it.
final class DialogueFormatConverter implements ITypeConverter<DialogueFormat> {
    @Override
    public DialogueFormat convert(String value) {
        return DialogueFormat.find(value).orElseThrow(() -> new TypeConversionException(
                Stream.of(DialogueFormat.values()).map(DialogueFormat::key).collect(Collectors.joining(", ")) + ": " + value));
    }
}
