package org.doctorglm.ui.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.review.Agreement;
import org.doctorglm.review.ErrorRates;
import org.doctorglm.review.ErrorRates.Grouping;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.ui.review.ReviewMirror.Snapshot;
import org.doctorglm.ui.task.OrderedWork;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Agreement and error rates: calculated in the background, kept until something changes.
public final class FiguresViewModel {
    private final ReviewMirror mirror;
    private final TaskRunner runner;
    private final ReviewRepository disk;
    private final OrderedWork work;
    private final ReadOnlyObjectWrapper<@Nullable Agreement> agreement = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Rates> rates = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<String>> readers = new ReadOnlyObjectWrapper<>(List.of());
    private Grouping grouping = Grouping.MODEL;
    private List<String> pair = List.of();
    private long agreedAt = -1;
    private long ratedAt = -1;

    /// Figures with what they are grouped by.
    public record Rates(Grouping grouping, ErrorRates figures) {
    }

    /// @param disk counts by itself as long as the mirror is empty
    FiguresViewModel(ReviewMirror mirror, ReviewRepository disk, OrderedWork work, TaskRunner runner) {
        this.mirror = mirror;
        this.disk = disk;
        this.work = work;
        this.runner = runner;
    }

    /// Null while it is calculated.
    public ReadOnlyObjectProperty<@Nullable Agreement> agreement() {
        return agreement.getReadOnlyProperty();
    }

    /// Null while they are calculated.
    public ReadOnlyObjectProperty<@Nullable Rates> rates() {
        return rates.getReadOnlyProperty();
    }

    /// Who has finished a reading.
    public ReadOnlyObjectProperty<List<String>> readers() {
        return readers.getReadOnlyProperty();
    }

    /// @param two names, or empty for whoever read
    public void compare(List<String> two) {
        pair = List.copyOf(two);
        agreedAt = -1;
        calculateAgreement();
    }

    public List<String> compared() {
        return pair;
    }

    public Grouping grouping() {
        return grouping;
    }

    public void group(Grouping by) {
        grouping = by;
        ratedAt = -1;
        calculateRates();
    }

    /// Nothing when it is up to date.
    void calculateAgreement() {
        long version = mirror.version();
        if (agreedAt == version) {
            return;
        }
        agreedAt = version;
        Snapshot now = mirror.snapshot();
        List<String> two = pair;
        readers.set(now.readings().stream().filter(reading -> reading.done() && reading.role() == Reading.Role.READER).map(Reading::reviewer).distinct().sorted().toList());
        runner.run(() -> {
            Map<String, Integer> lengths = new HashMap<>();
            now.answers().forEach(answer -> lengths.put(answer.id(), length(answer)));
            return Agreement.of(now.readings(), lengths, two);
        }, result -> {
            if (agreedAt == version && two.equals(pair)) {
                agreement.set(result);
            }
        }, thrown -> agreedAt = -1);
    }

    private static int length(ReviewedAnswer answer) {
        return answer.text().codePointCount(0, answer.text().length());
    }

    /// Before everything is read: the store counts by itself, which takes a fraction of the time.
    void countRates() {
        Grouping by = grouping;
        work.read(() -> disk.rates(by), result -> {
            if (ratedAt < 0 && by == grouping) {
                rates.set(new Rates(by, result));
            }
        }, thrown -> { });
    }

    /// Nothing when they are up to date.
    void calculateRates() {
        long version = mirror.version();
        if (ratedAt == version) {
            return;
        }
        ratedAt = version;
        Snapshot now = mirror.snapshot();
        Grouping by = grouping;
        runner.run(() -> ErrorRates.of(now.answers(), now.readings(), by), result -> {
            if (ratedAt == version && by == grouping) {
                rates.set(new Rates(by, result));
            }
        }, thrown -> ratedAt = -1);
    }
}
