package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds diseases, symptoms, tests and drugs in a question: the longest phrase of the dictionary at each place, then the
/// two-part phrases (`肚子…疼`) in what is left; then says which of them the question denies.
///
/// Only the first [#MAX_CODE_POINTS] code points of a question are read, so a pasted book costs no more than a long letter.
/// A name that is also a finding of the dictionary (an imported entry 发热) counts as the finding, and so does not drown questions.
/// Immutable after construction, for any thread.
public final class QuestionReader {
    /// How much of a question is read, in code points.
    public static final int MAX_CODE_POINTS = 8000;
    /// The most code points between the parts of a two-part phrase.
    public static final int GAP = 8;
    private static final String MARK = "…";
    /// Words that hold the first part of a two-part phrase and mean something else.
    private static final List<String> NEUTRAL = List.of("拳头", "馒头", "木头", "床头", "枕头", "念头", "里头", "外头", "前头", "后头", "点头", "低头", "抬头", "回头",
            "开头", "老头", "镜头", "罐头", "街头", "码头", "苗头", "头发", "头条", "手术", "手机", "手表", "手套", "手续", "手段", "手法", "手里", "对手", "选手", "新手", "二手",
            "歌手", "助手", "动手", "分手", "尿布", "尿不湿", "电脑", "脑筋", "腰带", "腰包", "火腿", "鸡腿", "脚本", "脚步", "灯光", "牙膏", "牙刷", "牙签", "心情", "红烧", "烧脑",
            "烧烤", "烧饭", "烧菜", "烧水", "高烧饼", "咳嗽糖", "口罩", "嘴巴甜", "石头", "骨头汤", "猪头", "人头", "巨头", "电脑发热", "手机发热",
            "电池发热", "主机发热", "机器发热", "让我头疼", "让我很头疼", "让人头疼", "令人头疼", "让人很头疼", "头疼的问题", "发热门诊", "心痛的感觉");
    /// Words whose end must not be taken for the beginning of another (舌头疼 is not 头疼).
    private static final List<String> WHOLE = List.of("舌头", "骨头", "指头", "乳头", "额头", "肩头", "脚趾头", "手指头");
    private static final String LIST = "和、及与跟或";
    private static final String STOPS = "。！？；，,.!?;\n\r:：";

    private final PhraseTrie<Meaning> phrases;
    private final PhraseTrie<Boolean> neutral;
    private final PhraseTrie<PhraseTrie<Meaning>> heads;
    private final Map<String, PhraseTrie<Meaning>> tailsOfHead;
    /// Words of the dictionary that are findings, also where an entry has them for a name.
    private final Set<String> findings;
    /// Diseases that the dictionary knows by name only.
    private final List<Term> strangers;
    private final TypingErrors typingErrors;

    private record Meaning(String term, TermKind kind) {
    }

    public QuestionReader(Collection<Disease> diseases, Collection<Term> terms) {
        phrases = new PhraseTrie<>();
        neutral = new PhraseTrie<>();
        heads = new PhraseTrie<>();
        tailsOfHead = new HashMap<>();
        findings = new HashSet<>();
        strangers = terms.stream().filter(term -> term.kind() == TermKind.DISEASE).toList();
        typingErrors = new TypingErrors(diseases, terms);
        Set<String> known = new HashSet<>();
        terms.stream().filter(term -> term.kind() == TermKind.SYMPTOM).forEach(term -> {
            findings.add(term.term());
            findings.addAll(term.synonyms());
        });
        for (Disease disease : diseases) {
            namePhrases(disease).forEach(phrase -> phrases.add(phrase.words(), phrase.value()));
            disease.names().forEach(name -> known.add(Folding.fold(name)));
        }
        EnglishNames.telling(diseases).forEach((word, names) -> names.forEach(name -> phrases.add(word, new Meaning(name, TermKind.DISEASE))));
        for (String word : NEUTRAL) {
            neutral.add(word, Boolean.TRUE);
        }
        for (String word : WHOLE) {
            neutral.add(word, Boolean.FALSE);
        }
        for (Term term : terms) {
            boolean entry = term.kind() == TermKind.DISEASE && known.contains(Folding.fold(term.term()));
            if (!entry) {
                add(term, known);
            }
        }
        diseases.forEach(disease -> findingPhrases(disease).forEach(phrase -> phrases.add(phrase.words(), phrase.value())));
    }

