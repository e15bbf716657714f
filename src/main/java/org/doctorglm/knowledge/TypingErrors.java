package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds names and findings that are written with wrong characters of the right sound, as an input method leaves them (蛋麻诊 for 荨麻疹
/// is none; 寻麻疹 is one), or long names with a character left out.
///
/// Sounds that southern speakers do not tell apart count as one (zh/z, ch/c, sh/s, an/ang, en/eng, in/ing). At least a third of the
/// characters must be the right ones, so that a word which merely sounds alike is not taken for another. Immutable after construction.
final class TypingErrors {
    /// Shorter words sound like too many others; names of two characters need one right character and the other's tone.
    private static final int SHORTEST = 3;
    /// Words that are meant as they stand.
    private static final Set<String> REAL = Set.of("弱势", "近事", "中封", "种风", "肺言", "流干", "早播", "水逗", "甲刚", "疝汽", "骨哲", "通风", "近似");
    /// Names from this length on are recognised with one character missing.
    private static final int LONG = 5;
    /// Libraries beyond this size are imported lists of rare names, which would sound like everything.
    private static final int MOST_NAMES = 6000;
    private static final int MOST_READINGS = 4;
    private static final int READINGS_OF_TEXT = 2;
    private static final int PRIVATE_USE = 0xF0000;

    private final Map<String, Integer> sounds;
    private final PhraseTrie<Spelling> bySound;
    private final PhraseTrie<Spelling> shortened;
    /// Names of two characters by one of them and the sound of the other.
    private final Patched<String, Spelling> pairs;

    /// A right spelling and what it means.
    private record Spelling(String right, String term, TermKind kind) {
    }

    /// Phrases for both tries, and the keys of pairs.
    private record Phrases(List<PhraseTrie.Phrase<Spelling>> heard, List<PhraseTrie.Phrase<Spelling>> shortened, Map<String, Spelling> pairs) {
        private Phrases() {
            this(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        }
    }

    TypingErrors(Collection<Disease> diseases, Collection<Term> terms) {
        sounds = new HashMap<>();
        bySound = new PhraseTrie<>();
        shortened = new PhraseTrie<>();
        Phrases all = new Phrases();
        diseases.stream().flatMap(disease -> disease.names().stream().map(name -> Map.entry(name, disease))).limit(MOST_NAMES)
                .forEach(name -> add(name.getKey(), name.getValue().name(), TermKind.DISEASE, true, all));
        for (Term term : terms) {
            if (term.kind() == TermKind.SYMPTOM) {
                // Words with a denial in them would swallow the denial of what follows (没有异食… is no 没有意识).
                if (!term.term().matches(".*[没无不].*")) {
                    add(term.term(), term.term(), TermKind.SYMPTOM, false, all);
                }
                term.synonyms().stream().filter(words -> !words.matches(".*[…没无不].*")).forEach(words -> add(words, term.term(), TermKind.SYMPTOM, false, all));
            }
        }
        all.heard().forEach(phrase -> bySound.add(phrase.words(), phrase.value()));
        all.shortened().forEach(phrase -> shortened.add(phrase.words(), phrase.value()));
        pairs = new Patched<>(all.pairs());
    }

    private TypingErrors(TypingErrors former, @Nullable Disease before, @Nullable Disease after) {
        sounds = new HashMap<>(former.sounds);
        Phrases without = phrases(before);
        Phrases with = phrases(after);
        bySound = former.bySound.changed(without.heard(), with.heard());
        shortened = former.shortened.changed(without.shortened(), with.shortened());
        Map<String, Spelling> changes = new HashMap<>();
        without.pairs().forEach((key, spelling) -> changes.put(key, spelling.equals(former.pairs.get(key)) ? null : former.pairs.get(key)));
        with.pairs().forEach((key, spelling) -> {
            Spelling present = changes.containsKey(key) ? changes.get(key) : former.pairs.get(key);
            changes.put(key, present == null ? spelling : present);
        });
        pairs = former.pairs.with(changes);
    }

    /// The same with one entry in the place of another; null stands for none.
    TypingErrors replaced(@Nullable Disease before, @Nullable Disease after) {
        return new TypingErrors(this, before, after);
    }

    private Phrases phrases(@Nullable Disease disease) {
        Phrases phrases = new Phrases();
        if (disease != null) {
            disease.names().forEach(name -> add(name, disease.name(), TermKind.DISEASE, true, phrases));
        }
        return phrases;
    }

    private void add(String words, String term, TermKind kind, boolean mayLackOne, Phrases phrases) {
        int[] right = Folding.codePoints(words, Integer.MAX_VALUE);
        Spelling spelling = new Spelling(new String(right, 0, right.length), term, kind);
        if (right.length >= SHORTEST) {
            keys(right).forEach(key -> phrases.heard().add(new PhraseTrie.Phrase<>(key, spelling)));
        }
        if (mayLackOne && right.length == 2) {
            phrases.pairs().putIfAbsent(Character.toString(right[0]) + Pinyin.toned(right[1]), spelling);
            phrases.pairs().putIfAbsent(Pinyin.toned(right[0]) + Character.toString(right[1]), spelling);
        }
        if (mayLackOne && right.length >= LONG) {
            for (int gone = 1; gone < right.length - 1; gone++) {
                phrases.shortened().add(new PhraseTrie.Phrase<>(new String(right, 0, gone) + new String(right, gone + 1, right.length - gone - 1), spelling));
            }
        }
    }

    /// One private character for each sound, in every reading of the characters, at most [#MOST_READINGS]; none where a character has no sound.
    private List<String> keys(int[] text) {
        List<String> keys = List.of("");
        for (int point : text) {
            List<String> longer = new ArrayList<>();
            for (String reading : Pinyin.readings(point)) {
                String sound = Character.toString(PRIVATE_USE + sounds.computeIfAbsent(plain(reading), heard -> sounds.size()));
                keys.stream().map(key -> key + sound).filter(key -> !longer.contains(key)).forEach(longer::add);
            }
            keys = longer.subList(0, Math.min(MOST_READINGS, longer.size()));
        }
        return keys;
    }

    private static String plain(String syllable) {
        return syllable.replaceFirst("^([zcs])h", "$1").replaceFirst("([aei])ng$", "$1n");
    }

    /// Adds what is found outside the words that are known already.
    void find(int[] original, int[] text, BitSet known, List<Keyword> found) {
        for (int reading = 0; reading < READINGS_OF_TEXT; reading++) {
            find(original, text, heard(text, reading), known, found);
        }
        for (int i = 0; i + 1 < text.length; i++) {
            Spelling name = known.get(i) || known.get(i + 1) || REAL.contains(new String(text, i, 2)) ? null : pair(text, i);
            if (name != null) {
                found.add(new Keyword(new String(original, i, 2), name.term(), name.kind(), i, i + 2, false));
                known.set(i, i + 2);
            }
        }
    }

    private @Nullable Spelling pair(int[] text, int at) {
        String sound = Pinyin.toned(text[at + 1]);
        String before = Pinyin.toned(text[at]);
        if (sound.isEmpty() || before.isEmpty()) {
            return null;
        }
        Spelling first = pairs.get(Character.toString(text[at]) + sound);
        return first != null ? first : pairs.get(before + Character.toString(text[at + 1]));
    }

    /// @param reading which of a character's readings is heard, the last one where it has fewer
    private int[] heard(int[] text, int reading) {
        int[] heard = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            List<String> readings = Pinyin.readings(text[i]);
            Integer sound = readings.isEmpty() ? null : sounds.get(plain(readings.get(Math.min(reading, readings.size() - 1))));
            heard[i] = sound == null ? text[i] : PRIVATE_USE + sound;
        }
        return heard;
    }

    private void find(int[] original, int[] text, int[] heard, BitSet known, List<Keyword> found) {
        for (int i = 0; i < text.length; i++) {
            PhraseTrie.Match<Spelling> match = bySound.longest(heard, i, text.length);
            if (match == null || !fits(match, text, i)) {
                match = shortened.longest(text, i, text.length);
            }
            if (match != null && fits(match, text, i) && free(known, i, match)) {
                int from = i;
                int to = i + match.length();
                found.removeIf(word -> word.start() >= from && word.end() <= to);
                String words = new String(original, i, match.length());
                List<String> met = new ArrayList<>();
                for (Spelling spelling : match.values()) {
                    if (!met.contains(spelling.term())) {
                        met.add(spelling.term());
                        found.add(new Keyword(words, spelling.term(), spelling.kind(), i, i + match.length(), false));
                    }
                }
                known.set(i, i + match.length());
                i += match.length() - 1;
            }
        }
    }

    private static boolean fits(PhraseTrie.Match<Spelling> match, int[] text, int at) {
        int[] right = match.values().getFirst().right().codePoints().toArray();
        if (right.length != match.length()) {
            return true;
        }
        int same = 0;
        for (int i = 0; i < right.length; i++) {
            same += right[i] == text[at + i] ? 1 : 0;
        }
        return same * 3 >= right.length && same < right.length;
    }

    /// A name may contain a word that is known by itself (寻麻疹 contains 麻疹); a finding that does is that word with a stray neighbour
    /// (有上腹痛 is no 右上腹痛). Nothing may reach into a known word that goes on.
    private static boolean free(BitSet known, int from, PhraseTrie.Match<Spelling> match) {
        int to = from + match.length();
        int inside = known.nextSetBit(from);
        if (inside < 0 || inside >= to) {
            return true;
        }
        boolean name = match.values().stream().allMatch(spelling -> spelling.kind() == TermKind.DISEASE);
        return name && (!known.get(from) || !known.get(to - 1));
    }
}
