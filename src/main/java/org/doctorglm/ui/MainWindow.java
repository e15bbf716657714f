package org.doctorglm.ui;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Question;
import org.doctorglm.pipeline.PipelineStage;
import org.doctorglm.ui.Rail.Place;
import org.doctorglm.ui.consult.ConsultView;
import org.doctorglm.ui.consult.ConsultViewModel;
import org.doctorglm.ui.consult.ProfilesViewModel;
import org.doctorglm.ui.consult.SamplingViewModel;
import org.doctorglm.ui.consult.WelcomeView;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.DialogLayer;
import org.doctorglm.ui.control.Shortcut;
import org.doctorglm.ui.data.DataViewModel;
import org.doctorglm.ui.experiment.ExperimentView;
import org.doctorglm.ui.experiment.ExperimentViewModel;
import org.doctorglm.ui.library.LibraryView;
import org.doctorglm.ui.library.LibraryViewModel;
import org.doctorglm.ui.models.ModelsView;
import org.doctorglm.ui.models.ModelsViewModel;
import org.doctorglm.ui.models.StatusSource.Snapshot;
import org.doctorglm.ui.overview.OverviewView;
import org.doctorglm.ui.overview.OverviewViewModel;
import org.doctorglm.ui.review.ReviewView;
import org.doctorglm.ui.review.ReviewViewModel;
import org.doctorglm.ui.settings.SettingsView;
import org.doctorglm.ui.settings.SettingsViewModel;
import org.doctorglm.ui.task.FxTaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.text.Formats;
import org.doctorglm.ui.text.Messages;
import org.doctorglm.ui.theme.Appearance;
import org.doctorglm.ui.training.TrainingViewModel;
import org.jspecify.annotations.Nullable;

/// The frame: rail, page, status bar. Made and used on the JavaFX thread; [#close()] when the window goes.
///
/// The view models live as long as the window. The views are made anew when the language changes, which is simpler than teaching each of
/// them to change its words and loses nothing, because what was typed and chosen is in the view models.
public final class MainWindow implements AutoCloseable {
    /// After a start: by then what it shows is there.
    private static final int QUIET_MILLIS = 1000;
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;
    private static final String WELCOMED = "welcomed";
    private static final Duration STATUS_EVERY = Duration.seconds(2);

    private final UiServices services;
    private final FxTaskRunner runner = new FxTaskRunner();
    private final Work work = new Work(runner);
    private final Appearance appearance = new Appearance();
    private final SettingsViewModel settings;
    private final ConsultViewModel consult;
    private final ProfilesViewModel profiles;
    private final LibraryViewModel library;
    private final ExperimentViewModel experiments;
    private final ModelsViewModel models;
    private final ReviewViewModel review;
    private final TrainingViewModel training;
    private final DataViewModel data;
    private final OverviewViewModel overview;
    private final ReadOnlyObjectWrapper<@Nullable Snapshot> snapshot = new ReadOnlyObjectWrapper<>();
    private final Timeline statusBeat = new Timeline(new KeyFrame(STATUS_EVERY, event -> readStatus()));
    private final StackPane root = new StackPane();
    private final BorderPane frame = new BorderPane();
    private Desk desk;
    private Rail rail;
    private @Nullable ConsultView consultPage;
    private Place place = Place.CONSULT;
    private final ObjectProperty<TrainingPlace.Room> room = new SimpleObjectProperty<>(TrainingPlace.Room.TRAINING);

    public MainWindow(UiServices services) {
        this.services = services;
        settings = new SettingsViewModel(services.settings(), services.home(), runner, work, appearance);
        consult = new ConsultViewModel(services.consultation(), services.dialogues(), runner, new SamplingViewModel(services.settings()),
                instant -> new Formats(new Messages(settings.language().get()), services.clock()).age(instant));
        profiles = new ProfilesViewModel(services.profiles(), runner, consult.problem());
        library = new LibraryViewModel(services.library(), runner, work, services.settings());
        experiments = new ExperimentViewModel(services.experiments(), runner, work);
        models = new ModelsViewModel(services.models(), runner, work);
        review = new ReviewViewModel(services.reviews(), runner, services.settings(), services.clock(), services.words(), services.dialogues()::answer, services.version());
        training = new TrainingViewModel(services.training(), runner, work, services.settings(), services.clock(), models::refresh);
        data = new DataViewModel(services.data(), runner, work);
        overview = new OverviewViewModel(services.overview(), runner);
        frame.getStyleClass().add("frame");
        desk = newDesk();
        rail = new Rail(desk, this::go);
        settings.language().addListener((property, old, now) -> build());
        statusBeat.setCycleCount(Animation.INDEFINITE);
        build();
    }

    /// Puts the window on screen and starts to read what it shows.
    public void show(Stage stage) {
        Scene scene = new Scene(root, services.settings().number("window.width", WIDTH), services.settings().number("window.height", HEIGHT));
        appearance.dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        stage.setScene(scene);
        stage.setTitle("DoctorGLM");
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setOnHiding(event -> {
            services.settings().put("window.width", Double.toString(scene.getWidth()));
            services.settings().put("window.height", Double.toString(scene.getHeight()));
        });
        stage.show();
        consult.history().refresh();
        readStatus();
        // A trainer may have gone on while no window was open.
        training.look();
        statusBeat.play();
        runner.debounce("review", QUIET_MILLIS, review::prepare);
    }

    /// For background work that the composition root starts, such as building the index; the status bar shows it.
    public Work work() {
        return work;
    }

    /// For the composition root and tests: opens a consultation by its id.
    public ConsultViewModel consult() {
        return consult;
    }

    /// For tests: which department profiles there are.
    public ProfilesViewModel profiles() {
        return profiles;
    }

