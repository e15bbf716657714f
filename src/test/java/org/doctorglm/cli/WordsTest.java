package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.dataset.filter.Ground;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.onnx.device.GraphicsPackException;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.model.ModelException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.release.ReleaseException;
import org.doctorglm.review.Reliability;
import org.doctorglm.review.exchange.Detail;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.Refused;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class WordsTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/doctorglm/cli");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");
    /// Whose constants become sentences under `Exception.REASON`.
    private static final List<Class<? extends Enum<?>>> REASONS = List.of(ConsultationException.Reason.class, ModelException.Reason.class,
            CheckpointException.Reason.class, EngineException.Reason.class, StorageException.Reason.class, KnowledgeException.Reason.class, ReleaseException.Reason.class,
            GraphicsPackException.Reason.class, EncoderException.Reason.class, DatasetException.Reason.class, ExchangeException.Reason.class,
            ProfileException.Reason.class);
    private final Properties chinese = read("words.properties");
    private final Properties english = read("words_en.properties");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() {
        assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
        for (String key : chinese.stringPropertyNames()) {
            assertThat(placeholders(english.getProperty(key))).as(key).isEqualTo(placeholders(chinese.getProperty(key)));
            assertThat(english.getProperty(key)).as(key).isNotBlank();
        }
    }

    @Test
    void noWordHoldsAnApostropheThatWouldSwallowPlaceholders() {
        for (Properties words : List.of(chinese, english)) {
            assertThat(words.values()).noneMatch(word -> word.toString().contains("'"));
        }
    }

    @Test
    void everyReasonHasASentenceInBothLanguages() {
        for (Class<? extends Enum<?>> reason : REASONS) {
            for (Enum<?> value : reason.getEnumConstants()) {
                assertKey(reason.getEnclosingClass().getSimpleName() + "." + value.name());
            }
        }
        for (Rejected.Reason value : Rejected.Reason.values()) {
            assertKey("Rejected." + value.name());
        }
        for (RejectedRecord.Reason value : RejectedRecord.Reason.values()) {
            assertKey("RejectedRecord." + value.name());
        }
        for (Refused.Reason value : Refused.Reason.values()) {
            assertKey("Refused." + value.name());
        }
        for (Detail value : Detail.values()) {
            assertKey("Detail." + value.name());
        }
        for (Reliability value : Reliability.values()) {
            assertKey("Reliability." + value.name());
        }
        for (Finding value : Finding.values()) {
            assertKey("Finding." + value.name());
        }
        for (MissingPart.Kind value : MissingPart.Kind.values()) {
            assertKey("MissingPart." + value.name());
        }
        for (Ground value : Ground.values()) {
            assertKey("Ground." + value.name());
        }
        for (DesignerState value : DesignerState.values()) {
            assertKey("ask.designer." + value.name());
        }
        for (SectionKind value : SectionKind.values()) {
            assertKey("section." + value.key());
        }
    }

    @Test
    void everyCommandAndOptionIsDescribedInBothLanguages() {
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            CommandLine line = new CommandLine(new DoctorGlmCommand(new Invocation(
                    new Terminal(System.out, System.err, false, locale), new Cancellation(), (directories, threads) -> {
                throw new IllegalStateException();
            })));
            line.setResourceBundle(Terminal.bundle(locale));
            walk(line.getCommandSpec());
        }
    }

    private static void walk(CommandSpec spec) {
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        for (OptionSpec option : spec.options()) {
            assertThat(option.description()).as(spec.qualifiedName() + " " + option.longestName()).isNotEmpty();
        }
        spec.subcommands().values().forEach(command -> walk(command.getCommandSpec()));
    }

    @Test
    void everyKeyInTheCodeExists() throws Exception {
        Pattern call = Pattern.compile("word\\((?:[a-zA-Z.()]+ \\? )?\"([A-Za-z.-]+)\"(?: : \"([A-Za-z.-]+)\")?\\s*[,)]");
        TreeSet<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/doctorglm/cli"))) {
            for (Path file : files.toList()) {
                call.matcher(Files.readString(file)).results().forEach(found -> {
                    used.add(found.group(1));
                    if (found.group(2) != null) {
                        used.add(found.group(2));
                    }
                });
            }
        }
        assertThat(used).hasSizeGreaterThan(15);
        assertThat(chinese.stringPropertyNames()).containsAll(used);
    }

    private void assertKey(String key) {
        assertThat(chinese.stringPropertyNames()).contains(key);
        assertThat(english.stringPropertyNames()).contains(key);
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group()).distinct().sorted().toList();
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
