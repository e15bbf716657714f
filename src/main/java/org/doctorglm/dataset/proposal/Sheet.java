package org.doctorglm.dataset.proposal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.platform.Sha256;

/// What a disease sheet says, as far as questions can be asked about it. A set does not know the library: whoever knows both translates.
///
/// @param id of the sheet
/// @param title name of the disease
/// @param department that sees it, may be empty
/// @param edition as the sheet says it, may be empty
/// @param parts with a text
/// @param lay what patients typically say
public record Sheet(String id, String title, String department, String edition, List<Part> parts, List<String> lay) {
    /// What a part of a sheet is about.
    public enum Section {
        OVERVIEW, CAUSES, SYMPTOMS, DIAGNOSIS, TREATMENT, PREVENTION, PROGNOSIS, URGENT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param items short phrases, may be none
    /// @param text sentences, may be empty where there are phrases
    public record Part(Section section, List<String> items, String text) {
        public Part {
            items = List.copyOf(items);
        }

        boolean empty() {
            return items.isEmpty() && text.isBlank();
        }
    }

    public Sheet {
        parts = parts.stream().filter(part -> !part.empty()).toList();
        lay = List.copyOf(lay);
    }

    public Optional<Part> part(Section section) {
        return parts.stream().filter(part -> part.section == section).findFirst();
    }

    /// All that it says.
    public String text() {
        Stream<String> said = parts.stream().flatMap(part -> Stream.concat(part.items.stream(), Stream.of(part.text)));
        return Stream.of(Stream.of(title), said, lay.stream()).flatMap(words -> words).collect(Collectors.joining("\n"));
    }

    /// Of [#text].
    public String sha256() {
        return Sha256.of(text());
    }
}