    private QuestionReader(QuestionReader former, PhraseTrie<Meaning> phrases, TypingErrors typingErrors) {
        this.phrases = phrases;
        this.typingErrors = typingErrors;
        neutral = former.neutral;
        heads = former.heads;
        tailsOfHead = former.tailsOfHead;
        findings = former.findings;
        strangers = former.strangers;
    }

    /// The reader with one entry in the place of another; null stands for none. A stranger of the dictionary that is an entry's name now
    /// is no stranger any more, and the other way round.
    QuestionReader replaced(@Nullable Disease before, @Nullable Disease after, DiseaseNames namesBefore, DiseaseNames namesAfter) {
        List<PhraseTrie.Phrase<Meaning>> without = new ArrayList<>();
        List<PhraseTrie.Phrase<Meaning>> with = new ArrayList<>();
        if (before != null) {
            without.addAll(namePhrases(before));
            without.addAll(findingPhrases(before));
        }
        if (after != null) {
            with.addAll(namePhrases(after));
            with.addAll(findingPhrases(after));
        }
        for (Term stranger : strangers) {
            List<PhraseTrie.Phrase<Meaning>> then = strangerPhrases(stranger, namesBefore);
            List<PhraseTrie.Phrase<Meaning>> now = strangerPhrases(stranger, namesAfter);
            then.stream().filter(phrase -> !now.contains(phrase)).forEach(without::add);
            now.stream().filter(phrase -> !then.contains(phrase)).forEach(with::add);
        }
        return new QuestionReader(this, phrases.changed(without, with), typingErrors.replaced(before, after));
    }

    private List<PhraseTrie.Phrase<Meaning>> namePhrases(Disease disease) {
        Meaning meaning = new Meaning(disease.name(), TermKind.DISEASE);
        List<PhraseTrie.Phrase<Meaning>> named = new ArrayList<>();
        for (String name : disease.names()) {
            if (!findings.contains(name) && !(name.length() < 3 && name.charAt(0) < 0x250)) {
                named.add(new PhraseTrie.Phrase<>(name, meaning));
            }
        }
        if (disease.english().length() > 2) {
            named.add(new PhraseTrie.Phrase<>(disease.english(), meaning));
        }
        return named;
    }

    private static List<PhraseTrie.Phrase<Meaning>> findingPhrases(Disease disease) {
        return Stream.concat(disease.symptoms().items().stream(), disease.keySymptoms().stream())
                .filter(item -> item.codePointCount(0, item.length()) >= 2)
                .map(item -> new PhraseTrie.Phrase<>(item, new Meaning(item, TermKind.SYMPTOM))).toList();
    }

    private static List<PhraseTrie.Phrase<Meaning>> strangerPhrases(Term stranger, DiseaseNames names) {
        if (names.has(stranger.term())) {
            return List.of();
        }
        Meaning meaning = new Meaning(stranger.term(), TermKind.DISEASE);
        return Stream.concat(Stream.of(stranger.term()), stranger.synonyms().stream().filter(synonym -> synonym.indexOf(MARK) <= 0 && !names.has(synonym)))
                .map(words -> new PhraseTrie.Phrase<>(words, meaning)).toList();
    }

    private void add(Term term, Set<String> diseaseNames) {
        Meaning meaning = new Meaning(term.term(), term.kind());
        phrases.add(term.term(), meaning);
        for (String synonym : term.synonyms()) {
            int mark = synonym.indexOf(MARK);
            if (mark > 0) {
                PhraseTrie<Meaning> tails = tailsOfHead.computeIfAbsent(synonym.substring(0, mark), head -> {
                    PhraseTrie<Meaning> fresh = new PhraseTrie<>();
                    heads.add(head, fresh);
                    return fresh;
                });
                tails.add(synonym.substring(mark + 1), meaning);
            } else if (term.kind() != TermKind.DISEASE || !diseaseNames.contains(Folding.fold(synonym))) {
                phrases.add(synonym, meaning);
            }
        }
    }

