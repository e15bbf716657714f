package org.doctorglm.ui.review;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Question;
import org.doctorglm.review.FromChat;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReadingState.Progress;
import org.doctorglm.review.ReadingState.SkipReason;
import org.doctorglm.review.ReadingSummary;
import org.doctorglm.review.ReviewQueue;
import org.doctorglm.review.ReviewQueue.Order;
import org.doctorglm.review.ReviewQueue.Wish;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.Reviewer;
import org.doctorglm.ui.review.ReviewMirror.Glance;
import org.doctorglm.ui.review.ReviewMirror.Snapshot;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.task.Frames;
import org.doctorglm.ui.task.OrderedWork;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The review place: who reads, what is still to be read, and the answer that is read now. Lives as long as the window; [#close()] stores what is not stored yet.
public final class ReviewViewModel implements AutoCloseable {
    private static final String REVIEWER = "review.reviewer";
    private static final String BLIND = "review.blind";
    private static final String SEED = "review.seed";

    /// The pages of this place.
    public enum Part {
        MARKING, ADJUDICATION, AGREEMENT, DASHBOARD, RANKING, FILES
    }

    /// Which answers the list shows.
    public enum Tab {
        OPEN, MINE, CHOSEN
    }

    /// How an answer is offered to review.
    public enum Sent {
        SENT, ALREADY
    }

    private final UiSettings settings;
    private final Clock clock;
    private final ReviewRepository disk;
    private final OrderedWork work;
    private final Frames frames;
    private final ReviewMirror mirror;
    private final MarkingViewModel marking;
    private final AdjudicationViewModel adjudication;
    private final FiguresViewModel figures;
    private final RankingViewModel ranking;
    private final FilesViewModel files;
    private final BundleViewModel bundle;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.MARKING);
    private final ReadOnlyObjectWrapper<Tab> tab = new ReadOnlyObjectWrapper<>(Tab.OPEN);
    private final ReadOnlyStringWrapper reviewer = new ReadOnlyStringWrapper("");
    private final BooleanProperty blind = new SimpleBooleanProperty(true);
    private final BooleanProperty second = new SimpleBooleanProperty();
    private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.UNCERTAINTY);
    private final ObjectProperty<@Nullable String> department = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> writer = new SimpleObjectProperty<>();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<ReviewQueue> queue = new ReadOnlyObjectWrapper<>(new ReviewQueue(List.of(), 0, 0, java.time.Duration.ZERO));
    private final ObservableList<ReviewedAnswer> listed = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ReviewedAnswer> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper unwritten = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Reviewer>> reviewers = new ReadOnlyObjectWrapper<>(List.of());
    private List<String> chosen = List.of();
    private String chosenName = "";
    private boolean loading;
    /// To be opened when what others said about it is here.
    private @Nullable ReviewedAnswer wanted;

    /// @param words whether a run of Chinese characters is a word
    /// @param made finds the answer of a consultation, for what made it
    /// @param version of the program
    public ReviewViewModel(ReviewRepository disk, TaskRunner runner, UiSettings settings, Clock clock, Predicate<String> words, Function<String, Optional<Answer>> made, String version) {
        this.settings = settings;
        this.clock = clock;
        this.disk = disk;
        frames = runner;
        work = new OrderedWork(runner, unwritten::set, problem::set);
        mirror = new ReviewMirror(disk, work);
        marking = new MarkingViewModel(mirror, Reading.Role.READER, clock, words);
        adjudication = new AdjudicationViewModel(mirror, runner, new MarkingViewModel(mirror, Reading.Role.ADJUDICATOR, clock, words));
        figures = new FiguresViewModel(mirror, disk, work, runner);
        ranking = new RankingViewModel(mirror, runner, clock);
        files = new FilesViewModel(mirror, disk, work, this::look);
        bundle = new BundleViewModel(disk, made, version, work, clock);
        reviewer.set(settings.get(REVIEWER).orElse(""));
        blind.set(!settings.get(BLIND).orElse("true").equals("false"));
        blind.addListener((property, old, now) -> {
            settings.put(BLIND, Boolean.toString(now));
            if (now) {
                writer.set(null);
            }
            wished();
        });
        second.addListener((property, old, now) -> wished());
        order.addListener((property, old, now) -> wished());
        department.addListener((property, old, now) -> wished());
        writer.addListener((property, old, now) -> wished());
        search.addListener((property, old, now) -> wished());
    }

    public MarkingViewModel marking() {
        return marking;
    }

    public AdjudicationViewModel adjudication() {
        return adjudication;
    }

    public FiguresViewModel figures() {
        return figures;
    }

    public RankingViewModel ranking() {
        return ranking;
    }

    public FilesViewModel files() {
        return files;
    }

    public BundleViewModel bundle() {
        return bundle;
    }

    public ObjectProperty<Part> part() {
        return part;
    }

    public ReadOnlyObjectProperty<Tab> tab() {
        return tab.getReadOnlyProperty();
    }

    /// Name of the profile that reads; empty for nobody.
    public ReadOnlyStringProperty reviewer() {
        return reviewer.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Reviewer>> reviewers() {
        return reviewers.getReadOnlyProperty();
    }

    /// Whether what wrote an answer stays hidden and the order is drawn.
    public BooleanProperty blind() {
        return blind;
    }

    /// Whether only answers are read that somebody else has read before.
    public BooleanProperty second() {
        return second;
    }

    /// Counts when nobody reads blind.
    public ObjectProperty<Order> order() {
        return order;
    }

    /// Null for all.
    public ObjectProperty<@Nullable String> department() {
        return department;
    }

    /// Name of a model, null for all.
    public ObjectProperty<@Nullable String> writer() {
        return writer;
    }

    public StringProperty search() {
        return search;
    }

    public ReadOnlyObjectProperty<ReviewQueue> queue() {
        return queue.getReadOnlyProperty();
    }

    /// What the list shows.
    public ObservableList<ReviewedAnswer> listed() {
        return listed;
    }

    public ReadOnlyObjectProperty<@Nullable ReviewedAnswer> current() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /// Edits that are not on the disk yet.
    public ReadOnlyIntegerProperty unwritten() {
        return unwritten.getReadOnlyProperty();
    }

    /// Why something could not be stored; nothing more is stored until [#retry()] or [#readAgain()].
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    public int answers() {
        return mirror.answers().size();
    }

    /// What is shown with [Tab#CHOSEN].
    public String chosenName() {
        return chosenName;
    }

    public List<String> departments() {
        return names(answer -> answer.source().department());
    }

    public List<String> writers() {
        return names(answer -> answer.source().model());
    }

    private List<String> names(Function<ReviewedAnswer, String> name) {
        return List.copyOf(mirror.answers().stream().map(name).filter(one -> !one.isEmpty()).collect(Collectors.toCollection(TreeSet::new)));
    }

    /// What wrote an answer: model and adapter.
    static String writer(@Nullable ReviewedAnswer answer) {
        if (answer == null) {
            return "";
        }
        ReviewedAnswer.Source source = answer.source();
        return source.model() + (source.adapter() == null ? "" : " + " + source.adapter());
    }

    /// Reads the list while nobody waits for it, so that the place opens at once.
    public void prepare() {
        if (loading || mirror.ready()) {
            return;
        }
        long before = mirror.version();
        work.read(() -> Glance.of(disk), now -> {
            if (!loading && mirror.version() == before) {
                mirror.show(now);
            }
        }, thrown -> {
            // Whoever opens the place is told.
        });
    }

    /// Reads everything anew in the background; another process may have written.
    public void look() {
        if (loading) {
            return;
        }
        loading = true;
        if (!loaded.get() && part.get() == Part.DASHBOARD) {
            figures.countRates();
        }
        if (loaded.get()) {
            readAll();
        } else if (mirror.ready()) {
            begin();
        } else {
            long before = mirror.version();
            work.read(() -> Glance.of(disk), now -> {
                if (mirror.version() == before) {
                    mirror.show(now);
                }
                begin();
            }, thrown -> readAll());
        }
    }

    /// Marks take longest to read, and the first answer can be read without them: they come when it is on the screen.
    private void begin() {
        if (mirror.ready()) {
            people();
            refresh();
            if (current.get() == null) {
                first();
            }
        }
        frames.onNextFrame(() -> frames.onNextFrame(this::readAll));
    }

    private void readAll() {
        long before = mirror.version();
        work.read(() -> Snapshot.of(disk), now -> {
            loading = false;
            if (mirror.version() == before) {
                mirror.show(now);
                shown();
            } else if (!loaded.get()) {
                look();
            }
        }, thrown -> {
            loading = false;
            problem.set(thrown);
        });
    }

    private void people() {
        reviewers.set(mirror.reviewers());
        if (reviewers.get().stream().noneMatch(one -> one.name().equals(reviewer.get()))) {
            reviewer.set("");
        }
    }

    private void shown() {
        loaded.set(true);
        people();
        refresh();
        adjudication.reviewer(reviewer.get());
        changed();
        // What is on screen may have changed elsewhere.
        ReviewedAnswer open = current.get();
        if (open != null && !reviewer.get().isEmpty()) {
            if (mirror.answer(open.id()).isEmpty()) {
                shut();
            } else if (!mirror.reading(open.id(), reviewer.get(), Reading.Role.READER).equals(marking.reading().get())) {
                marking.open(open, reviewer.get());
            }
        }
        if (current.get() == null && wanted != null && listed.contains(wanted)) {
            open(wanted);
        } else if (current.get() == null) {
            first();
        }
    }

    private void changed() {
        if (!loaded.get()) {
            return;
        }
        adjudication.look();
        ranking.reviewer(reviewer.get(), seed());
        if (part.get() == Part.AGREEMENT) {
            figures.calculateAgreement();
        } else if (part.get() == Part.DASHBOARD) {
            figures.calculateRates();
        }
    }

    /// Leads to a page.
    public void go(Part wanted) {
        if (wanted != Part.MARKING) {
            marking.touch();
        }
        part.set(wanted);
        if (!loaded.get() && wanted == Part.DASHBOARD) {
            figures.countRates();
        }
        if (loaded.get()) {
            switch (wanted) {
                case MARKING -> refresh();
                case ADJUDICATION -> adjudication.look();
                case AGREEMENT -> figures.calculateAgreement();
                case DASHBOARD -> figures.calculateRates();
                case RANKING -> ranking.look();
                case FILES -> { }
            }
        }
    }

    /// Somebody else reads now; a name that is new becomes a profile.
    ///
    /// @throws IllegalArgumentException when it is no name
    public void read(String name, String field) {
        Reviewer who = new Reviewer(name, field);
        if (mirror.reviewers().stream().noneMatch(one -> one.name().equals(who.name()))) {
            mirror.put(who);
        }
        shut();
        reviewers.set(mirror.reviewers());
        reviewer.set(who.name());
        settings.put(REVIEWER, who.name());
        chosen = List.of();
        tab.set(Tab.OPEN);
        refresh();
        adjudication.reviewer(who.name());
        changed();
        first();
    }

    private long seed() {
        return (long) settings.number(SEED, 1);
    }

    private Wish wish() {
        return new Wish(reviewer.get(), department.get(), writer.get(), null, blind.get() ? Order.DRAWN : order.get(), seed(), second.get() ? 2 : 1, second.get());
    }

    /// Which answers are listed.
    public void show(Tab wanted) {
        tab.set(wanted);
        wished();
    }

    /// Other answers are wanted; where none is open, the first of them is.
    private void wished() {
        refresh();
        if (current.get() == null) {
            first();
        }
    }

    /// Lists these answers, for example those behind a figure.
    public void showOnly(List<String> ids, String name) {
        chosen = List.copyOf(ids);
        chosenName = name;
        tab.set(Tab.CHOSEN);
        shut();
        go(Part.MARKING);
        first();
    }

    private void refresh() {
        if (!mirror.ready() || reviewer.get().isEmpty()) {
            listed.clear();
            return;
        }
        List<ReadingSummary> summaries = mirror.summaries();
        queue.set(ReviewQueue.of(mirror.answers(), summaries, wish()));
        List<ReviewedAnswer> wanted = switch (tab.get()) {
            case OPEN -> queue.get().open();
            case MINE -> {
                Map<String, Progress> mine = summaries.stream().filter(one -> one.reviewer().equals(reviewer.get()) && one.role() == Reading.Role.READER)
                        .collect(Collectors.toMap(ReadingSummary::answerId, one -> one.state().progress()));
                yield mirror.answers().stream().filter(answer -> mine.getOrDefault(answer.id(), Progress.OPEN) != Progress.OPEN).toList();
            }
            case CHOSEN -> chosen.stream().map(mirror::answer).flatMap(Optional::stream).toList();
        };
        String words = search.get().strip();
        List<ReviewedAnswer> found = words.isEmpty() ? wanted : wanted.stream().filter(answer -> answer.question().contains(words) || answer.text().contains(words)).toList();
        if (!found.equals(listed)) {
            listed.setAll(found);
        }
    }

    /// How far the reader is with an answer of the list.
    public Progress progress(ReviewedAnswer answer) {
        return reviewer.get().isEmpty() || !mirror.complete(answer.id()) ? Progress.OPEN : mirror.reading(answer.id(), reviewer.get(), Reading.Role.READER).state().progress();
    }

    /// Readings of others that may be seen now: none before one's own is finished.
    public List<Reading> others() {
        ReviewedAnswer now = current.get();
        return now == null ? List.of()
                : ReviewQueue.visible(mirror.readings(now.id()), reviewer.get()).stream()
                .filter(reading -> reading.done() && !(reading.reviewer().equals(reviewer.get()) && reading.role() == Reading.Role.READER)).toList();
    }

    public void open(ReviewedAnswer answer) {
        if (!mirror.complete(answer.id())) {
            wanted = answer;
        } else if (!reviewer.get().isEmpty() && !answer.equals(current.get())) {
            wanted = null;
            marking.open(answer, reviewer.get());
            current.set(answer);
        }
    }

    private void shut() {
        marking.shut();
        current.set(null);
    }

    private void first() {
        if (!listed.isEmpty() && !reviewer.get().isEmpty()) {
            open(listed.getFirst());
        }
    }

    /// Opens the neighbour in the list.
    public void step(int by) {
        int wanted = listed.indexOf(current.get()) + by;
        if (wanted >= 0 && wanted < listed.size()) {
            open(listed.get(wanted));
        }
    }

    /// Stores the reading as finished and opens the next answer: one key.
    public void finish() {
        if (current.get() != null) {
            leave(marking::finish);
        }
    }

    public void skip(SkipReason reason, String note) {
        if (current.get() != null) {
            leave(() -> marking.skip(reason, note));
        }
    }

    private void leave(Runnable end) {
        int index = listed.indexOf(current.get());
        ReviewedAnswer left = current.get();
        end.run();
        shut();
        refresh();
        // In a list that it leaves, the next one is at its place.
        int next = index >= 0 && index < listed.size() && listed.get(index).equals(left) ? index + 1 : Math.max(0, index);
        if (next < listed.size()) {
            open(listed.get(next));
        } else {
            first();
        }
        adjudication.look();
    }

    /// Takes a copy of an answer of a consultation into review.
    public Sent send(Question question, Answer answer) {
        String from = answer.provenance().evidence().stream().filter(CitedEvidence::used).findFirst().filter(sheet -> !sheet.departments().isEmpty())
                .map(sheet -> sheet.departments().getFirst()).orElse("");
        boolean present = mirror.answer(answer.id()).isPresent();
        mirror.add(List.of(FromChat.of(question, answer, from, clock.instant())), reviewer.get());
        refresh();
        return present ? Sent.ALREADY : Sent.SENT;
    }

    /// Tries to store again what could not be stored.
    public void retry() {
        problem.set(null);
        work.retry();
        if (!loaded.get()) {
            look();
        }
    }

    /// Gives up what could not be stored and reads what is.
    public void readAgain() {
        problem.set(null);
        shut();
        adjudication.close();
        work.discard();
        loading = false;
        loaded.set(false);
        look();
    }

    @Override
    public void close() {
        shut();
        adjudication.close();
        work.close();
    }
}
