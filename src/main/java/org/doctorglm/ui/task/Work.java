package org.doctorglm.ui.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The background work that is going on, for the status bar and the pages that started it.
public final class Work {
    private static final double UNKNOWN = -1;
    /// Below two per cent an estimate is a guess.
    private static final double BARELY = 0.02;

    private final TaskRunner runner;
    private final ObservableList<Item> items = FXCollections.observableArrayList();

    public Work(TaskRunner runner) {
        this.runner = runner;
    }

    /// Changed on the JavaFX thread only.
    public ObservableList<Item> items() {
        return items;
    }

    /// Shows a job until [Item#close()]. May be called from any thread.
    ///
    /// @param name what is worked on, for example the name of a model; may be empty
    public Item begin(WorkKind kind, String name, Cancellation cancellation) {
        Item item = new Item(kind, name, cancellation);
        runner.onUi(() -> items.add(item));
        return item;
    }

    /// One job. It is the [Progress] that the core reports to, on the job's own thread.
    public final class Item implements Progress, AutoCloseable {
        private final WorkKind kind;
        private final String name;
        private final Cancellation cancellation;
        private final long startedAt = System.nanoTime();
        private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(UNKNOWN);
        private final ReadOnlyLongWrapper secondsLeft = new ReadOnlyLongWrapper(-1);
        private final ReadOnlyLongWrapper done = new ReadOnlyLongWrapper(0);
        private long total = -1;
        /// Share and second of the first report: what was done before says nothing about the speed.
        private double firstShare = -1;
        private double firstSecond;
        private final Coalescer<double[]> steps = new Coalescer<>(runner, (older, newer) -> newer, this::show);

        private Item(WorkKind kind, String name, Cancellation cancellation) {
            this.kind = kind;
            this.name = name;
            this.cancellation = cancellation;
        }

        @Override
        public void at(long done, long total) {
            steps.offer(new double[] {done, total, (System.nanoTime() - startedAt) / 1e9});
        }

        private void show(double[] step) {
            double share = step[1] > 0 ? Math.min(1, step[0] / step[1]) : UNKNOWN;
            fraction.set(share);
            total = (long) step[1];
            done.set((long) step[0]);
            if (firstShare < 0 && share >= 0) {
                // A job that begins with nothing done is counted from its beginning.
                firstShare = share > BARELY ? share : 0;
                firstSecond = share > BARELY ? step[2] : 0;
            }
            double gained = share - firstShare;
            secondsLeft.set(gained > BARELY ? Math.round((step[2] - firstSecond) * (1 - share) / gained) : -1);
        }

        public WorkKind kind() {
            return kind;
        }

        public String name() {
            return name;
        }

        /// Between 0 and 1, or -1 while unknown.
        public ReadOnlyDoubleProperty fraction() {
            return fraction.getReadOnlyProperty();
        }

        /// Whole seconds, or -1 while unknown.
        public ReadOnlyLongProperty secondsLeft() {
            return secondsLeft.getReadOnlyProperty();
        }

        /// Units that are done: bytes, for imports and copies.
        public ReadOnlyLongProperty done() {
            return done.getReadOnlyProperty();
        }

        /// Units in all, -1 while unknown. Read on the JavaFX thread, when [#done()] changes.
        public long total() {
            return total;
        }

        public void cancel() {
            cancellation.request();
        }

        @Override
        public void close() {
            runner.onUi(() -> items.remove(this));
        }
    }
}