    /// @return the keywords in the order of the question; a phrase with two meanings gives two
    public List<Keyword> read(String question) {
        int[] original = question.codePoints().limit(MAX_CODE_POINTS).toArray();
        int[] text = Folding.codePoints(question, MAX_CODE_POINTS);
        List<Keyword> found = new ArrayList<>();
        BitSet known = new BitSet(text.length);
        Map<Integer, Integer> tests = new HashMap<>();
        for (int i = 0; i < text.length; i++) {
            PhraseTrie.Match<Meaning> match = phrases.longest(text, i, text.length);
            if (match != null && !cutsAWord(text, i, match.length())) {
                emit(original, i, i + match.length(), match.values(), false, found);
                known.set(i, i + match.length());
                if (match.values().stream().allMatch(meaning -> meaning.kind() == TermKind.TEST)) {
                    tests.put(i, match.length());
                }
                i += match.length() - 1;
                continue;
            }
            PhraseTrie.Match<Boolean> other = neutral.longest(text, i, text.length);
            if (other != null) {
                known.set(i, i + other.length(), other.values().getFirst());
                i += other.length() - 1;
            }
        }
        typingErrors.find(original, text, known, found);
        BitSet insideWords = (BitSet) known.clone();
        for (int i = 0; i < text.length; i++) {
            if (!known.get(i) || tests.containsKey(i)) {
                i += Math.max(0, readGapped(original, text, i, tests.getOrDefault(i, 0), known, found) - 1);
            }
        }
        UnknownDiseases.find(original, text, insideWords, found);
        found.sort(Comparator.comparingInt(Keyword::start).thenComparingInt(Keyword::end).thenComparing(Keyword::term));
        return deny(text, insideWords, found);
    }

    /// Whether a phrase that begins with a denial (没有尿) ends inside a longer word that is denied (没有尿频).
    private boolean cutsAWord(int[] text, int start, int length) {
        int cue = Negation.cue(text, start);
        if (cue == 0 || cue >= length) {
            return false;
        }
        PhraseTrie.Match<Meaning> denied = phrases.longest(text, start + cue, text.length);
        return denied != null && cue + denied.length() > length;
    }

    /// A measured thing may open a finding (血糖…高), but only with its whole name.
    ///
    /// @return the length of the first part found here, 0 when there is none
    private int readGapped(int[] original, int[] text, int start, int atLeast, BitSet known, List<Keyword> found) {
        PhraseTrie.Match<PhraseTrie<Meaning>> head = heads.longest(text, start, text.length);
        if (head == null || head.length() < atLeast) {
            return 0;
        }
        int from = start + head.length();
        PhraseTrie<Meaning> tails = head.values().getFirst();
        for (int at = from; at < text.length && at <= from + GAP; at++) {
            PhraseTrie.Match<Meaning> tail = tails.longest(text, at, text.length);
            if (tail != null) {
                emit(original, start, at + tail.length(), tail.values(), Negation.insideGap(text, from, at), found);
                return head.length();
            }
            boolean listed = at > from && LIST.indexOf(text[at - 1]) >= 0;
            boolean otherPlace = !listed && heads.longest(text, at, text.length) != null && known.get(at);
            if (otherPlace || STOPS.indexOf(text[at]) >= 0) {
                return head.length();
            }
        }
        return head.length();
    }

    private static void emit(int[] text, int start, int end, List<Meaning> meanings, boolean negated, List<Keyword> found) {
        String words = new String(text, start, end - start);
        for (Meaning meaning : meanings) {
            found.add(new Keyword(words, meaning.term(), meaning.kind(), start, end, negated));
        }
    }

    private static List<Keyword> deny(int[] text, BitSet insideWords, List<Keyword> found) {
        BitSet far = new BitSet();
        BitSet denied = Negation.denied(text, insideWords, far);
        List<Keyword> keywords = new ArrayList<>();
        int lastEnd = -1;
        boolean lastFar = false;
        for (Keyword keyword : found) {
            boolean direct = denied.get(keyword.start());
            boolean listed = lastEnd >= 0 && keyword.start() >= lastEnd
                    && Negation.linked(text, lastEnd, keyword.start(), lastFar);
            boolean negated = keyword.negated() || direct || listed;
            keywords.add(keyword.negated(negated));
            if (direct || listed) {
                lastFar = direct ? far.get(keyword.start()) : lastFar;
                lastEnd = keyword.end();
            } else if (lastEnd >= 0 && keyword.end() > lastEnd) {
                lastEnd = -1;
            }
        }
        return List.copyOf(keywords);
    }
}
