package org.doctorglm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.doctorglm.platform.Progress;

/// Output of a command: results, sentences, progress with time left.
final class Terminal {
    private static final String BUNDLE = "org.doctorglm.cli.words";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long REDRAW_NANOS = 200_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private ResourceBundle words;

    Terminal(PrintStream out, PrintStream err, boolean interactive, Locale locale) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.words = bundle(locale);
    }

    /// Chinese for a Chinese locale, English for every other.
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale.getLanguage().equals("zh") ? Locale.ROOT : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String word(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(arguments);
    }

    boolean knows(String key) {
        return words.containsKey(key);
    }

    void speak(Locale locale) {
        words = bundle(locale);
    }

    Locale language() {
        return words.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.CHINESE;
    }

    /// For help texts, which picocli prints itself: UTF-8 too, whatever the system's encoding.
    PrintWriter results() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    void line(String text) {
        out.println(text);
    }

    void part(String text) {
        out.print(text);
        out.flush();
    }

    void json(JsonNode node) {
        try {
            out.println(JSON.writeValueAsString(node));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void message(String text) {
        err.println(text);
    }

    void trace(Throwable e) {
        e.printStackTrace(err);
    }

    /// A line that is drawn again and again; without a terminal only its end is printed.
    Progress progress(String what) {
        return progress(what, (done, total) -> "");
    }

    /// With the bytes that are done, and all of them.
    Progress progressInBytes(String what) {
        return progress(what, (done, total) -> word("progress.bytes", String.valueOf(done / 1_000_000), String.valueOf(total / 1_000_000)) + " ");
    }

    private Progress progress(String what, Amount amount) {
        long begin = System.nanoTime();
        long[] drawn = {0};
        long[] first = {-1};
        return (done, total) -> {
            long now = System.nanoTime();
            boolean end = done >= total;
            // What was there before says nothing about the speed.
            first[0] = first[0] < 0 ? done : first[0];
            if (!end && (!interactive || now - drawn[0] < REDRAW_NANOS)) {
                return;
            }
            drawn[0] = now;
            double seconds = (now - begin) / 1e9;
            String left = end || done <= first[0] ? "" : word("progress.left", Math.round(seconds * (total - done) / (done - first[0])));
            err.print((interactive ? "\r" : "") + what + " " + (total <= 0 ? done : done * 100 / total + " %") + " " + amount.of(done, total) + left + "   ");
            if (end) {
                err.println();
            }
        };
    }

    @FunctionalInterface
    private interface Amount {
        String of(long done, long total);
    }
}
