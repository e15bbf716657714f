package org.doctorglm.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.CitedEvidence.Section;

/// The reference sheet in front of a question: lines with places such as `{symptoms}`; a line whose places all stay empty is left out.
///
/// What comes from an entry stands in its place and nowhere else: line breaks and the brackets of the sheet's own headings are taken out of
/// it, so that an instruction in somebody's record is a strange item of a list and no new part of the prompt.
///
/// @param text the lines
public record PromptTemplate(String text) {
    /// The sheet that the demo model was trained with (README of models/chatglm-mini); the last place is new and empty there.
    public static final PromptTemplate STANDARD = new PromptTemplate("""
            【参考资料】
            疾病：{disease}（{aliases}）
            症状：{symptoms}
            检查：{diagnosis}
            治疗：{treatment}
            预防：{prevention}
            就诊科室：{departments}
            需要鉴别：{alternatives}
            【问题】
            {question}""");
    /// Names of the places, as they are written between braces.
    public static final List<String> PLACES = List.of("disease", "aliases", "english", "icd10", "symptoms", "diagnosis", "treatment", "prevention",
            "urgent", "departments", "alternatives", "source", "question");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9]+)}");
    private static final int MOST = 4000;

    /// What is wrong with a template.
    public enum Problem {
        /// The question has no place: the model would not be asked anything.
        NO_QUESTION,
        /// A place that does not exist.
        UNKNOWN_PLACE,
        TOO_LONG
    }

    /// @return null when it can be used
    public @org.jspecify.annotations.Nullable Problem problem() {
        if (text.length() > MOST) {
            return Problem.TOO_LONG;
        }
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            if (!PLACES.contains(matcher.group(1))) {
                return Problem.UNKNOWN_PLACE;
            }
        }
        return text.contains("{question}") ? null : Problem.NO_QUESTION;
    }

    /// @param items most items of a line, 0 for all
    public String sheet(CitedEvidence evidence, String question, int items) {
        return sheet(evidence, question, items, Set.of(), List.of());
    }

    /// @param items most items of a line, 0 for all; a section that is asked for may have twice as many
    /// @param asked kinds of sections, see [AskedSections]
    /// @param alternatives names of other diseases that fit
    String sheet(CitedEvidence evidence, String question, int items, Set<String> asked, List<String> alternatives) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String filled = filled(line, evidence, question, items, asked, alternatives);
            if (!filled.isEmpty() || line.isEmpty()) {
                lines.add(filled);
            }
        }
        return String.join("\n", lines);
    }

    /// @return empty when the line has places and all of them are empty
    private static String filled(String line, CitedEvidence evidence, String question, int items, Set<String> asked, List<String> alternatives) {
        Matcher matcher = PLACE.matcher(line);
        StringBuilder filled = new StringBuilder();
        boolean places = false;
        boolean something = false;
        while (matcher.find()) {
            String value = value(matcher.group(1), evidence, question, items, asked, alternatives);
            places = true;
            something |= !value.isEmpty();
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return places && !something ? "" : filled.toString().replace("（）", "").replace("()", "");
    }

    private static String value(String place, CitedEvidence evidence, String question, int items, Set<String> asked, List<String> alternatives) {
        return switch (place) {
            case "question" -> question;
            case "disease" -> plain(evidence.disease());
            case "aliases" -> join(evidence.aliases(), items);
            case "english" -> plain(evidence.english());
            case "icd10" -> evidence.icd10() == null ? "" : plain(evidence.icd10());
            case "departments" -> join(evidence.departments(), items);
            case "urgent" -> join(evidence.urgent(), items);
            case "alternatives" -> join(alternatives, 0);
            case "source" -> plain(evidence.source());
            default -> evidence.sections().stream().filter(section -> section.kind().equals(place)).findFirst().map(Section::items)
                    .map(all -> join(all, asked.contains(place) ? 2 * items : items)).orElse("");
        };
    }

    private static String join(List<String> words, int items) {
        return String.join("、", (items == 0 ? words : words.subList(0, Math.min(items, words.size()))).stream().map(PromptTemplate::plain).toList());
    }

    private static String plain(String words) {
        return words.replaceAll("[\\p{Cntrl}【】]+", " ").strip();
    }
}
