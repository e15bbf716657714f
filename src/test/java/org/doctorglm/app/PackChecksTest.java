package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.time.ZoneOffset;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackChecksTest {
    @TempDir
    Path home;

    @Test
    void hashesAreDueOnceAWeek() throws Exception {
        try (DoctorGlm services = services()) {
            ModelPack pack = DemoModel.pack(Precision.INT4);
            Instant now = Instant.parse("2026-05-01T08:00:00Z");
            assertThat(at(services, now).due(pack)).isTrue();
            at(services, now).verify(pack, List.of(), Progress.NONE, new Cancellation());
            assertThat(at(services, now.plus(Duration.ofDays(6))).due(pack)).isFalse();
            assertThat(at(services, now.plus(Duration.ofDays(8))).due(pack)).isTrue();
            assertThat(at(services, now).damaged(pack)).isFalse();
        }
    }

    @Test
    void aPackWhoseBytesChangedAnswersNoMoreUntilItIsSoundAgain() throws Exception {
        try (DoctorGlm services = services()) {
            ModelPack pack = services.models().importFolder(DemoModel.SOURCE, Precision.INT4, "mine", Progress.NONE, new Cancellation());
            assertThat(services.pack("mine").sha256()).isEqualTo(pack.sha256());
            flip(pack.weights());
            assertThatThrownBy(() -> services.verify(pack, Progress.NONE, new Cancellation()))
                    .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.reason()).isEqualTo(ModelException.Reason.WRONG_HASH));
            assertThatThrownBy(() -> services.pack("mine"))
                    .isInstanceOfSatisfying(ConsultationException.class, e -> assertThat(e.reason()).isEqualTo(ConsultationException.Reason.MODEL_DAMAGED));
            flip(pack.weights());
            services.verify(pack, Progress.NONE, new Cancellation());
            assertThat(services.pack("mine").sha256()).isEqualTo(pack.sha256());
        }
    }

    @Test
    void aWrongFileDamagesEveryPackThatHasIt() throws Exception {
        try (DoctorGlm services = services()) {
            ModelPack one = services.models().importFolder(DemoModel.SOURCE, Precision.INT4, "one", Progress.NONE, new Cancellation());
            ModelPack two = services.models().importFolder(DemoModel.SOURCE, Precision.INT4, "two", Progress.NONE, new Cancellation());
            ModelPack other = services.models().importFolder(DemoModel.SOURCE, Precision.INT8, "other", Progress.NONE, new Cancellation());
            flip(one.folder().resolve("head.bin"));
            assertThatThrownBy(() -> services.verify(one, Progress.NONE, new Cancellation())).isInstanceOf(ModelException.class);
            assertThat(services.checks().damaged(one)).isTrue();
            assertThat(services.checks().damaged(two)).as("has the same file").isTrue();
            assertThat(services.checks().damaged(other)).isFalse();
        }
    }

    private DoctorGlm services() throws IOException {
        Directories directories = new Directories(home.resolve("app"), home.resolve("home"));
        directories.prepareHome();
        return new DoctorGlm(directories, 1);
    }

    private static PackChecks at(DoctorGlm services, Instant now) {
        return new PackChecks(services.settings(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(100_000);
            int old = bytes.read();
            bytes.seek(100_000);
            bytes.write(old ^ 1);
        }
    }
}
