package org.doctorglm.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.engine.Fallback;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.fake.Samples;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryException;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.review.Reviewer;
import org.doctorglm.ui.consult.Dial;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.text.Messages;
import org.doctorglm.ui.theme.Appearance;
import org.doctorglm.ui.theme.Theme;

/// Writes a picture of every screen in every language and theme, to be looked at.
///
/// `mvn -q test-compile exec:exec@screenshots [-Dscreenshots=PART_OF_A_NAME]`
public final class Screenshots {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    private record Shot(String name, int width, int height, int percent, Consumer<FakeWorld> before, Act act) {
    }

    private interface Act {
        void play(MainWindow window, FakeWorld world, Stage stage) throws Exception;
    }

    private Screenshots() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String part = arguments.length > 1 ? arguments[1] : "";
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        try {
            takeAll(folder, part);
        } catch (Exception | AssertionError e) {
            // The toolkit's thread would go on for ever.
            e.printStackTrace();
            System.exit(1);
        }
        Platform.exit();
        System.exit(0);
    }

    private static void takeAll(Path folder, String part) throws Exception {
        for (Language language : Language.values()) {
            for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK, Theme.CONTRAST}) {
                for (StartProblem problem : StartProblem.values()) {
                    String name = "start-" + problem.name().toLowerCase(Locale.ROOT) + "-" + language.code() + "-" + theme.name().toLowerCase(Locale.ROOT);
                    if (name.contains(part)) {
                        take(problem, language, theme, folder.resolve(name + ".png"));
                    }
                }
                for (Shot shot : shots()) {
                    String name = shot.name + "-" + language.code() + "-" + theme.name().toLowerCase(Locale.ROOT);
                    if (name.contains(part)) {
                        take(shot, language, theme, folder.resolve(name + ".png"));
                    }
                }
            }
        }
    }

    private static Shot[] shots() {
        Consumer<FakeWorld> history = FakeWorld::fillHistory;
        Consumer<FakeWorld> training = history.andThen(world -> world.training.fill()).andThen(world -> {
            world.settings.put("training.data", "儿科门诊问答");
            world.settings.put("training.model", "chatglm-6b-fp16");
            world.settings.put("training.recipe", "recipe=paper-lora\nlearning-rate=5e-5\n");
        });
        Act streaming = (window, world, stage) -> {
            openNewest(window, world);
            Thread.sleep(300);
            onFx(() -> {
                world.consultation.hold();
                window.consult().composer().draft().set("没有皮疹，眼睛不红，昨天开始不爱喝水。孩子发烧还要紧吗？");
                window.consult().send();
                return null;
            });
            world.consultation.let(34);
            Thread.sleep(700);
            onFx(() -> {
                window.consult().composer().draft().set("4岁7个月，发烧，没有皮疹");
                return null;
            });
        };
        return new Shot[] {
            shot("first-page", world -> world.settings.put("welcomed", ""), (window, world, stage) -> { }),
            shot("empty", history, (window, world, stage) -> { }),
            shot("data-none", history, (window, world, stage) -> data(window, world, "")),
            shot("data-statistics", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                fire(stage, ".data-count");
                Thread.sleep(900);
            }),
            shot("data-findings", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                fire(stage, ".data-part-findings");
                fire(stage, ".data-lint");
                Thread.sleep(900);
                onFx(() -> {
                    stage.getScene().getRoot().lookupAll(".finding-pane").stream().limit(2).forEach(pane -> ((javafx.scene.control.TitledPane) pane).setExpanded(true));
                    return null;
                });
            }),
            shot("data-filter", history, Screenshots::filtering),
            new Shot("data-narrow", 1024, 700, 100, history, Screenshots::filtering),
            new Shot("data-large", WIDTH, HEIGHT, 160, history, Screenshots::filtering),
            shot("data-parts", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                onFx(() -> {
                    window.data().parts().other().set(window.data().sets().stream().filter(one -> one.name().equals("通用对话")).findFirst().orElseThrow());
                    window.data().parts().count();
                    return null;
                });
                Thread.sleep(400);
                fire(stage, ".data-part-parts");
                Thread.sleep(600);
            }),
            shot("data-tokens", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                fire(stage, ".data-part-tokens");
                Thread.sleep(900);
            }),
            shot("data-import", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                Path table = Files.writeString(world.data.folder().resolve("门诊问答.csv"), "编号,病人说,医生说,科室\n1,我头痛三天了怎么办,多休息，三天不好请就诊。,内科\n1,要吃药吗,先不用。,内科\n");
                fire(stage, ".data-import");
                onFx(() -> {
                    window.data().imports().look(List.of(table));
                    return null;
                });
                Thread.sleep(600);
            }),
            shot("data-questions", history, (window, world, stage) -> {
                data(window, world, "院内问诊 2026");
                fire(stage, ".data-questions");
                Thread.sleep(400);
                onFx(() -> {
                    window.data().questions().choose(world.data.sheets().getFirst());
                    return null;
                });
                Thread.sleep(400);
                onFx(() -> {
                    window.data().questions().accept("痛风是什么病？", "痛风是尿酸盐结晶沉积在关节引起的炎症。");
                    return null;
                });
                Thread.sleep(200);
                onFx(() -> {
                    window.data().questions().reject();
                    return null;
                });
                Thread.sleep(300);
            }),
            shot("consult", history.andThen(Screenshots::twoVersions), streaming),
            shot("answered", history.andThen(Screenshots::twoVersions), (window, world, stage) -> openNewest(window, world)),
            shot("danger", history, (window, world, stage) -> {
                onFx(() -> {
                    window.consult().composer().draft().set("爸爸65岁，胸口压着疼，出了一身大汗，没有发烧");
                    window.consult().send();
                    return null;
                });
                Thread.sleep(2500);
                onFx(() -> {
                    window.consult().composer().draft().set("怀孕30周的老婆血压高，头痛眼花，没有出血");
                    return null;
                });
                Thread.sleep(800);
            }),
            shot("reading", history, (window, world, stage) -> {
                onFx(() -> {
                    world.consultation.hold();
                    world.consultation.readSlowly(12_000, 0.4);
                    window.consult().composer().draft().set(Samples.TONSILLITIS_QUESTION);
                    window.consult().send();
                    return null;
                });
                Thread.sleep(500);
                onFx(() -> {
                    window.consult().composer().draft().set("4岁7个月，发烧，没有皮疹");
                    return null;
                });
            }),
            shot("dropped", history.andThen(world -> {
                world.consultation.drop(3);
                twoVersions(world);
            }), (window, world, stage) -> {
                openNewest(window, world);
                onFx(() -> {
                    window.consult().composer().draft().set("4岁7个月，发烧，没有皮疹");
                    return null;
                });
            }),
            shot("next-token", history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                onFx(() -> {
                    stage.getScene().getRoot().lookupAll(".side .scroll-pane").stream().filter(ScrollPane.class::isInstance).map(ScrollPane.class::cast)
                            .forEach(scroll -> scroll.setVvalue(1));
                    return null;
                });
            }),
            shot("choose", history, (window, world, stage) -> openContaining(window, world, "尿频")),
            shot("abstain", history.andThen(w -> w.stored(Samples.UNKNOWN_QUESTION)), (window, world, stage) -> openNewest(window, world)),
            shot("off", history.andThen(w -> w.asked(new Ask(null, null, Samples.TONSILLITIS_QUESTION, new Designer.Off(),
                    SamplingPreset.DIVERSE.settings().withMaxTokens(9)))), (window, world, stage) -> {
                openNewest(window, world);
                onFx(() -> {
                    window.consult().sampling().set(Dial.TEMPERATURE, 1.3);
                    window.consult().sampling().set(Dial.REPETITION, 1.4);
                    return null;
                });
            }),
            shot("problem", history, (window, world, stage) -> onFx(() -> {
                world.consultation.failWith(Reason.NO_MODEL);
                window.consult().composer().draft().set(Samples.TONSILLITIS_QUESTION);
                window.consult().send();
                return null;
            })),
            shot("search", history, (window, world, stage) -> onFx(() -> {
                window.consult().history().search().set("扁桃");
                return null;
            })),
            shot("provenance", history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                fire(stage, ".provenance-button");
                Thread.sleep(400);
                onFx(() -> {
                    Window.getWindows().stream().map(Window::getScene).filter(s -> s != stage.getScene()).forEach(s -> {
                        Node replay = s.getRoot().lookup(".replay-button");
                        if (replay instanceof ButtonBase b) {
                            b.fire();
                        }
                    });
                    return null;
                });
            }),
            shot("picker", history.andThen(w -> w.stored(Samples.UNKNOWN_QUESTION)), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                fire(stage, ".abstain-choose");
            }),
            shot("export", history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                onFx(() -> {
                    ((MenuButton) stage.getScene().getRoot().lookup(".export-menu")).show();
                    return null;
                });
            }),
            shot("prompt", history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                fire(stage, ".prompt-button");
            }),
            shot("delete", history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(500);
                onFx(() -> {
                    ((ButtonBase) stage.getScene().getRoot().lookupAll(".page-head .icon-button").toArray(Node[]::new)[1]).fire();
                    return null;
                });
            }),
            shot("overview-1-begin", world -> { }, (window, world, stage) -> overview(window, stage)),
            shot("overview-2-full", Screenshots::everywhere, (window, world, stage) -> overview(window, stage)),
            new Shot("overview-3-narrow", 1024, 700, 100, Screenshots::everywhere, (window, world, stage) -> overview(window, stage)),
            new Shot("overview-4-large", 1024, 700, 200, Screenshots::everywhere, (window, world, stage) -> overview(window, stage)),
            new Shot("overview-5-small", WIDTH, HEIGHT, 80, history, (window, world, stage) -> overview(window, stage)),
            shot("review-0-welcome", history, (window, world, stage) -> review(stage, "")),
            shot("review-1-none", history.andThen(world -> world.settings.put("review.reviewer", "王医生")).andThen(world -> world.reviews.put(new Reviewer("王医生", "儿科"))),
                    (window, world, stage) -> review(stage, "")),
            shot("review-2-marking", history.andThen(ReviewSamples::fill), (window, world, stage) -> {
                review(stage, "");
                ReviewSamples.mark(window);
            }),
            new Shot("review-2-narrow", 1024, 700, 100, history.andThen(ReviewSamples::fill), (window, world, stage) -> {
                review(stage, "");
                ReviewSamples.mark(window);
            }),
            shot("review-3-adjudication", history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-adjudication")),
            shot("review-4-agreement", history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-agreement")),
            shot("review-5-dashboard", history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-dashboard")),
            new Shot("review-5-narrow", 1024, 700, 100, history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-dashboard")),
            new Shot("review-3-narrow", 1024, 700, 100, history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-adjudication")),
            new Shot("review-7-bundle", 1024, 700, 100, history.andThen(ReviewSamples::fill), (window, world, stage) -> {
                review(stage, ".review-files");
                fire(stage, ".bundle-look");
                Thread.sleep(800);
                onFx(() -> {
                    stage.getScene().getRoot().lookupAll(".review .scroll-pane").stream().filter(ScrollPane.class::isInstance).map(ScrollPane.class::cast).forEach(scroll -> scroll.setVvalue(1));
                    return null;
                });
            }),
            shot("review-6-ranking", history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-ranking")),
            shot("review-7-files", history.andThen(ReviewSamples::fill), (window, world, stage) -> review(stage, ".review-files")),
            shot("training-0-empty", history, (window, world, stage) -> fire(stage, ".place-training")),
            shot("training-1-profile", training.andThen(world -> world.training.fillProfiles()), (window, world, stage) -> {
                draft(stage, ".step-data");
                onFx(() -> {
                    window.training().draft().begin("皮肤科");
                    return null;
                });
                Thread.sleep(700);
            }),
            shot("training-1-data", training, (window, world, stage) -> draft(stage, ".step-data")),
            shot("training-2-check", training, (window, world, stage) -> {
                draft(stage, ".step-check");
                fire(stage, ".training-search");
                Thread.sleep(500);
            }),
            shot("training-3-recipe", training, (window, world, stage) -> draft(stage, ".step-recipe")),
            shot("training-3-whole", training, (window, world, stage) -> {
                draft(stage, ".step-recipe");
                onFx(() -> {
                    window.training().draft().set("method", "full");
                    return null;
                });
                Thread.sleep(500);
            }),
            shot("training-4-whole", training, (window, world, stage) -> {
                draft(stage, ".step-recipe");
                onFx(() -> {
                    window.training().draft().set("method", "full");
                    return null;
                });
                fire(stage, ".step-estimate");
                Thread.sleep(700);
            }),
            shot("training-7-whole", training.andThen(world -> world.training.fillWhole()), (window, world, stage) -> run(window, stage, "小模型-全参数", ".step-publish")),
            shot("training-4-estimate", training.andThen(world -> world.training.memory = 9L << 30), (window, world, stage) -> {
                draft(stage, ".step-estimate");
                fire(stage, ".estimate-measure");
                Thread.sleep(500);
            }),
            shot("training-5-train", training, (window, world, stage) -> run(window, stage, "儿科-稳妥", ".step-train")),
            shot("training-5-guard", training, (window, world, stage) -> run(window, stage, "儿科-学习率过高", ".step-train")),
            shot("training-4-kept", training, (window, world, stage) -> {
                draft(stage, ".step-estimate");
                fire(stage, ".keep-scaled");
                Thread.sleep(500);
                onFx(() -> {
                    ((javafx.scene.control.ScrollPane) stage.getScene().getRoot().lookup(".training .page > .scroll-pane")).setVvalue(1);
                    return null;
                });
                Thread.sleep(300);
            }),
            shot("training-5-queued", training, (window, world, stage) -> {
                draft(stage, ".step-estimate");
                fire(stage, ".training-queue");
                Thread.sleep(1500);
            }),
            shot("training-8-runs", training, (window, world, stage) -> {
                fire(stage, ".place-training");
                Thread.sleep(1500);
                onFx(() -> {
                    window.training().runs().forEach(row -> window.training().comparison().tick(row.name(), true));
                    return null;
                });
                fire(stage, ".runs-compare");
                Thread.sleep(800);
            }),
            shot("training-6-metrics", training, (window, world, stage) -> {
                run(window, stage, "儿科-基线", ".step-compare");
                fire(stage, ".metrics-count");
                Thread.sleep(700);
            }),
            shot("training-6-compare", training, (window, world, stage) -> {
                run(window, stage, "儿科-基线", ".step-compare");
                fire(stage, ".compare-measure");
                Thread.sleep(500);
                fire(stage, ".compare-probes");
                Thread.sleep(500);
            }),
            shot("training-7-profile", training, (window, world, stage) -> {
                run(window, stage, "儿科-基线", ".step-publish");
                fire(stage, ".publish-int8");
                fire(stage, ".publish-do");
                Thread.sleep(700);
                fire(stage, ".profile-save");
                Thread.sleep(500);
            }),
            shot("profile-chosen", history.andThen(world -> world.profiles.fill()).andThen(world -> world.settings.put("profile.active", "儿科门诊")),
                    (window, world, stage) -> {
                        openNewest(window, world);
                        Thread.sleep(500);
                        onFx(() -> {
                            ((MenuButton) stage.getScene().getRoot().lookup(".profile-picker")).show();
                            return null;
                        });
                        Thread.sleep(300);
                    }),
            new Shot("profile-large", 1024, 700, 150, history.andThen(world -> world.profiles.fill()).andThen(world -> world.settings.put("profile.active", "儿科门诊")),
                    (window, world, stage) -> openNewest(window, world)),
            shot("profile-missing", history.andThen(world -> world.profiles.fill()), (window, world, stage) -> {
                Thread.sleep(400);
                onFx(() -> {
                    window.profiles().choose(window.profiles().profiles().stream().filter(one -> one.name().equals("内科会诊")).findFirst().orElseThrow());
                    return null;
                });
                Thread.sleep(400);
            }),
            shot("training-7-publish", training, (window, world, stage) -> {
                run(window, stage, "儿科-基线", ".step-publish");
                fire(stage, ".publish-do");
                Thread.sleep(500);
            }),
            shot("models", history, (window, world, stage) -> {
                world.models.addFailed();
                fire(stage, ".place-models");
            }),
            shot("models-fallback", history, (window, world, stage) -> {
                world.models.fallBack(new Fallback(Fallback.Reason.PROCESSOR, "Intel(R) Pentium(R) Gold G5400"));
                fire(stage, ".place-models");
                Thread.sleep(2200);
            }),
            shot("models-ask", history, (window, world, stage) -> {
                world.models.addFailed();
                fire(stage, ".place-models");
                Thread.sleep(300);
                onFx(() -> {
                    Node[] buttons = stage.getScene().getRoot().lookupAll(".use-button").toArray(Node[]::new);
                    ((ButtonBase) buttons[buttons.length - 1]).fire();
                    return null;
                });
            }),
            shot("import-1", history, (window, world, stage) -> wizard(world, stage)),
            shot("import-2-folder", history, (window, world, stage) -> wizard(world, stage, "chatglm-6b")),
            shot("import-2-adapter", history, (window, world, stage) -> wizard(world, stage, "lora")),
            shot("import-2-empty", history, (window, world, stage) -> wizard(world, stage, "empty")),
            shot("import-3-none", history, (window, world, stage) -> {
                wizard(world, stage, "chatglm-6b");
                next(stage);
            }),
            shot("import-3-other", history, (window, world, stage) -> withAdapter(world, stage, "other")),
            shot("import-3-bare", history, (window, world, stage) -> withAdapter(world, stage, "bare")),
            shot("import-3-lora", history, (window, world, stage) -> withAdapter(world, stage, "lora")),
            shot("import-4-precision", history, (window, world, stage) -> {
                withAdapter(world, stage, "lora");
                next(stage);
            }),
            shot("import-5-running", history, (window, world, stage) -> {
                world.models.hold();
                withAdapter(world, stage, "lora");
                next(stage);
                next(stage);
            }),
            shot("import-6-done", history, (window, world, stage) -> {
                withAdapter(world, stage, "lora");
                next(stage);
                next(stage);
            }),
            shot("import-6-cancelled", history, (window, world, stage) -> {
                world.models.hold();
                withAdapter(world, stage, "lora");
                next(stage);
                next(stage);
                fire(stage, ".wizard-cancel");
            }),
            shot("compare-packs", history, (window, world, stage) -> {
                fire(stage, ".place-models");
                Thread.sleep(300);
                fire(stage, ".compare-button");
                Thread.sleep(200);
                onFx(() -> {
                    ((TextInputControl) stage.getScene().getRoot().lookup(".compare-question")).setText(Samples.TONSILLITIS_QUESTION);
                    return null;
                });
                fire(stage, ".compare-start");
            }),
            shot("compare-running", history, (window, world, stage) -> {
                world.models.hold();
                fire(stage, ".place-models");
                Thread.sleep(300);
                fire(stage, ".compare-button");
                Thread.sleep(200);
                onFx(() -> {
                    ((TextInputControl) stage.getScene().getRoot().lookup(".compare-question")).setText(Samples.TONSILLITIS_QUESTION);
                    return null;
                });
                fire(stage, ".compare-start");
            }),
            shot("experiment", history, (window, world, stage) -> {
                fire(stage, ".place-experiments");
                Thread.sleep(300);
                fire(stage, ".experiments-designer");
                Thread.sleep(200);
                fire(stage, ".experiment-start");
                Thread.sleep(700);
            }),
            shot("experiments-empty", history, (window, world, stage) -> fire(stage, ".place-experiments")),
            shot("experiments-new", history, (window, world, stage) -> {
                ExperimentSamples.open(world);
                fire(stage, ".place-experiments");
                fire(stage, ".experiments-new");
            }),
            new Shot("experiments-new-narrow", 1024, 700, 100, history, Screenshots::newGrid),
            new Shot("experiments-new-large", WIDTH, HEIGHT, 160, history, Screenshots::newGrid),
            shot("experiments-new-grid", history, Screenshots::newGrid),
            shot("experiments-new-adapters", history, (window, world, stage) -> {
                ExperimentSamples.open(world);
                fire(stage, ".place-experiments");
                fire(stage, ".experiments-new");
                fire(stage, ".kind-adapters");
                onFx(() -> {
                    window.experiments().fresh().put(Path.of("/data/adapters/doctor-lora"));
                    window.experiments().fresh().put(Path.of("/data/adapters/doctor-ptuning"));
                    window.experiments().fresh().usual().set(false);
                    return null;
                });
            }),
            shot("experiments-grid", history, (window, world, stage) -> experiment(window, world, stage, ExperimentSamples.GRID)),
            new Shot("experiments-grid-narrow", 1024, 700, 100, history, (window, world, stage) -> experiment(window, world, stage, ExperimentSamples.GRID)),
            new Shot("experiments-grid-large", WIDTH, HEIGHT, 160, history, (window, world, stage) -> experiment(window, world, stage, ExperimentSamples.GRID)),
            shot("experiments-table", history, (window, world, stage) -> experiment(window, world, stage, ExperimentSamples.COMPARISON)),
            shot("experiments-answers", history, (window, world, stage) -> {
                experiment(window, world, stage, ExperimentSamples.COMPARISON);
                onFx(() -> {
                    var table = java.util.Objects.requireNonNull(window.experiments().result().table().get());
                    window.experiments().result().open(table.rowNames().getLast(), "");
                    return null;
                });
                Thread.sleep(400);
                fire(stage, ".replay-button");
                for (int i = 0; i < 200 && onFx(() -> window.experiments().result().opened().replayed().get()) != org.doctorglm.ui.experiment.AnswersViewModel.Replay.SAME; i++) {
                    Thread.sleep(50);
                }
            }),
            shot("experiments-running", history, (window, world, stage) -> {
                experiment(window, world, stage, ExperimentSamples.PART);
                fire(stage, ".experiment-go-on");
                Thread.sleep(2500);
            }),
            shot("experiments-damaged", history, (window, world, stage) -> experiment(window, world, stage, ExperimentSamples.DAMAGED)),
            shot("experiments-compared", history, (window, world, stage) -> {
                experiment(window, world, stage, ExperimentSamples.GRID);
                onFx(() -> {
                    window.experiments().tick(ExperimentSamples.GRID, true);
                    window.experiments().tick(ExperimentSamples.COMPARISON, true);
                    window.experiments().compare();
                    return null;
                });
                Thread.sleep(2500);
            }),
            shot("experiments-export", history, (window, world, stage) -> {
                experiment(window, world, stage, ExperimentSamples.GRID);
                fire(stage, ".experiment-export");
            }),
            shot("library-empty", history, (window, world, stage) -> fire(stage, ".place-library")),
            shot("library-entry", history.andThen(Screenshots::libraryAtWork), (window, world, stage) -> entry(window, stage, "acute-tonsillitis")),
            shot("library-search", history.andThen(Screenshots::libraryAtWork), (window, world, stage) -> {
                entry(window, stage, "hypertension");
                onFx(() -> {
                    ((TextInputControl) stage.getScene().getRoot().lookup(".library-search")).setText("gxy");
                    return null;
                });
            }),
            shot("library-edit", history.andThen(Screenshots::libraryAtWork), (window, world, stage) -> {
                entry(window, stage, "acute-tonsillitis");
                fire(stage, ".edit-button");
                Thread.sleep(300);
                onFx(() -> {
                    ((TextInputControl) stage.getScene().getRoot().lookup(".field-icd10")).setText("咽");
                    ((TextInputControl) stage.getScene().getRoot().lookup(".field-name")).setText("痛风");
                    return null;
                });
                fire(stage, ".entry-save");
            }),
            shot("library-history", history.andThen(Screenshots::libraryAtWork).andThen(Screenshots::edited), (window, world, stage) -> {
                entry(window, stage, "acute-tonsillitis");
                fire(stage, ".history-button");
            }),
            shot("library-compare", history, (window, world, stage) -> {
                entry(window, stage, "acute-tonsillitis");
                onFx(() -> {
                    window.library().compareWith("acute-pharyngitis");
                    return null;
                });
            }),
            shot("library-coverage", history.andThen(world -> world.stored(Samples.UNKNOWN_QUESTION)), (window, world, stage) -> {
                fire(stage, ".place-library");
                Thread.sleep(300);
                fire(stage, ".library-coverage");
            }),
            shot("library-import-1-files", history, (window, world, stage) -> {
                table(world, stage);
                importIt(stage);
                fire(stage, ".import-again");
                Thread.sleep(300);
                fire(stage, ".import-choose");
            }),
            shot("library-import-2-columns", history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                onFx(() -> {
                    window.library().imports().choices().feed("备注", TableColumn.URGENT);
                    return null;
                });
            }),
            shot("library-import-2-foot", history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                onFx(() -> {
                    ((ScrollPane) stage.getScene().getRoot().lookup(".library-import-page .scroll-pane")).setVvalue(1);
                    return null;
                });
            }),
            shot("library-import-3-preview", history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                fire(stage, ".import-next");
            }),
            shot("library-import-3-pages", history, (window, world, stage) -> {
                manual(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                fire(stage, ".import-next");
            }),
            shot("library-import-4-running", history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                fire(stage, ".import-next");
                Thread.sleep(500);
                world.library.hold();
                fire(stage, ".import-next");
            }),
            shot("library-import-5-result", history, (window, world, stage) -> {
                table(world, stage);
                importIt(stage);
            }),
            shot("library-import-bad", history, (window, world, stage) -> {
                table(world, stage);
                world.files.answer = Path.of("/data/own.xlsx");
                fire(stage, ".import-choose");
            }),
            shot("library-import-undo", history, (window, world, stage) -> {
                table(world, stage);
                importIt(stage);
                fire(stage, ".import-undo-this");
            }),
            shot("settings", history, (window, world, stage) -> fire(stage, ".place-settings")),
            shot("keys", history, (window, world, stage) -> onFx(() -> {
                Event.fireEvent(stage.getScene().getRoot(), new KeyEvent(KeyEvent.KEY_PRESSED, "",
                        "", KeyCode.F1, false, false, false, false));
                return null;
            })),
            new Shot("narrow", 1024, 700, 100, history.andThen(Screenshots::twoVersions), (window, world, stage) -> openNewest(window, world)),
            new Shot("library-import-narrow-columns", 1024, 700, 100, history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
            }),
            new Shot("library-import-narrow-preview", 1024, 700, 100, history, (window, world, stage) -> {
                table(world, stage);
                fire(stage, ".import-next");
                Thread.sleep(300);
                fire(stage, ".import-next");
            }),
            new Shot("drawer", 1024, 700, 100, history.andThen(Screenshots::twoVersions), (window, world, stage) -> {
                openNewest(window, world);
                Thread.sleep(300);
                fire(stage, ".side-switch");
            }),
            new Shot("small-text", WIDTH, HEIGHT, 80, history.andThen(Screenshots::twoVersions), (window, world, stage) -> openNewest(window, world)),
            new Shot("large-text", WIDTH, HEIGHT, 150, history.andThen(Screenshots::twoVersions), (window, world, stage) -> openNewest(window, world)),
            new Shot("huge-text", WIDTH, HEIGHT, 200, history.andThen(Screenshots::twoVersions), (window, world, stage) -> openNewest(window, world)),
        };
    }

    private static Shot shot(String name, Consumer<FakeWorld> before, Act act) {
        return new Shot(name, WIDTH, HEIGHT, 100, before, act);
    }

    /// Something at every place.
    private static void everywhere(FakeWorld world) {
        world.fillHistory();
        world.training.fill();
        world.data.fill();
        libraryAtWork(world);
        ReviewSamples.fill(world);
    }

    private static void twoVersions(FakeWorld world) {
        Answer first = world.stored(Samples.TONSILLITIS_QUESTION);
        try {
            world.consultation.regenerate(first.questionId(), new Designer.Automatic(), SamplingPreset.BALANCED.settings(), event -> { },
                    new Cancellation());
        } catch (ConsultationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Some entries as a hospital leaves them: edited, reviewed, with a note.
    private static void libraryAtWork(FakeWorld world) {
        try {
            world.settings.put("reviewer", "王医生");
            LibraryEditor editor = world.library.editor();
            EntryDraft draft = EntryDraft.of(editor.library().entry("acute-tonsillitis").orElseThrow().disease());
            editor.save(draft.with(EntryField.ALIASES, draft.text(EntryField.ALIASES) + "\n蛾子").with(EntryField.PROGNOSIS, "多在一周内恢复，反复发作者评估手术。").disease(), "李医生");
            editor.review("acute-tonsillitis", true, "王医生");
            editor.review("hypertension", true, "王医生");
            editor.note("acute-tonsillitis", "门诊快速链球菌检测在二楼检验科，半小时出结果。", "王医生");
        } catch (EntryException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A sentence of an entry changed in some words.
    private static void edited(FakeWorld world) {
        try {
            LibraryEditor editor = world.library.editor();
            EntryDraft draft = EntryDraft.of(editor.library().entry("acute-tonsillitis").orElseThrow().disease());
            String overview = draft.text(EntryField.OVERVIEW);
            editor.save(draft.with(EntryField.OVERVIEW, overview.replace("病毒", "腺病毒等病毒").replaceFirst("。", "，冬春多见。"))
                    .with(EntryField.SYMPTOMS, draft.text(EntryField.SYMPTOMS).replaceFirst("\n.*", "\n吞咽时疼痛加重")).disease(), "李医生");
        } catch (EntryException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void entry(MainWindow window, Stage stage, String id) throws Exception {
        fire(stage, ".place-library");
        Thread.sleep(500);
        onFx(() -> {
            window.library().open(id);
            return null;
        });
        Thread.sleep(500);
    }

    /// A hospital's table, chosen on the import page.
    private static void table(FakeWorld world, Stage stage) throws Exception {
        String text = """
                病名,又叫,见到什么,检查,怎么办,备注
                颞下颌关节紊乱,颞颌关节病、TMD,张口时关节弹响、张口受限、耳前疼痛,张口度测量、关节 X 线片,先软食和热敷；咬合垫由口腔科制作。,突然不能闭口
                口腔扁平苔藓,扁平苔藓,颊黏膜白色网纹、进食刺激痛,必要时活检,避免刺激食物；糜烂时转黏膜科。,
                高血压,,头晕,,,
                ,,没有名称的一行,,,
                牙本质过敏,牙齿敏感,冷热刺激酸痛,冷刺激试验,脱敏牙膏；查找磨耗原因。,
                "颌骨骨髓炎,引号没有结束,,,,
                磨牙症,夜磨牙,夜间磨牙声、晨起牙酸,牙面磨耗检查,咬合垫、放松训练,
                """;
        choose(world, stage, Files.writeString(Files.createTempDirectory("shots").resolve("口腔科病种 2025.csv"), text));
    }

    private static void manual(FakeWorld world, Stage stage) throws Exception {
        Path folder = Files.createDirectories(Files.createTempDirectory("shots").resolve("MSD"));
        StringBuilder index = new StringBuilder("[");
        for (int i = 1; i <= 40; i++) {
            index.append(i == 1 ? "" : ",").append("[\"../MSD/").append(i).append(".html\", \"示例病").append(i).append("\"]");
            if (i % 3 != 0) {
                Files.writeString(folder.resolve(i + ".html"), i % 7 == 0 ? "<h1>示例</h1>" : "<h1>示例</h1><p>为这张图写的页面。</p><h2>症状和体征</h2><p>没有。</p>");
            }
        }
        Files.writeString(folder.resolve("query_MSD.json"), index.append("]"));
        choose(world, stage, folder);
    }

    private static void choose(FakeWorld world, Stage stage, Path file) throws Exception {
        world.settings.put("import.licence", "仅限本院使用");
        fire(stage, ".place-library");
        Thread.sleep(500);
        fire(stage, ".library-import");
        Thread.sleep(300);
        world.files.answer = file;
        fire(stage, Files.isDirectory(file) ? ".import-folder" : ".import-choose");
        Thread.sleep(400);
    }

    private static void importIt(Stage stage) throws Exception {
        for (int step = 0; step < 3; step++) {
            fire(stage, ".import-next");
            Thread.sleep(700);
        }
    }

    private static void wizard(FakeWorld world, Stage stage, String... folders) throws Exception {
        fire(stage, ".place-models");
        Thread.sleep(300);
        fire(stage, ".import-button");
        Thread.sleep(200);
        for (String folder : folders) {
            world.files.answer = Path.of("/data/weights", folder);
            fire(stage, ".wizard-choose");
            Thread.sleep(300);
        }
    }

    private static void withAdapter(FakeWorld world, Stage stage, String adapter) throws Exception {
        wizard(world, stage, "chatglm-6b");
        next(stage);
        world.files.answer = Path.of("/data/weights", adapter);
        fire(stage, ".wizard-adapter");
        Thread.sleep(300);
    }

    private static void next(Stage stage) throws Exception {
        fire(stage, ".wizard-next");
        Thread.sleep(300);
    }

    private static void filtering(MainWindow window, FakeWorld world, Stage stage) throws Exception {
        data(window, world, "院内问诊 2026");
        fire(stage, ".data-part-filter");
        fire(stage, ".filter-exact-duplicate");
        fire(stage, ".filter-cut-answer");
        fire(stage, ".filter-look");
        Thread.sleep(900);
    }

    /// @param set to look at, empty for a home without any
    private static void data(MainWindow window, FakeWorld world, String set) throws Exception {
        if (!set.isEmpty()) {
            world.data.fill();
        }
        onFx(() -> {
            window.showData();
            return null;
        });
        Thread.sleep(500);
        onFx(() -> {
            window.data().sets().stream().filter(one -> one.name().equals(set)).findFirst().ifPresent(window.data()::choose);
            return null;
        });
    }

    private static void openNewest(MainWindow window, FakeWorld world) throws Exception {
        onFx(() -> {
            window.consult().open(world.dialogues.list().getFirst().id());
            return null;
        });
    }

    private static void openContaining(MainWindow window, FakeWorld world, String words) throws Exception {
        onFx(() -> {
            window.consult().open(world.dialogues.search(words).getFirst().dialogue().id());
            return null;
        });
    }

    private static void newGrid(MainWindow window, FakeWorld world, Stage stage) throws Exception {
        ExperimentSamples.open(world);
        fire(stage, ".place-experiments");
        fire(stage, ".experiments-new");
        fire(stage, ".kind-grid");
        onFx(() -> {
            ((TextInputControl) stage.getScene().getRoot().lookup(".values-seeds")).setText("0");
            return null;
        });
        fire(stage, ".new-begin");
    }

    private static void experiment(MainWindow window, FakeWorld world, Stage stage, String name) throws Exception {
        ExperimentSamples.open(world);
        fire(stage, ".place-experiments");
        for (int i = 0; i < 200 && onFx(() -> window.experiments().rows().isEmpty()); i++) {
            Thread.sleep(50);
        }
        onFx(() -> {
            window.experiments().rows().stream().filter(row -> row.name().equals(name)).findFirst().ifPresent(window.experiments()::choose);
            return null;
        });
        for (int i = 0; i < 200 && onFx(() -> window.experiments().result().loading().get()); i++) {
            Thread.sleep(50);
        }
    }

    private static void overview(MainWindow window, Stage stage) throws Exception {
        fire(stage, ".place-overview");
        for (int i = 0; i < 100 && onFx(() -> window.overview().counts().get()) == null; i++) {
            Thread.sleep(50);
        }
    }

    private static void review(Stage stage, String part) throws Exception {
        fire(stage, ".place-review");
        Thread.sleep(900);
        if (!part.isEmpty()) {
            fire(stage, part);
            Thread.sleep(1500);
        }
    }

    /// Waits for what a task has still to show.
    private static void draft(Stage stage, String step) throws Exception {
        fire(stage, ".place-training");
        Thread.sleep(700);
        fire(stage, step);
        Thread.sleep(700);
    }

    private static void run(MainWindow window, Stage stage, String name, String step) throws Exception {
        fire(stage, ".place-training");
        Thread.sleep(1500);
        onFx(() -> {
            window.training().choose(window.training().runs().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow());
            return null;
        });
        Thread.sleep(1500);
        fire(stage, step);
        Thread.sleep(700);
    }

    private static void fire(Stage stage, String selector) throws Exception {
        for (int i = 0; i < 100 && onFx(() -> stage.getScene().getRoot().lookup(selector)) == null; i++) {
            Thread.sleep(50);
        }
        onFx(() -> {
            ((ButtonBase) stage.getScene().getRoot().lookup(selector)).fire();
            return null;
        });
    }

    private static void take(Shot shot, Language language, Theme theme, Path file) throws Exception {
        FakeWorld world = new FakeWorld();
        world.settings.put("language", language.code());
        world.settings.put("theme", theme.name());
        world.settings.put("text.percent", Integer.toString(shot.percent));
        world.settings.put("window.width", Integer.toString(shot.width));
        world.settings.put("window.height", Integer.toString(shot.height));
        shot.before.accept(world);
        if (world.settings.get("welcomed").orElse("").isEmpty()) {
            world.settings.forget("welcomed");
        }
        Stage[] stage = new Stage[1];
        MainWindow window = onFx(() -> {
            MainWindow made = new MainWindow(world.services());
            stage[0] = new Stage();
            made.show(stage[0]);
            return made;
        });
        Thread.sleep(400);
        shot.act.play(window, world, stage[0]);
        Thread.sleep(600);
        onFx(() -> {
            write(stage[0].getScene(), file);
            for (Window other : List.copyOf(Window.getWindows())) {
                if (other != stage[0]) {
                    write(other.getScene(), file.resolveSibling(file.getFileName().toString().replace(".png", ".popup.png")));
                    other.hide();
                }
            }
            stage[0].hide();
            window.close();
            return null;
        });
        world.consultation.let(10_000);
        world.models.let();
        world.library.let();
        System.out.println(file.getFileName());
    }

    private static void take(StartProblem problem, Language language, Theme theme, Path file) throws Exception {
        onFx(() -> {
            Stage stage = new Stage();
            Appearance appearance = new Appearance();
            appearance.theme().set(theme);
            StartProblemView.show(stage, problem, "/home/医生 A/.local/share/doctorglm/doctorglm.db", new Messages(language), appearance);
            write(stage.getScene(), file);
            stage.hide();
            return null;
        });
        System.out.println(file.getFileName());
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(20, TimeUnit.SECONDS);
    }

    private static void write(Scene scene, Path file) throws Exception {
        WritableImage image = scene.snapshot(null);
        Files.write(file, Png.encode((int) image.getWidth(), (int) image.getHeight(), image.getPixelReader()::getArgb));
    }
}
