package org.doctorglm.review.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.doctorglm.platform.Sha256;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Harm;
import org.doctorglm.review.MarkIssue;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Severity;
import org.doctorglm.review.Span;
import org.doctorglm.review.exchange.Refused.Reason;
import org.jspecify.annotations.Nullable;

/// Where the readers of all forms put what they find: the one place where it is checked.
final class Intake {
    /// The longest line, record or text, in characters.
    static final int LONGEST = 16 << 20;
    static final int MOST_MARKS = 10_000;
    private static final Map<String, MarkKind> NAMES = new HashMap<>();

    static {
        for (MarkKind kind : MarkKind.values()) {
            NAMES.put(kind.key(), kind);
        }
        List.of("doctor's comment", "评论", "评语", "医生评论", "点评").forEach(name -> NAMES.put(name, MarkKind.COMMENT));
        List.of("factual error", "factual_error", "事实错误").forEach(name -> NAMES.put(name, MarkKind.FACTUAL));
        List.of("improper diagnosis", "improper_diagnosis", "不当诊断", "诊断不当").forEach(name -> NAMES.put(name, MarkKind.IMPROPER));
    }

    private final Known known;
    private final String file;
    private final String reviewer;
    private final Instant now;
    private final Consumer<ReviewRecord> consumer;
    private final List<Refused> refused = new ArrayList<>();
    private long refusals;
    private int readings;
    private int marks;

    /// @param reviewer for files that name none
    Intake(Known known, String file, String reviewer, Instant now, Consumer<ReviewRecord> consumer) {
        this.known = known;
        this.file = file;
        this.reviewer = reviewer;
        this.now = now;
        this.consumer = consumer;
    }

    void refuse(long line, Reason reason, String detail) {
        refusals++;
        if (refused.size() < Refused.LISTED) {
            int shown = Math.min(detail.length(), 80);
            refused.add(new Refused(file, line, reason, detail.substring(0, shown)));
        }
    }

    Taken taken() {
        return new Taken(readings, marks, List.copyOf(refused), refusals);
    }

    /// Begins what one reviewer says about one answer.
    ///
    /// @param id empty where the file names none
    /// @param text null where the file has none
    /// @param sha256 of the text as its writer knew it, empty where the file does not say
    /// @param name of the reviewer, empty where the file names none
    /// @return null when it was refused
    @Nullable Draft begin(long line, String id, String question, @Nullable String text, String sha256, String name) {
        ReviewedAnswer answer = id.isEmpty() ? null : known.byId(id).orElse(null);
        if (answer == null && text == null) {
            refuse(line, Reason.NO_TEXT, id);
            return null;
        }
        String exact = text == null || text.length() > LONGEST ? "" : Sha256.of(text);
        boolean asWritten = answer != null && (sha256.equals(answer.textSha256()) || sha256.isEmpty() && text == null);
        if (answer != null && !asWritten && !answer.textSha256().equals(exact) || answer == null && !sha256.isEmpty() && !sha256.equals(exact)) {
            refuse(line, Reason.OTHER_TEXT, id);
            return null;
        }
        if (answer == null && id.isEmpty()) {
            answer = known.byText(exact).orElse(null);
        }
        if (answer == null) {
            answer = new ReviewedAnswer(id.isEmpty() ? "file-" + exact.substring(0, 32) : id, question, String.valueOf(text), exact,
                    ReviewedAnswer.Source.of(ReviewedAnswer.Way.FILE), now);
        }
        return new Draft(line, answer, name.isBlank() ? reviewer : name.strip());
    }

    static @Nullable MarkKind kind(String name) {
        return NAMES.get(name.strip().toLowerCase(Locale.ROOT));
    }

    /// What one reviewer says about one answer, while it is read.
    final class Draft {
        private final long line;
        private final CodePoints points;
        private final List<Annotation> found = new ArrayList<>();
        private ReviewedAnswer answer;
        private Reading reading;

        private Draft(long line, ReviewedAnswer answer, String name) {
            this.line = line;
            this.answer = answer;
            this.points = new CodePoints(answer.text());
            this.reading = Reading.begin(answer, name, Reading.Role.READER);
        }

        CodePoints points() {
            return points;
        }

        int marks() {
            return found.size();
        }

        /// @param details of the mark by the names of [Row]; absent ones are empty
        void mark(long at, long start, long end, String kindName, Map<String, String> details) {
            MarkKind kind = kind(kindName);
            if (kind == null) {
                refuse(at, Reason.UNKNOWN_KIND, kindName);
            } else if (start < 0 || end <= start || end > points.count()) {
                refuse(at, Reason.OUT_OF_RANGE, start + " … " + end);
            } else if (found.size() >= MOST_MARKS) {
                refuse(at, Reason.TOO_MANY_MARKS, answer.id());
            } else {
                add(at, new Span((int) start, (int) end), kind, details);
            }
        }

