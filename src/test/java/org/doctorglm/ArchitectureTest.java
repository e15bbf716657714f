package org.doctorglm;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.doctorglm.canary.Canary;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The rules of the house. Rooms that do not exist yet may be named: a rule without a class to look at holds.
class ArchitectureTest {
    private static final String ROOT = "org.doctorglm.";
    private static final JavaClasses PRODUCT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.doctorglm");

    /// Which rooms of the house each room may enter besides itself.
    private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

    static {
        ROOMS.put("dialogue", List.of());
        ROOMS.put("platform", List.of());
        ROOMS.put("metrics", List.of());
        ROOMS.put("tokenizer", List.of("platform"));
        ROOMS.put("embedding", List.of("tokenizer", "platform"));
        ROOMS.put("knowledge", List.of("platform", "metrics", "embedding"));
        ROOMS.put("checkpoint", List.of("platform"));
        ROOMS.put("model", List.of("checkpoint", "platform"));
        ROOMS.put("engine", List.of("model", "checkpoint", "platform"));
        ROOMS.put("sampling", List.of("engine", "dialogue"));
        ROOMS.put("prompt", List.of("dialogue", "knowledge", "tokenizer"));
        ROOMS.put("safety", List.of("dialogue", "knowledge"));
        ROOMS.put("generation", List.of("prompt", "tokenizer", "engine", "sampling", "dialogue", "model", "platform"));
        // The tokenizer, because the room that a question leaves for its answer is counted before it is stored.
        ROOMS.put("consultation", List.of("dialogue", "metrics", "prompt", "tokenizer", "knowledge", "safety", "generation", "sampling", "engine", "model", "platform"));
        // The platform, because a text is known by its hash and marks come in workbooks too.
        ROOMS.put("review", List.of("dialogue", "metrics", "platform"));
        ROOMS.put("dataset", List.of("dialogue", "review", "tokenizer", "prompt", "platform"));
        // The engine's angles and the dialogue's rounds, so that there is one of each.
        ROOMS.put("training", List.of("dataset", "dialogue", "engine", "metrics", "model", "checkpoint", "tokenizer", "prompt", "sampling", "platform"));
        // Probes and what a run was of, the prompt's template, the filter of the data, and the packs that it names.
        ROOMS.put("profile", List.of("training", "dataset", "prompt", "model", "platform"));
        // The dialogue's words, because answers are written with settings and end for a reason.
        // And runs, which become packs.
        ROOMS.put("release", List.of("dialogue", "model", "engine", "generation", "dataset", "training", "metrics", "checkpoint", "tokenizer", "prompt",
                "platform"));
        // The dialogue's words, the engine's failures and the rules, because answers are written and looked over.
        ROOMS.put("experiment", List.of("consultation", "dialogue", "engine", "generation", "model", "safety", "sampling", "prompt", "knowledge", "training",
                "metrics", "review", "dataset", "platform"));
        // The metrics, because figures are written with their intervals.
        // Everything that the paper's study is made of.
        ROOMS.put("study", List.of("experiment", "release", "training", "dataset", "model", "engine", "platform"));
        ROOMS.put("export", List.of("dialogue", "review", "experiment", "metrics", "platform"));
        // The masks of data sets, and what made the answers.
        ROOMS.put("feedback", List.of("dataset", "dialogue", "review", "platform"));
        // Everything that is counted.
        ROOMS.put("pipeline", List.of("dataset", "dialogue", "knowledge", "model", "review", "training"));
    }

    @TestFactory
    Stream<DynamicTest> a_room_enters_only_the_rooms_that_the_table_allows() {
        return ROOMS.entrySet().stream().map(room -> DynamicTest.dynamicTest(room.getKey(), () -> table(room.getKey(), room.getValue()).check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_rules() {
        return rules().stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)));
    }

    @Test
    void the_rules_really_look_at_classes() {
        JavaClasses bad = new ClassFileImporter().importClasses(Canary.class);
        List<ArchRule> broken = rules().stream().filter(rule -> rule.evaluate(bad).hasViolation()).toList();
        assertThat(broken).as("rules that see the canary").hasSizeGreaterThanOrEqualTo(5);
        assertThat(PRODUCT).hasSizeGreaterThan(50);
    }

    private static ArchRule table(String room, List<String> allowed) {
        List<String> outside = new ArrayList<>(List.of(ROOT + room + ".."));
        allowed.forEach(other -> outside.add(ROOT + other + ".."));
        return noClasses().that().resideInAPackage(ROOT + room + "..")
                .should(dependOnClassesThat(resideInAPackage("org.doctorglm..").and(resideOutsideOfPackages(outside.toArray(String[]::new)))))
                .because("the table of packages says what " + room + " may stand on").allowEmptyShould(true);
    }

