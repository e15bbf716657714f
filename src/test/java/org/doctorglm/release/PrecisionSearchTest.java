package org.doctorglm.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Precision;
import org.doctorglm.model.Quantizer;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.PrecisionSearch.Found;
import org.doctorglm.release.ReleaseException.Reason;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionSearchTest {
    private static final Quantizer SMALL = new Quantizer(4, 128, true);
    private static final Quantizer FINE = new Quantizer(4, 32, false);
    private static final Quantizer EIGHT = new Quantizer(8, 32, true);
    private final ImportRequest demo = ImportRequest.of(DemoModel.SOURCE, null, Precision.INT4, "found");

    @TempDir
    Path temp;

    @Test
    void everyMatrixOfANetworkIsInOneGroup() throws Exception {
        for (int layers : new int[] {1, 2, 3, 6, 28}) {
            GlmConfig config = new GlmConfig(layers, 32, 2, 64, 100, 1e-5, 64, 8, 9, 4, 5, 0);
            List<String> names = MatrixGroup.of(config).stream().flatMap(group -> group.matrices().stream()).toList();
            assertThat(names).as("%d layers", layers).doesNotHaveDuplicates().hasSize(2 + 4 * layers);
        }
        ModelPack pack = DemoModel.pack(Precision.INT4);
        List<MatrixGroup> groups = MatrixGroup.of(pack.manifest().config());
        long matrices = pack.manifest().tensors().stream().filter(t -> t.shape().size() == 2).mapToLong(TensorPlace::bytes).sum();
        assertThat(Recipe.all(groups, FINE).bytes()).as("as many bytes as the pack").isEqualTo(matrices);
    }

    @Test
    void aRecipeBecomesAPackWhoseManifestTellsIt() throws Exception {
        List<MatrixGroup> groups = MatrixGroup.of(GlmConfig.read(DemoModel.SOURCE));
        Recipe recipe = Recipe.all(groups, FINE).with(groups.getFirst(), EIGHT).with(groups.getLast(), SMALL);
        ModelPack pack = store().importFolder(recipe.request(demo, "mixed"), Progress.NONE, new Cancellation());
        assertThat(pack.manifest().precision()).isEqualTo(Precision.INT4);
        assertThat(pack.manifest().quantiser()).isEqualTo(FINE);
        assertThat(pack.manifest().exceptions()).isEqualTo(Map.of("head", "int8.32", "layers.5.down", "int4s.128"));
        Map<String, String> types = pack.manifest().tensors().stream().collect(Collectors.toMap(TensorPlace::name, TensorPlace::type));
        assertThat(types).containsEntry("head.weight", "int8.32").containsEntry("layers.5.down.weight", "int4s.128").containsEntry("layers.4.down.weight", "int4.32");
        for (Engines engine : Engines.here()) {
            engine.load(pack, 2).close();
        }
        assertThat(DemoModel.pack(Precision.INT4).manifest().exceptions()).isNull();
        assertThat(Files.readString(DemoModel.pack(Precision.INT4).folder().resolve(ModelPack.MANIFEST))).doesNotContain("exceptions");
    }

    @Test
    void theBarIsMetWithFewerBytesThanEightBitsAndMoreWhereItIsHigher() throws Exception {
        List<Long> seen = new ArrayList<>();
        PrecisionSearch search = search();
        Found loose = search.search(0.05, (done, total) -> seen.add(done), new Cancellation());
        Found strict = search.search(0.002, Progress.NONE, new Cancellation());
        for (Found found : List.of(loose, strict)) {
            System.err.println(found.loss() + " " + found.recipe().bytes() + " bytes after " + found.tried().size());
            found.recipe().choices().forEach((group, quantizer) -> System.err.println("  " + group.name() + " " + quantizer.key()));
        }
        loose.costs().forEach((group, costs) -> System.err.println(group.name() + " " + costs));
        List<MatrixGroup> groups = List.copyOf(loose.recipe().choices().keySet());
        assertThat(loose.loss().increase()).isLessThanOrEqualTo(0.05);
        assertThat(strict.loss().increase()).isLessThanOrEqualTo(0.002);
        assertThat(loose.recipe().bytes()).isLessThanOrEqualTo(strict.recipe().bytes());
        assertThat(strict.recipe().bytes()).isLessThan(Recipe.all(groups, EIGHT).bytes());
        assertThat(loose.costs().values()).allSatisfy(costs -> assertThat(costs).containsOnlyKeys(SMALL, FINE, EIGHT));
        assertThat(seen).isSorted().endsWith(1L + 2L * groups.size());
        ModelPack pack = store().importFolder(loose.request(demo), Progress.NONE, new Cancellation());
        assertThat(pack.name()).isEqualTo("found");
        assertThatThrownBy(() -> search.search(-0.5, Progress.NONE, new Cancellation())).as("not even eight bits reach it")
                .isInstanceOfSatisfying(ReleaseException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void aCancelledSearchStops() throws Exception {
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> search().search(0.01, (done, total) -> cancellation.request(), cancellation)).isInstanceOf(CancellationException.class);
    }

    private PrecisionSearch search() throws Exception {
        HeldOut data = HeldOut.read(DemoModel.SOURCE.resolve("gate.jsonl"));
        return new PrecisionSearch(pack -> Engines.here().getFirst().load(pack, 2), Files.createTempDirectory(temp, "aside"), "test", demo,
                new HeldOut(data.some(6), data.sha256()), List.of(SMALL, FINE));
    }

    private ModelStore store() {
        return new ModelStore(temp.resolve("none"), temp.resolve("models"), "test");
    }
}
