package org.doctorglm.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.filter.Ground;
import org.doctorglm.dataset.importing.DialogueField;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.proposal.Decision;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.engine.DeviceMemory;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.MemoryPlan;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentException;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Layout;
import org.doctorglm.export.ExportFormat;
import org.doctorglm.export.ReviewTableExporter;
import org.doctorglm.knowledge.AgeGroup;
import org.doctorglm.knowledge.EntryAction;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.EntryProblem;
import org.doctorglm.knowledge.Frequency;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.knowledge.Person;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.Sex;
import org.doctorglm.knowledge.importing.EntryFormat;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.knowledge.importing.TableColumn;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.safety.SentenceMark;
import org.doctorglm.training.Alarm;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeOrigin;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunState;
import org.doctorglm.training.TrainingException;
import org.doctorglm.training.TokenView;
import org.doctorglm.ui.StartProblem;
import org.doctorglm.ui.consult.AnswerRun;
import org.doctorglm.ui.consult.Dial;
import org.doctorglm.ui.control.Shortcut;
import org.doctorglm.ui.data.DataViewModel;
import org.doctorglm.ui.experiment.Differences;
import org.doctorglm.ui.experiment.ExperimentDraft;
import org.doctorglm.ui.experiment.StoredExperiment;
import org.doctorglm.ui.library.LibraryFilter;
import org.doctorglm.ui.library.LibraryViewModel;
import org.doctorglm.ui.library.importing.ImportViewModel;
import org.doctorglm.ui.models.CompareViewModel;
import org.doctorglm.ui.models.ImportWizardViewModel;
import org.doctorglm.ui.models.ModelsService;
import org.doctorglm.ui.models.ModelsViewModel;
import org.doctorglm.ui.review.FilesViewModel;
import org.doctorglm.ui.review.ReviewKey;
import org.doctorglm.ui.review.ReviewViewModel;
import org.doctorglm.ui.settings.HomeService;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.theme.Theme;
import org.doctorglm.ui.training.TrainingViewModel;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/doctorglm/ui");
    private static final Path TEXTS = Path.of("src/main/resources/org/doctorglm/ui/text");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9.]*)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");
    /// Closed choices that the window puts into words.
    private static final List<Class<? extends Enum<?>>> CHOICES = List.of(ConsultationException.Reason.class, DesignerState.class, FinishReason.class,
            SamplingPreset.class, ExportFormat.class, AnswerRun.Phase.class, Dial.class, Shortcut.class, ModelsService.PackState.class,
            ModelsService.ModelsException.Reason.class, HomeService.HomeException.Reason.class, WorkKind.class, Theme.class, Formats.Age.class,
            StartProblem.class, ImportWizardViewModel.Step.class, CompareViewModel.Phase.class, AdapterRows.class, Fallback.Reason.class, Person.class, Sex.class, AgeGroup.class,
            SentenceMark.Concern.Kind.class, PromptTemplate.Problem.class, DeviceMemory.Kind.class, MemoryPlan.Verdict.class,
            LibraryViewModel.Outcome.class, LibraryFilter.Reviewed.class, LibraryFilter.From.class, LibraryEntry.Origin.class, EntryAction.class,
            EntryField.class, EntryProblem.Reason.class, Frequency.class,
            ImportViewModel.Step.class, EntryFormat.class, MergeRule.class, TableColumn.class, Rejected.Reason.class, KnowledgeException.Reason.class, PastImport.Back.class,
            org.doctorglm.pipeline.PipelineStage.class, TrainingViewModel.Step.class, RunState.class, RecipeOrigin.class, Alarm.Signal.class, TrainingException.Reason.class,
            DatasetException.Reason.class, RejectedRecord.Reason.class, Finding.class, Ground.class, Origin.class, org.doctorglm.dataset.Language.class, DialogueField.class,
            Derivation.Kind.class, TokenView.Part.class, Decision.Choice.class, DataViewModel.Part.class, DataViewModel.Step.class, org.doctorglm.ui.data.KnownFilter.Owner.class,
            ProfileException.Reason.class, MissingPart.Kind.class, Axis.class, Figure.class, Figure.Better.class, Layout.class, ExperimentException.Reason.class,
            StoredExperiment.State.class, Differences.Verdict.class, ExperimentDraft.Kind.class, ExperimentDraft.Missing.class, ReviewTableExporter.Form.class,
            org.doctorglm.review.MarkKind.class, org.doctorglm.review.MarkIssue.class, org.doctorglm.review.Severity.class, org.doctorglm.review.Harm.class, org.doctorglm.review.AnswerGrade.Aspect.class, org.doctorglm.review.ReadingState.SkipReason.class, org.doctorglm.review.ReviewQueue.Order.class,
            org.doctorglm.review.ReviewedAnswer.Way.class, org.doctorglm.review.Reading.Role.class, org.doctorglm.review.Adjudication.Decision.class, org.doctorglm.review.ErrorRates.Grouping.class, org.doctorglm.review.Reliability.class, org.doctorglm.review.exchange.Detail.class,
            org.doctorglm.review.exchange.Refused.Reason.class, org.doctorglm.review.exchange.ExchangeException.Reason.class, ReviewKey.class, ReviewViewModel.Part.class, ReviewViewModel.Sent.class, FilesViewModel.Form.class);

    @Test
    void both_languages_have_the_same_keys() throws IOException {
        assertThat(read("messages_en.properties").stringPropertyNames()).isEqualTo(read("messages.properties").stringPropertyNames());
    }

    @Test
    void both_languages_have_the_same_placeholders() throws IOException {
        Properties chinese = read("messages.properties");
        Properties english = read("messages_en.properties");
        for (String key : chinese.stringPropertyNames()) {
            assertThat(placeholders(english.getProperty(key))).as(key).isEqualTo(placeholders(chinese.getProperty(key)));
        }
    }

    @Test
    void no_text_holds_an_apostrophe_that_message_format_would_swallow_or_an_exclamation_mark() throws IOException {
        for (String file : List.of("messages.properties", "messages_en.properties")) {
            assertThat(read(file).values()).noneMatch(text -> text.toString().matches(".*['!！].*"));
        }
    }

    @Test
    void every_value_of_a_closed_choice_has_words_in_both_languages() {
        for (Language language : Language.values()) {
            Messages messages = new Messages(language);
            for (Class<? extends Enum<?>> choice : CHOICES) {
                for (Enum<?> value : choice.getEnumConstants()) {
                    assertThat(messages.of(value)).as(value.toString()).isNotBlank();
                }
            }
            for (ConsultationException.Reason reason : ConsultationException.Reason.values()) {
                assertThat(messages.aspect(reason, "out")).isNotBlank();
            }
            for (RecipeOrigin origin : RecipeOrigin.values()) {
                assertThat(messages.aspect(origin, "why")).isNotBlank();
            }
            for (Recipe recipe : RecipeText.known().values()) {
                assertThat(messages.get("recipe.name." + recipe.name())).isNotBlank();
                assertThat(messages.get("recipe.about." + recipe.name())).isNotBlank();
                RecipeText.of(recipe).keySet().stream().filter(key -> !key.equals("recipe")).forEach(key -> {
                    assertThat(messages.get("recipe." + key)).as(key).isNotBlank();
                    assertThat(messages.get("recipe." + key + ".why")).as(key).isNotBlank();
                });
            }
            for (ExperimentDraft.Kind kind : ExperimentDraft.Kind.values()) {
                assertThat(messages.aspect(kind, "about")).isNotBlank();
                assertThat(messages.aspect(kind, "stem")).isNotBlank();
            }
            for (Dial dial : Dial.values()) {
                assertThat(messages.aspect(dial, "help")).isNotBlank();
            }
        }
    }

    @Test
    void every_key_is_used_and_every_key_used_exists() throws IOException {
        TreeSet<String> literals = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = LITERAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    literals.add(matcher.group(1));
                }
            }
        }
        List<String> choices = Stream.concat(CHOICES.stream(), Stream.of(ModelsViewModel.State.class))
                .map(type -> type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + ".").toList();
        // Keys built from a part that is in the code: tab.symptoms, fact.model, welcome.can.1, version.older.
        List<String> built = List.of("tab.", "fact.", "welcome.", "version.", "branch.", "recipe.", "estimate.part.");
        assertThat(read("messages.properties").stringPropertyNames().stream()
                .filter(key -> !literals.contains(key))
                .filter(key -> choices.stream().noneMatch(key::startsWith))
                .filter(key -> built.stream().noneMatch(key::startsWith))).as("orphans").isEmpty();
        TreeSet<String> said = new TreeSet<>();
        Pattern call = Pattern.compile("(?:say|words\\(\\)\\.get|messages\\.get)\\(\"([a-z][A-Za-z.]+)\"\\s*[,)]");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                call.matcher(Files.readString(file)).results().forEach(found -> said.add(found.group(1)));
            }
        }
        assertThat(read("messages.properties").stringPropertyNames()).containsAll(said);
    }

    private static String placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).distinct().sorted().collect(Collectors.joining(","));
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(TEXTS.resolve(name))) {
            properties.load(reader);
        }
        return properties;
    }
}
