package org.doctorglm.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.Patient;

/// Looks for danger signs. A finding of a rule is a word of the dictionary (said and not denied; a narrower one counts) or, behind `~`, a
/// pattern on the text itself, which does not count where a denial stands right before it or, unless the pattern has one itself, within it
/// (脖子不硬). Immutable, for any thread.
public final class RedFlags {
    /// 不出, 不住, 不了 and the like deny nothing.
    private static final Pattern DENIAL = Pattern.compile(
            "(?:没有?|无|未|否认|并非|不是|没有?出现|不会|从不|并没有|并不|也不|不(?![出住了能下到上来开起知停断止得]))[^，。；,.;！？!?]{0,2}$");
    private static final Pattern NEGATIVE = Pattern.compile("[不没未无]");

    private final List<RedFlagRule> rules;
    private final Map<String, Pattern> patterns = new HashMap<>();

    /// @throws java.util.regex.PatternSyntaxException for a pattern that is none
    public RedFlags(List<RedFlagRule> rules) {
        this.rules = List.copyOf(rules);
        for (RedFlagRule rule : rules) {
            rule.all().forEach(group -> group.forEach(this::prepare));
            rule.none().forEach(this::prepare);
        }
    }

    private void prepare(String finding) {
        if (finding.startsWith("~")) {
            patterns.computeIfAbsent(finding, key -> Pattern.compile(key.substring(1)));
        }
    }

    public List<RedFlagRule> rules() {
        return rules;
    }

    /// The rules that fire on what somebody wrote, in the order of the file.
    public List<RedFlag> check(String text, DiseaseLibrary library) {
        return check(text, library.keywords(text), library);
    }

    /// With keywords that somebody has corrected.
    public List<RedFlag> check(String text, List<Keyword> keywords, DiseaseLibrary library) {
        Patient patient = Patient.of(text);
        Map<String, String> said = said(keywords, library);
        List<RedFlag> flags = new ArrayList<>();
        for (RedFlagRule rule : rules) {
            if (rule.who().fits(patient)) {
                words(rule, text, said).ifPresent(words -> flags.add(new RedFlag(rule, words)));
            }
        }
        return flags;
    }

    /// Terms that are said, wider ones of them too, with the words of the text.
    private static Map<String, String> said(List<Keyword> keywords, DiseaseLibrary library) {
        Map<String, String> said = new HashMap<>();
        for (Keyword keyword : keywords) {
            if (!keyword.negated()) {
                said.putIfAbsent(keyword.term(), keyword.text());
                library.wider(keyword.term()).forEach(wide -> said.putIfAbsent(wide, keyword.text()));
            }
        }
        return said;
    }

    private Optional<List<String>> words(RedFlagRule rule, String text, Map<String, String> said) {
        List<String> words = new ArrayList<>();
        for (List<String> group : rule.all()) {
            Optional<String> word = group.stream().flatMap(finding -> word(finding, text, said).stream()).findFirst();
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        boolean excluded = rule.none().stream().anyMatch(finding -> word(finding, text, said).isPresent());
        return excluded ? Optional.empty() : Optional.of(words.stream().distinct().toList());
    }

    private Optional<String> word(String finding, String text, Map<String, String> said) {
        Pattern pattern = patterns.get(finding);
        if (pattern == null) {
            return Optional.ofNullable(said.get(finding));
        }
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            boolean deniedWithin = !NEGATIVE.matcher(pattern.pattern()).find() && NEGATIVE.matcher(matcher.group()).find();
            if (!deniedWithin && !DENIAL.matcher(text.substring(Math.max(0, matcher.start() - 10), matcher.start())).find()) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    /// Terms that the rules look for, for the test that the dictionary has them.
    Set<String> terms() {
        return rules.stream().flatMap(rule -> java.util.stream.Stream.concat(rule.all().stream().flatMap(List::stream), rule.none().stream()))
                .filter(finding -> !finding.startsWith("~")).collect(Collectors.toSet());
    }
}