        private void add(long at, Span span, MarkKind kind, Map<String, String> details) {
            try {
                String id = details.getOrDefault("id", "");
                String time = details.getOrDefault("at", "");
                found.add(new Annotation(id.isEmpty() || id.length() > 200 ? java.util.UUID.randomUUID().toString() : id, answer.id(), answer.textSha256(), span, kind,
                        constant(MarkIssue.class, details.get("issue")), constant(Severity.class, details.get("severity")), constant(Harm.class, details.get("harm")),
                        details.getOrDefault("comment", ""), details.getOrDefault("correction", ""), reading.reviewer(), time.isEmpty() ? now : Instant.parse(time)));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                refuse(at, Reason.BAD_VALUE, String.valueOf(e.getMessage()));
            }
        }

        /// With places in UTF-16 units, as JavaScript counts.
        void markByUnits(long at, long start, long end, String kindName, Map<String, String> details) {
            OptionalInt from = start < Integer.MIN_VALUE || start > Integer.MAX_VALUE ? OptionalInt.empty() : points.ofUnit((int) start);
            OptionalInt to = end < Integer.MIN_VALUE || end > Integer.MAX_VALUE ? OptionalInt.empty() : points.ofUnit((int) end);
            int length = points.text().length();
            if (start < 0 || end > length || end <= start) {
                refuse(at, Reason.OUT_OF_RANGE, start + " … " + end);
            } else if (from.isEmpty() || to.isEmpty()) {
                refuse(at, Reason.INSIDE_CHARACTER, start + " … " + end);
            } else {
                mark(at, from.getAsInt(), to.getAsInt(), kindName, details);
            }
        }

        /// Grades, note, state and source; what is not there is left as it is.
        void about(Map<String, String> details) {
            try {
                AnswerGrade grade = AnswerGrade.NONE;
                for (AnswerGrade.Aspect aspect : AnswerGrade.Aspect.values()) {
                    String value = details.getOrDefault(aspect.name().toLowerCase(Locale.ROOT), "");
                    grade = value.isEmpty() ? grade : grade.with(aspect, Integer.parseInt(value));
                }
                Reading.Role role = constant(Reading.Role.class, details.get("role"));
                ReadingState.Progress progress = constant(ReadingState.Progress.class, details.get("progress"));
                String active = details.getOrDefault("activeMs", "");
                ReadingState state = new ReadingState(progress == null ? ReadingState.Progress.DONE : progress,
                        constant(ReadingState.SkipReason.class, details.get("skipped")), details.getOrDefault("note", ""),
                        java.time.Duration.ofMillis(active.isEmpty() ? 0 : Math.max(0, Long.parseLong(active))));
                reading = new Reading(answer.id(), answer.textSha256(), reading.reviewer(), role == null ? Reading.Role.READER : role, List.of(), grade,
                        details.getOrDefault("missing", ""), state);
                source(details);
            } catch (IllegalArgumentException e) {
                refuse(line, Reason.BAD_VALUE, String.valueOf(e.getMessage()));
            }
        }

        /// Of an answer that is known, what is known counts.
        private void source(Map<String, String> details) {
            if (known.byId(answer.id()).isEmpty()) {
                String uncertainty = details.getOrDefault("uncertainty", "");
                String adapter = details.getOrDefault("adapter", "");
                ReviewedAnswer.Way way = constant(ReviewedAnswer.Way.class, details.get("way"));
                String added = details.getOrDefault("added", "");
                answer = new ReviewedAnswer(answer.id(), answer.question(), answer.text(), answer.textSha256(), new ReviewedAnswer.Source(
                        way == null ? ReviewedAnswer.Way.FILE : way, details.getOrDefault("department", ""), details.getOrDefault("model", ""),
                        adapter.isEmpty() ? null : adapter, details.getOrDefault("precision", ""), Boolean.parseBoolean(details.getOrDefault("designer", "")),
                        uncertainty.isEmpty() ? 0 : Double.parseDouble(uncertainty)), added.isEmpty() ? answer.addedAt() : time(added));
            }
        }

        private static Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (java.time.DateTimeException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        void end() {
            readings++;
            marks += found.size();
            consumer.accept(new ReviewRecord(answer, new Reading(answer.id(), answer.textSha256(), reading.reviewer(), reading.role(), found, reading.grade(),
                    reading.missing(), reading.state())));
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return name == null || name.isBlank() ? null : Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT));
    }
}
