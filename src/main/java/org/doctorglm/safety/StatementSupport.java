package org.doctorglm.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.TermKind;
import org.doctorglm.safety.SentenceMark.Support;

/// Tells which sentences of an answer the reference says.
///
/// A sentence is compared by its medical words (those of the dictionary and the items of the sheet) and, where it has none, by its pairs of
/// characters. It rests on the sheet when most of them stand there and no other disease is claimed in it; the statements that share most
/// with it are named. A rule of counting, no understanding: it shows where to look, and says "not in the reference", never "false".
final class StatementSupport {
    /// Least share of a sentence's medical words that the sheet must have.
    private static final double WORDS = 0.6;
    /// Least share of its pairs of characters, where it has no medical word.
    private static final double PAIRS = 0.45;
    private static final int STATEMENTS = 2;
    private static final Pattern COURTESY = Pattern.compile("您好|你好|祝您|祝你|谢谢|感谢|希望.{0,12}(?:帮助|帮到)|早日康复|身体健康|病情分析|指导意见|不客气|很抱歉|理解您的");
    private static final Pattern QUESTION = Pattern.compile("[？?]\\s*$");

    private final DiseaseLibrary library;

    StatementSupport(DiseaseLibrary library) {
        this.library = library;
    }

    /// What one sentence rests on.
    record Finding(Support support, List<Integer> statements) {
    }

    Finding of(String sentence, CitedEvidence sheet, List<Statement> statements) {
        Set<String> words = words(sentence, sheet);
        String own = String.join("，", sheet.aliases()) + "，" + sheet.disease() + "，" + sheet.english();
        StringBuilder all = new StringBuilder(own);
        statements.forEach(statement -> all.append('。').append(statement.text()));
        String everything = all.toString();
        if (words.isEmpty()) {
            return byPairs(sentence, everything, statements);
        }
        Set<String> there = terms(everything);
        long found = words.stream().filter(word -> everything.contains(word) || there.contains(word)).count();
        boolean supported = found >= WORDS * words.size() && !claimsOther(sentence, sheet, everything);
        if (!supported) {
            return new Finding(Support.UNSUPPORTED, List.of());
        }
        return new Finding(Support.SUPPORTED, best(statements, statement -> {
            Set<String> terms = terms(statement.text());
            return words.stream().filter(word -> statement.text().contains(word) || terms.contains(word)).count();
        }));
    }

    private Finding byPairs(String sentence, String everything, List<Statement> statements) {
        Set<String> pairs = pairs(sentence);
        if (pairs.isEmpty() || QUESTION.matcher(sentence).find() || COURTESY.matcher(sentence).find()) {
            return new Finding(Support.NOTHING_CLAIMED, List.of());
        }
        long found = pairs.stream().filter(everything::contains).count();
        if (found < PAIRS * pairs.size()) {
            return new Finding(Support.UNSUPPORTED, List.of());
        }
        return new Finding(Support.SUPPORTED, best(statements, statement -> pairs.stream().filter(statement.text()::contains).count()));
    }

    /// Statements that share something with a sentence, those that share most first.
    private static List<Integer> best(List<Statement> statements, java.util.function.ToLongFunction<Statement> shared) {
        return statements.stream().filter(statement -> shared.applyAsLong(statement) > 0)
                .sorted(Comparator.comparingLong(shared).reversed().thenComparingInt(Statement::number)).limit(STATEMENTS)
                .map(Statement::number).sorted().toList();
    }

    /// Medical words of a sentence: terms of the dictionary, names of other diseases, items of the sheet.
    private Set<String> words(String sentence, CitedEvidence sheet) {
        Set<String> words = new HashSet<>(terms(sentence));
        sheet.sections().forEach(section -> section.items().stream().filter(sentence::contains).forEach(words::add));
        words.remove(sheet.disease());
        return words;
    }

    private Set<String> terms(String text) {
        Set<String> terms = new HashSet<>();
        library.keywords(text).forEach(keyword -> terms.add(keyword.term()));
        return terms;
    }

    /// Whether a sentence says that the disease is, or comes from, another one that the sheet does not mention.
    private boolean claimsOther(String sentence, CitedEvidence sheet, String everything) {
        List<Keyword> others = new ArrayList<>();
        for (Keyword keyword : library.keywords(sentence)) {
            boolean own = keyword.term().equals(sheet.disease());
            if (keyword.kind() == TermKind.DISEASE && !own && !everything.contains(keyword.text()) && !everything.contains(keyword.term())) {
                others.add(keyword);
            }
        }
        return !others.isEmpty();
    }

    private static Set<String> pairs(String sentence) {
        int[] points = sentence.codePoints().filter(Character::isLetterOrDigit).toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < points.length; i++) {
            pairs.add(new String(points, i, 2));
        }
        return pairs;
    }
}
