package org.doctorglm.ui.text;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How numbers, sizes and times are written. Times are relative today and absolute otherwise.
public final class Formats {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final long KIB = 1024;
    private static final double MINUTE_MS = 60_000;

    private final Messages messages;
    private final Clock clock;

    public Formats(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /// For example `412 MB`. Units of 1024, as file managers show them.
    public String size(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double value = bytes;
        for (String unit : new String[] {"KB", "MB", "GB"}) {
            value /= KIB;
            if (value < KIB || unit.equals("GB")) {
                return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
            }
        }
        throw new IllegalStateException();
    }

    /// A measured time: `42 ms`, `1.3 s`.
    public String milliseconds(double ms) {
        if (ms < 995) {
            return String.format(Locale.ROOT, "%.0f ms", ms);
        }
        return ms < MINUTE_MS ? String.format(Locale.ROOT, "%.1f s", ms / 1000) : String.format(Locale.ROOT, "%.0f min", ms / MINUTE_MS);
    }

    /// Time that is left: `剩 8 秒`.
    public String timeLeft(long seconds) {
        return seconds < 60 ? messages.get("time.leftSeconds", Long.toString(seconds))
                : messages.get("time.leftMinutes", Long.toString((seconds + 59) / 60));
    }

    public String rate(double tokensPerSecond) {
        return messages.get("answer.rate", String.format(Locale.ROOT, tokensPerSecond < 10 ? "%.1f" : "%.0f", tokensPerSecond));
    }

    /// Today the time, otherwise the day.
    public String moment(Instant instant) {
        ZonedDateTime local = instant.atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        if (local.toLocalDate().equals(today)) {
            return TIME.format(local);
        }
        return local.toLocalDate().equals(today.minusDays(1)) ? TIME.format(local) : DAY.format(local);
    }

    public String dayAndTime(Instant instant) {
        ZonedDateTime local = instant.atZone(clock.getZone());
        return DAY.format(local) + " " + TIME.format(local);
    }

    /// Which part of the list a consultation belongs to.
    public Age age(Instant instant) {
        LocalDate day = instant.atZone(clock.getZone()).toLocalDate();
        LocalDate today = LocalDate.now(clock);
        if (!day.isBefore(today)) {
            return Age.TODAY;
        }
        return day.equals(today.minusDays(1)) ? Age.YESTERDAY : Age.OLDER;
    }

    /// Parts of the consultation list.
    public enum Age {
        TODAY, YESTERDAY, OLDER
    }

    /// A setting without needless zeros: `0.7`, `50`.
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    public static String shortHash(String sha256) {
        return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12) + "…";
    }

    /// A wait, in whole seconds or minutes: what is foretold is never exact.
    public String seconds(double ms) {
        long seconds = Math.max(1, Math.round(ms / 1000));
        return seconds < 100 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }
}
