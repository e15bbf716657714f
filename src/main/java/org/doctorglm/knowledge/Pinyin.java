package org.doctorglm.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.sourceforge.pinyin4j.PinyinHelper;
import org.jspecify.annotations.Nullable;

/// How Chinese characters are read, in Latin letters without tones (`ü` as `v`). The only class that knows the library for it.
/// Readings are looked up once a character and kept; safe on any thread.
public final class Pinyin {
    private static final AtomicReferenceArray<@Nullable List<String>> READ = new AtomicReferenceArray<>(0x10000);

    private Pinyin() {
    }

    /// The syllables of a text, one for each of its code points; empty for what is no Chinese character.
    /// A character with several readings gives its first one.
    public static List<String> syllables(String text) {
        return text.codePoints().mapToObj(Pinyin::readings).map(all -> all.isEmpty() ? "" : all.getFirst()).toList();
    }

    /// All readings of a character (重: zhong, chong), the commonest first; empty for what is no Chinese character.
    public static List<String> readings(int codePoint) {
        if (codePoint < 0x3007 || codePoint > 0xFFFF) {
            return List.of();
        }
        List<String> known = READ.get(codePoint);
        if (known == null) {
            known = lookUp((char) codePoint);
            READ.set(codePoint, known);
        }
        return known;
    }

    /// The first reading of a character with its tone as a digit; empty for what is no Chinese character.
    static String toned(int codePoint) {
        String[] found = codePoint < 0x3007 || codePoint > 0xFFFF ? null : PinyinHelper.toHanyuPinyinStringArray((char) codePoint);
        return found == null ? "" : found[0];
    }

    private static List<String> lookUp(char character) {
        String[] found = PinyinHelper.toHanyuPinyinStringArray(character);
        if (found == null) {
            return List.of();
        }
        Set<String> readings = new LinkedHashSet<>();
        for (String reading : found) {
            readings.add(reading.toLowerCase(Locale.ROOT).replace("u:", "v").replaceAll("[^a-z]", ""));
        }
        return List.copyOf(readings);
    }
}