    private static List<ArchRule> rules() {
        return List.of(
                slices().matching("org.doctorglm.(*)..").should().beFreeOfCycles()
                        .because("a cycle makes two rooms one").allowEmptyShould(true),
                slices().matching("org.doctorglm.ui.(*)..").should().beFreeOfCycles()
                        .because("a page must not need another page").allowEmptyShould(true),
                noClasses().that().resideInAPackage("org.doctorglm.knowledge").should(dependOnClassesThat(resideInAPackage("org.doctorglm.knowledge.(*)..")))
                        .because("a library does not know who fills and who searches it").allowEmptyShould(true),
                noClasses().that().resideOutsideOfPackages(ROOT + "app..", "org.doctorglm")
                        .should(dependOnClassesThat(resideInAPackage(ROOT + "app..")))
                        .because("the composition root knows all and is known by Main only"),
                noClasses().that().resideOutsideOfPackages(ROOT + "ui..", ROOT + "app..", "org.doctorglm")
                        .should(dependOnClassesThat(resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")))
                        .because("the core runs without a window"),
                noClasses().that().haveSimpleNameEndingWith("ViewModel")
                        .should(dependOnClassesThat(resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..")))
                        .because("a view model is tested without a screen").allowEmptyShould(true),
                noClasses().that().resideOutsideOfPackage(ROOT + "ui.task..").should().callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                        .because("hand-overs to the screen are coalesced in one place"),
                noClasses().that().resideOutsideOfPackages(ROOT + "ui.task..", ROOT + "generation..", ROOT + "engine..", ROOT + "training..",
                                ROOT + "storage..", ROOT + "app..", ROOT + "cli..")
                        .should(makeThreads()).because("threads have few owners, so that all of them end"),
                noClasses().should(dependOnClassesThat(resideInAPackage("java.net..").and(new com.tngtech.archunit.base.DescribedPredicate<>("can connect") {
                            @Override
                            public boolean test(JavaClass type) {
                                // Names of things on disk are no connection.
                                return !List.of("java.net.URI", "java.net.URL", "java.net.URISyntaxException").contains(type.getName());
                            }
                        }))).because("nothing leaves this machine: offline by construction"),
                noClasses().should().callMethod("java.net.URL", "openConnection").orShould().callMethod("java.net.URL", "openStream")
                        .because("nothing leaves this machine: offline by construction"),
                noClasses().that().resideOutsideOfPackage(ROOT + "export.pdf..")
                        .should(dependOnClassesThat(resideInAnyPackage("java.awt..", "javax.swing..", "javafx.embed..")))
                        .because("one toolkit, and none that needs a desktop in the command line"),
                noClasses().that().resideInAPackage(ROOT + "export.pdf..").should(dependOnClassesThat(resideInAnyPackage("javax.swing..")))
                        .because("of the desktop toolkit the PDF library needs colours only").allowEmptyShould(true),
                noClasses().should(dependOnClassesThat(resideInAPackage("javafx.scene.web..")))
                        .because("a browser is a way out of this machine"),
                noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class).orShould().dependOnClassesThat()
                        .areAssignableTo(ObjectOutputStream.class).because("Java serialisation runs code that it reads"),
                noClasses().that().doNotHaveFullyQualifiedName("org.doctorglm.Main").should().callMethod(System.class, "exit", int.class)
                        .because("services are closed in order before the end"),
                noClasses().that().resideOutsideOfPackages(ROOT + "cli..").and().doNotHaveFullyQualifiedName("org.doctorglm.Main")
                        .should().accessField(System.class, "out").orShould()
                        .accessField(System.class, "err").because("only the command line talks to the terminal"),
                noClasses().that().resideOutsideOfPackages(ROOT + "engine.onnx..", ROOT + "embedding.onnx..")
                        .should(dependOnClassesThat(resideInAPackage("ai.onnxruntime.."))).because("the inference library has one door"),
                noClasses().that().resideOutsideOfPackage(ROOT + "knowledge.lucene..").should(dependOnClassesThat(resideInAPackage("org.apache.lucene..")))
                        .because("the search library has one door"),
                noClasses().that().resideOutsideOfPackage(ROOT + "platform.sheet..").should(dependOnClassesThat(resideInAPackage("org.dhatim..")))
                        .because("the spreadsheet library has one door"),
                noClasses().that().resideOutsideOfPackage(ROOT + "storage..")
                        .should(dependOnClassesThat(resideInAnyPackage("java.sql..", "org.sqlite..", "org.jdbi.."))).because("SQL is spoken in one room"),
                noClasses().that().resideOutsideOfPackage(ROOT + "training.djl..").should(dependOnClassesThat(resideInAPackage("ai.djl..")))
                        .because("the training library has one door"),
                noClasses().that().resideInAPackage(ROOT + "training.djl..").and().doNotHaveSimpleName("Stepper").and().doNotHaveSimpleName("Rounded")
                        .should().callMethod("ai.djl.ndarray.NDArray", "mul", "java.lang.Number").orShould()
                        .callMethod("ai.djl.ndarray.NDArray", "div", "java.lang.Number").because("a gradient would read freed memory, see Values.times").allowEmptyShould(true),
                noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)$").because("a name says what a thing is"),
                classes().should(liveInANullMarkedPackage()).because("null is said where it is meant"));
    }

    private static ArchCondition<JavaClass> makeThreads() {
        return new ArchCondition<>("make threads") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructorCallsFromSelf().stream().filter(call -> call.getTargetOwner().isAssignableTo(Thread.class))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                type.getMethodCallsFromSelf().stream().filter(call -> call.getTargetOwner().isEquivalentTo(Executors.class)
                                || call.getTargetOwner().isEquivalentTo(Thread.class) && List.of("ofPlatform", "ofVirtual", "startVirtualThread")
                                .contains(call.getName()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + (marked ? " is" : " is not") + " in a marked package"));
            }
        };
    }
}
