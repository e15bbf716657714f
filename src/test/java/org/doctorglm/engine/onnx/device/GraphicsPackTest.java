package org.doctorglm.engine.onnx.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.engine.EngineException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.OnnxLibrary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder with the libraries for graphics cards, on this platform; CUDA's parts are stand-ins.
class GraphicsPackTest {
    private static final String CUDART = GraphicsPack.platform().startsWith("win") ? "cudart64_12.dll" : "libcudart.so.12";

    @TempDir
    Path temp;
    private Path folder;

    @BeforeEach
    void putTheLibrariesThere() throws IOException {
        folder = Files.createDirectory(temp.resolve("stick"));
        boolean windows = GraphicsPack.platform().startsWith("win");
        for (String name : windows ? new String[] {CUDART, "cublasLt64_12.dll", "cublas64_12.dll", "curand64_10.dll"}
                : new String[] {CUDART, "libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10"}) {
            Files.writeString(folder.resolve(name), "stand-in for " + name);
        }
        Files.copy(OnnxLibrary.file(), folder.resolve(GraphicsPack.library("onnxruntime")));
        Files.writeString(folder.resolve(GraphicsPack.library("onnxruntime_providers_shared")), "stand-in");
        Files.writeString(folder.resolve(GraphicsPack.library("onnxruntime_providers_cuda")), "stand-in");
    }

    private GraphicsPack described() throws Exception {
        return GraphicsPack.describe(folder, Progress.NONE, new Cancellation());
    }

    private GraphicsPackInstaller home() {
        return new GraphicsPackInstaller(temp.resolve("home"));
    }

    @Test
    void aFolderOfLibrariesIsDescribedInstalledAndOpenedAgain() throws Exception {
        GraphicsPack pack = described();
        assertThat(home().installed()).isEmpty();
        GraphicsPack installed = home().install(folder, Progress.NONE, new Cancellation());
        assertThat(installed.manifest()).isEqualTo(pack.manifest());
        assertThat(home().installed()).hasValueSatisfying(each -> assertThat(each.bytes()).isEqualTo(pack.bytes()));
        home().install(folder, Progress.NONE, new Cancellation());
        assertThat(temp.resolve("home")).isDirectoryContaining("glob:**" + GraphicsPack.RUNTIME);
        assertThat(Files.list(temp.resolve("home"))).hasSize(1);
    }

    @Test
    void aMissingLibraryIsNamed() throws Exception {
        Files.delete(folder.resolve(CUDART));
        assertThatThrownBy(this::described).isInstanceOfSatisfying(GraphicsPackException.class, e -> {
            assertThat(e.reason()).isEqualTo(GraphicsPackException.Reason.DAMAGED);
            assertThat(e.detail()).isEqualTo(CUDART);
        });
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsLeft() throws Exception {
        described();
        Path manifest = folder.resolve(GraphicsPack.MANIFEST);
        String good = Files.readString(manifest);
        assertThat(refusal(good.replace(GraphicsPack.RUNTIME, "1.17.0"))).isEqualTo(GraphicsPackException.Reason.OTHER_VERSION);
        assertThat(refusal(good.replace(GraphicsPack.platform(), "plan9-mips"))).isEqualTo(GraphicsPackException.Reason.OTHER_PLATFORM);
        assertThat(refusal("{}")).isEqualTo(GraphicsPackException.Reason.NOT_A_PACK);
        assertThat(refusal("not json")).isEqualTo(GraphicsPackException.Reason.NOT_A_PACK);
        assertThat(refusal("[".repeat(100_000))).isEqualTo(GraphicsPackException.Reason.NOT_A_PACK);
        assertThat(refusal(good.replace(CUDART, "../" + CUDART))).isEqualTo(GraphicsPackException.Reason.NOT_A_PACK);
        assertThat(refusal(good.replaceFirst("\"bytes\" : \\d+", "\"bytes\" : 3"))).isEqualTo(GraphicsPackException.Reason.DAMAGED);
        assertThat(home().installed()).isEmpty();
    }

    private GraphicsPackException.Reason refusal(String manifest) throws IOException {
        Files.writeString(folder.resolve(GraphicsPack.MANIFEST), manifest);
        try {
            home().install(folder, Progress.NONE, new Cancellation());
            throw new AssertionError("was taken: " + manifest);
        } catch (GraphicsPackException e) {
            assertThat(Files.isDirectory(temp.resolve("home")) ? Files.list(temp.resolve("home")) : Stream.empty()).isEmpty();
            return e.reason();
        }
    }

    @Test
    void aChangedFileIsFoundBeforeItIsInstalled() throws Exception {
        described();
        byte[] bytes = Files.readAllBytes(folder.resolve(CUDART));
        bytes[3] ^= 1;
        Files.write(folder.resolve(CUDART), bytes);
        assertThatThrownBy(() -> home().install(folder, Progress.NONE, new Cancellation())).isInstanceOfSatisfying(GraphicsPackException.class,
                e -> assertThat(e.detail()).isEqualTo(CUDART));
        assertThat(home().installed()).isEmpty();
        assertThat(Files.list(temp.resolve("home"))).isEmpty();
    }

    @Test
    void aCancelledInstallationLeavesNothing() throws Exception {
        described();
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> home().install(folder, (done, all) -> cancellation.request(), cancellation))
                .isInstanceOf(CancellationException.class);
        assertThat(Files.list(temp.resolve("home"))).isEmpty();
    }

    @Test
    void librariesThatCannotBeLoadedAreAnEngineFailureAndNoCrash() throws Exception {
        GraphicsPack pack = described();
        assertThatThrownBy(() -> GraphicsLibraries.load(pack)).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.LOAD));
    }

    @Test
    void aComputerWithoutDriverHasNoCards() {
        assertThat(GraphicsDriver.cards("no-such-driver.so")).isEmpty();
    }

    @Test
    void aLibraryThatIsNoDriverHasNoCards() {
        assertThat(GraphicsDriver.cards(OnnxLibrary.file().toString())).isEmpty();
    }
}
