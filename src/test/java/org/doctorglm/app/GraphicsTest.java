package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.engine.Fallback;
import org.doctorglm.model.ModelPack;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A card that is not there (nobody has a ninety-ninth): the network runs all the same, and says why it does not run there.
class GraphicsTest {
    @TempDir
    Path home;

    @Test
    void whoChoseACardThatIsGoneIsAnsweredByTheProcessorAndToldWhy() throws Exception {
        try (DoctorGlm services = services()) {
            services.settings().put(DoctorGlm.DEVICE, "cuda:99");
            ModelPack pack = services.pack(null);
            try (Engine engine = services.engine(pack, EngineKind.BEST)) {
                assertThat(engine.device().kind()).isEqualTo("cpu");
            }
            assertThat(services.fallback()).hasValueSatisfying(why -> {
                assertThat(why.reason()).isEqualTo(Fallback.Reason.NO_DEVICE);
                assertThat(why.detail()).isEqualTo("cuda:99");
            });
            services.settings().put(DoctorGlm.DEVICE, DoctorGlm.PROCESSOR);
            services.engine(pack, EngineKind.BEST).close();
            assertThat(services.fallback().map(Fallback::reason)).isNotEqualTo(java.util.Optional.of(Fallback.Reason.NO_DEVICE));
        }
    }

    @Test
    void whoAsksForTheCardAndNothingElseIsRefused() throws Exception {
        try (DoctorGlm services = services()) {
            services.settings().put(DoctorGlm.DEVICE, "cuda:99");
            ModelPack pack = services.pack(null);
            assertThatThrownBy(() -> services.engine(pack, EngineKind.GRAPHICS)).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.reason()).isEqualTo(EngineException.Reason.DEVICE);
                assertThat(e.missing()).map(Fallback::reason).hasValue(Fallback.Reason.NO_DEVICE);
            });
        }
    }

    private DoctorGlm services() {
        return TemporaryHome.open(home);
    }
}