    /// For tests: what the library page shows.
    public LibraryViewModel library() {
        return library;
    }

    /// For tests: what the models page shows.
    public ModelsViewModel models() {
        return models;
    }

    /// For tests: what the review page shows.
    public ReviewViewModel review() {
        return review;
    }

    /// For tests: what the training page shows.
    public TrainingViewModel training() {
        return training;
    }

    /// For tests: what the experiments page shows.
    public ExperimentViewModel experiments() {
        return experiments;
    }

    /// For tests: what the overview shows.
    public OverviewViewModel overview() {
        return overview;
    }

    /// For tests: what the data page shows.
    public DataViewModel data() {
        return data;
    }

    /// Also for tests and pictures.
    void showData() {
        room.set(TrainingPlace.Room.STUDIO);
        go(Place.TRAINING);
    }

    public Appearance appearance() {
        return appearance;
    }

    @Override
    public void close() {
        statusBeat.stop();
        consult.run().stop();
        root.getChildren().clear();
        frame.setCenter(null);
        // What was marked is stored before the threads end.
        review.close();
        // What was answered is stored; the one that is being written is made again next time.
        experiments.close();
        runner.close();
    }

    private Desk newDesk() {
        Messages words = new Messages(settings.language().get());
        return new Desk(words, new Formats(words, services.clock()), new DialogLayer(frame), services.files(), runner, work);
    }

    private void build() {
        root.getChildren().clear();
        frame.setCenter(null);
        desk = newDesk();
        consultPage = null;
        if (services.settings().get(WELCOMED).isEmpty()) {
            frame.setLeft(null);
            frame.setBottom(null);
            StackPane first = new StackPane(new WelcomeView(desk, null, () -> {
                services.settings().put(WELCOMED, services.version());
                build();
            }));
            first.getStyleClass().add("first-page");
            frame.setCenter(first);
        } else {
            rail = new Rail(desk, this::go);
            frame.setLeft(rail);
            frame.setBottom(new StatusBar(desk, snapshot.getReadOnlyProperty()));
            go(place);
        }
        root.getChildren().setAll(desk.layer());
    }

    private void go(Place wanted) {
        place = wanted;
        rail.show(wanted);
        Node page = switch (wanted) {
            case OVERVIEW -> new OverviewView(desk, overview, this::go);
            case CONSULT -> consultView();
            case LIBRARY -> new LibraryView(desk, library, dialogue -> {
                consult.open(dialogue);
                go(Place.CONSULT);
            });
            case REVIEW -> new ReviewView(desk, review);
            case EXPERIMENTS -> new ExperimentView(desk, experiments);
            case TRAINING -> new TrainingPlace(desk, training, data, room, () -> go(Place.CONSULT));
            case MODELS -> new ModelsView(desk, models, () -> go(Place.CONSULT));
            case SETTINGS -> new SettingsView(desk, settings, consult.sampling().defaultPreset(), consult.sampling()::setDefaultPreset,
                    () -> KeySheet.show(desk), services.version());
        };
        frame.setCenter(page);
        if (page instanceof ConsultView view) {
            view.focusComposer();
        } else if (page instanceof LibraryView view) {
            view.focusSearch();
        }
    }

    private void go(PipelineStage stage) {
        switch (stage) {
            case DATA, TRANSLATION -> showData();
            case TRAINING -> {
                room.set(TrainingPlace.Room.TRAINING);
                go(Place.TRAINING);
            }
            case GATE, PACKS -> go(Place.MODELS);
            case DESIGNER -> go(Place.LIBRARY);
            case CHAT -> go(Place.CONSULT);
            case REVIEW -> go(Place.REVIEW);
        }
    }

    /// Kept while the language stays: coming back finds the place that was read.
    private ConsultView consultView() {
        if (consultPage == null) {
            consultPage = new ConsultView(desk, consult, profiles, services.diseases(), services.exporter(), services.settings(), this::send,
                    () -> go(Place.MODELS));
        }
        return consultPage;
    }

    private void send(Question question, Answer answer) {
        desk.layer().toast(desk.say(review.send(question, answer)));
    }

    private void readStatus() {
        runner.run(services.status()::snapshot, now -> {
            snapshot.set(now);
            if (consult.composer().contextLimit().get() == 0) {
                consult.composer().contextLimit().set(now.contextTokens());
            }
        }, thrown -> { });
    }

    private void key(KeyEvent event) {
        if (desk.layer().isOpen()) {
            return;
        }
        boolean asksForKeys = Shortcut.KEYS.matches(event) || "?".equals(event.getText()) && !(event.getTarget() instanceof TextInputControl);
        if (asksForKeys) {
            KeySheet.show(desk);
        } else if (Shortcut.OVERVIEW.matches(event)) {
            go(Place.OVERVIEW);
        } else if (Shortcut.CONSULT.matches(event)) {
            go(Place.CONSULT);
        } else if (Shortcut.LIBRARY.matches(event)) {
            go(Place.LIBRARY);
        } else if (Shortcut.REVIEW.matches(event)) {
            go(Place.REVIEW);
        } else if (Shortcut.EXPERIMENTS.matches(event)) {
            go(Place.EXPERIMENTS);
        } else if (Shortcut.TRAINING.matches(event)) {
            go(Place.TRAINING);
        } else if (Shortcut.MODELS.matches(event)) {
            go(Place.MODELS);
        } else if (Shortcut.SETTINGS.matches(event)) {
            go(Place.SETTINGS);
        } else if (Shortcut.LARGER.matches(event)) {
            appearance.zoom(1);
        } else if (Shortcut.SMALLER.matches(event)) {
            appearance.zoom(-1);
        } else {
            return;
        }
        event.consume();
    }
}
