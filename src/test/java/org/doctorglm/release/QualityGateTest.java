package org.doctorglm.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.ReleaseException.Reason;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.RuinedPack;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityGateTest {
    private static final Path DATA = DemoModel.SOURCE.resolve("gate.jsonl");
    private final QualityGate gate = new QualityGate(pack -> Engines.here().getFirst().load(pack, 2));

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(value = Precision.class, names = {"INT8", "INT4"})
    void theDemoModelPassesRounded(Precision precision) throws Exception {
        LossCard card = measure(DemoModel.pack(precision), 20);
        System.err.println(precision + " " + card);
        assertThat(card.passed(precision)).isTrue();
        assertThat(card.agreement()).isGreaterThan(0.95);
        assertThat(card.answers().asked()).isEqualTo(20);
        assertThat(card.answers().identical()).isBetween(1, 20);
        assertThat(card.divergence().mean()).isPositive().isLessThan(card.divergence().percentile99());
        assertThat(card.answers().reference().repetition()).isBetween(0.0, 0.5);
    }

    @Test
    void theLossIsTheOneThatPerplexityMeasures() throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        HeldOut data = HeldOut.read(DATA);
        LossCard card = measure(pack, 0);
        try (Generator generator = new Generator(p -> Engines.here().getFirst().load(p, 2))) {
            Perplexity wanted = generator.with(pack, model -> Perplexity.measure(model, data.samples(), Progress.NONE, new Cancellation()));
            assertThat(card.loss().rounded()).isCloseTo(wanted.loss(), within(1e-4));
            assertThat(card.tokens()).isEqualTo(wanted.tokens());
        }
        assertThat(card.answers()).isEqualTo(new LossCard.Answers(0, 0, new LossCard.Writing(0, 0), new LossCard.Writing(0, 0)));
    }

    @Test
    void aNetworkIsEqualToItself() throws Exception {
        LossCard card = measure(DemoModel.pack(Precision.FP32), 5);
        assertThat(card.loss().increase()).isZero();
        assertThat(card.agreement()).isEqualTo(1);
        assertThat(card.divergence()).isEqualTo(new LossCard.Divergence(0, 0));
        assertThat(card.answers().identical()).isEqualTo(5);
        assertThat(card.answers().rounded()).isEqualTo(card.answers().reference());
    }

    @Test
    void aRuinedPackFailsAndCarriesItsMark() throws Exception {
        ModelStore store = store();
        ModelPack ruined = ruined(store);
        assertThat(ruined.lossCard()).isEmpty();
        assertThat(ruined.failedGate()).isFalse();
        LossCard card = measure(ruined, 5);
        System.err.println("ruined " + card);
        assertThat(card.passed(Precision.INT4)).isFalse();
        ruined.keep(card);
        assertThat(store.find("ruined").lossCard()).contains(card);
        assertThat(store.find("ruined").failedGate()).isTrue();
        store.find("ruined").verify(Progress.NONE, new Cancellation());
        assertThat(store.find("ruined").sha256()).as("the card is no part of the pack").isEqualTo(ruined.sha256());
    }

    @Test
    void theCardOfAnotherPackAndACardThatIsNoneCountForNothing() throws Exception {
        ModelStore store = store();
        ModelPack pack = store.importFolder(TinyModel.random(1, 1, 16, 16, 30, true, 1).write(temp.resolve("tiny")), Precision.INT4, "a",
                Progress.NONE, new Cancellation());
        LossCard card = new LossCard("00", "11", new LossCard.Loss(1, 9), 0, new LossCard.Divergence(1, 2),
                new LossCard.Answers(0, 0, new LossCard.Writing(0, 0), new LossCard.Writing(0, 0)), 1, "22", 1);
        assertThatThrownBy(() -> pack.keep(card)).isInstanceOf(IllegalArgumentException.class);
        Path file = pack.folder().resolve(LossCard.FILE);
        for (String text : List.of("", "{", "null", "[]", "{}", "{\"pack\": \"" + pack.sha256() + "\"}", "{\"pack\": 3}", "x".repeat(1 << 17))) {
            Files.writeString(file, text);
            assertThat(store.find("a").lossCard()).as(text.substring(0, Math.min(20, text.length()))).isEmpty();
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(store.find("a").lossCard()).isEmpty();
    }

    @Test
    void aLossThatIsNoNumberFails() {
        assertThat(new LossCard.Loss(1, Double.NaN).increase()).isInfinite();
        assertThat(new LossCard.Loss(0, 0).increase()).isInfinite();
    }

    @Test
    void onlyAnUnroundedPackOfTheSameFilesIsAReference() throws Exception {
        ModelPack int4 = DemoModel.pack(Precision.INT4);
        assertReason(() -> gate.measure(int4, DemoModel.pack(Precision.INT8), HeldOut.read(DATA), 0, Progress.NONE, new Cancellation()),
                Reason.ROUNDED_REFERENCE);
        ModelPack other = store().importFolder(TinyModel.random(1, 1, 16, 16, 30, true, 1).write(temp.resolve("tiny")), Precision.FP32, "tiny",
                Progress.NONE, new Cancellation());
        assertReason(() -> gate.measure(int4, other, HeldOut.read(DATA), 0, Progress.NONE, new Cancellation()), Reason.OTHER_SOURCES);
        assertThat(QualityGate.reference(int4, List.of(int4, other, DemoModel.pack(Precision.FP32)))).contains(DemoModel.pack(Precision.FP32));
        assertThat(QualityGate.reference(int4, List.of(int4, other))).isEmpty();
    }

    @Test
    void besideAReferenceThatGuessesBlindlyNothingPasses() throws Exception {
        ModelPack blind = store().importFolder(DemoModel.SOURCE, Precision.FP32, "blind", Progress.NONE, new Cancellation());
        RuinedPack.ruin(blind.folder());
        ModelPack found = store().find("blind");
        assertReason(() -> gate.measure(DemoModel.pack(Precision.INT8), found, HeldOut.read(DATA), 0, Progress.NONE, new Cancellation()),
                Reason.BLIND_REFERENCE);
    }

    @Test
    void bothLayoutsOfTextsAreRead() throws Exception {
        Path file = Files.writeString(temp.resolve("a.jsonl"), """
                {"prompt": "p1", "answer": "a1"}

                {"q": "p2", "a": "a2", "kind": "x"}
                """);
        assertThat(HeldOut.read(file).samples()).containsExactly(new Perplexity.Sample("p1", "a1"), new Perplexity.Sample("p2", "a2"));
        List<Perplexity.Sample> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(new Perplexity.Sample("p" + i, "a"));
        }
        assertThat(new HeldOut(many, "").some(5)).extracting(Perplexity.Sample::prompt).containsExactly("p0", "p10", "p20", "p30", "p40");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{\"q\": \"x\"}", "{\"q\": \"\", \"a\": \"x\"}", "{\"q\": 3, \"a\": \"x\"}", "\u0000"})
    void aLineThatIsNoneIsNamedByItsNumber(String line) throws Exception {
        Path file = Files.writeString(temp.resolve("bad.jsonl"), "{\"q\": \"x\", \"a\": \"y\"}\n\n" + line + "\n");
        assertThatThrownBy(() -> HeldOut.read(file)).isInstanceOfSatisfying(ReleaseException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.BAD_LINE);
            assertThat(e.detail()).isEqualTo("3");
        });
    }

    @Test
    void nothingToMeasureIsSaid() throws Exception {
        assertReason(() -> HeldOut.read(Files.writeString(temp.resolve("empty.jsonl"), "\n\n")), Reason.NO_TEXT);
        assertReason(() -> HeldOut.read(Files.write(temp.resolve("bytes.jsonl"), new byte[] {(byte) 0xFF, (byte) 0xFE, 10})), Reason.BAD_LINE);
    }

    @Test
    void repetitionCountsGroupsOfFourCharacters() {
        assertThat(Repetition.of(List.of("abcd", "xyz", ""))).isZero();
        assertThat(Repetition.of(List.of())).isZero();
        assertThat(Repetition.of(List.of("aaaaaaa"))).isCloseTo(0.75, within(1e-12));
        assertThat(Repetition.of(List.of("𠮷野家的𠮷野家的"))).as("characters, not halves of them").isCloseTo(1 - 4.0 / 5, within(1e-12));
    }

    private LossCard measure(ModelPack pack, int answers) throws Exception {
        return gate.measure(pack, DemoModel.pack(Precision.FP32), HeldOut.read(DATA), answers, Progress.NONE, new Cancellation());
    }

    private ModelStore store() {
        return new ModelStore(temp.resolve("none"), temp.resolve("models"), "test");
    }

    private static ModelPack ruined(ModelStore store) throws Exception {
        ModelPack pack = store.importFolder(DemoModel.SOURCE, Precision.INT4, "ruined", Progress.NONE, new Cancellation());
        RuinedPack.ruin(pack.folder());
        return store.find("ruined");
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ReleaseException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
