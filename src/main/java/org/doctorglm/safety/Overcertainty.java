package org.doctorglm.safety;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.TermKind;

/// Notices an answer that settles on one diagnosis where the evidence leaves several (the paper's "too arbitrary", section 4.1).
final class Overcertainty {
    /// Words by which a diagnosis is made.
    private static final Pattern DIAGNOSIS = Pattern.compile("考虑|诊断|可能是|应该是|就是|属于|患了|患有|得了|引起的|导致的|是由|所致|说明您?是|确定是|肯定是|怀疑");
    /// Words by which others are left open.
    private static final Pattern OPEN = Pattern.compile("鉴别|也可能|或者是?|还可能|其他疾病|其它疾病|多种|不能确定|无法确定|不除外|排除|等疾病|进一步.{0,6}(?:检查|明确)后|几种可能");

    private final DiseaseLibrary library;

    Overcertainty(DiseaseLibrary library) {
        this.library = library;
    }

    /// @param diagnosis the one that the answer settles on
    record Found(Sentences.Sentence sentence, String diagnosis) {
    }

    Optional<Found> in(List<Sentences.Sentence> sentences) {
        Set<String> diagnoses = new TreeSet<>();
        Sentences.Sentence first = null;
        for (Sentences.Sentence sentence : sentences) {
            Set<String> named = diagnoses(sentence.text());
            if (!named.isEmpty() && DIAGNOSIS.matcher(sentence.text()).find()) {
                if (OPEN.matcher(sentence.text()).find()) {
                    return Optional.empty();
                }
                diagnoses.addAll(named);
                first = first == null ? sentence : first;
            }
        }
        return first != null && diagnoses.size() == 1 ? Optional.of(new Found(first, diagnoses.iterator().next())) : Optional.empty();
    }

    /// Diseases that a sentence names in the part where it makes the diagnosis.
    private Set<String> diagnoses(String sentence) {
        java.util.regex.Matcher cue = DIAGNOSIS.matcher(sentence);
        if (!cue.find()) {
            return Set.of();
        }
        int end = sentence.length();
        for (char stop : new char[] {'，', ',', '：', ':'}) {
            int at = sentence.indexOf(stop, cue.end());
            end = at > 0 ? Math.min(end, at) : end;
        }
        int begin = Math.max(sentence.lastIndexOf('，', cue.start()), sentence.lastIndexOf(',', cue.start())) + 1;
        return library.keywords(sentence.substring(begin, end)).stream().filter(word -> word.kind() == TermKind.DISEASE && !word.negated())
                .map(Keyword::term).collect(Collectors.toSet());
    }
}
