package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.testing.DemoModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pack and the template that answer, by the profile that was chosen.
class LocalProfilesTest {
    private static final PromptTemplate TEMPLATE = new PromptTemplate("病：{disease}\n{question}");

    @TempDir
    Path home;
    private DoctorGlm services;
    private LocalProfiles profiles;

    @BeforeEach
    void open() throws Exception {
        Directories directories = new Directories(home.resolve("app"), home.resolve("home"));
        directories.prepareHome();
        services = new DoctorGlm(directories, 1);
        profiles = new LocalProfiles(services);
        imported("first", Precision.INT4);
    }

    @AfterEach
    void close() {
        services.close();
    }

    private ModelPack imported(String name, Precision precision) throws Exception {
        return services.models().importFolder(DemoModel.SOURCE, precision, name, Progress.NONE, new Cancellation());
    }

    private void save(String name, Part pack, PromptTemplate template) throws Exception {
        services.profiles().save(new DepartmentProfile(name, 1, List.of("儿科"), null, template, pack, null, List.of(), null, ""), true);
    }

    private static Part part(ModelPack pack) {
        return new Part(pack.name(), pack.sha256());
    }

    private void refused(ConsultationException.Reason reason, String name) {
        assertThatThrownBy(() -> profiles.choose(name)).isInstanceOfSatisfying(ConsultationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void its_pack_and_its_template_answer_until_it_is_left() throws Exception {
        ModelPack second = imported("second", Precision.INT8);
        save("儿科", part(second), TEMPLATE);
        assertThat(services.pack(null).name()).isEqualTo("first");
        profiles.choose("儿科");
        assertThat(profiles.chosen()).contains("儿科");
        assertThat(services.pack(null).name()).isEqualTo("second");
        assertThat(services.pack("first").name()).as("who names a pack gets it").isEqualTo("first");
        ProfileTemplates templates = new ProfileTemplates(services.activeProfile(), new SettingsTemplates(services.settings()));
        assertThat(templates.template()).isEqualTo(TEMPLATE);
        assertThat(templates.owner()).contains("儿科");
        profiles.choose(null);
        assertThat(services.pack(null).name()).isEqualTo("first");
        assertThat(templates.template()).isEqualTo(PromptTemplate.STANDARD);
        assertThat(templates.owner()).isEmpty();
    }

    @Test
    void a_pack_that_is_missing_another_or_failed_its_gate_changes_nothing() throws Exception {
        ModelPack second = imported("second", Precision.INT8);
        save("缺", new Part("none", "0".repeat(64)), TEMPLATE);
        save("别", new Part("second", "0".repeat(64)), TEMPLATE);
        save("差", part(second), TEMPLATE);
        LossCard.Writing writing = new LossCard.Writing(0.04, 0);
        second.keep(new LossCard(second.sha256(), "1", new LossCard.Loss(2, 3), 0.5, new LossCard.Divergence(1, 2), new LossCard.Answers(10, 1, writing, writing), 100,
                "2", 3));
        refused(ConsultationException.Reason.PROFILE_MODEL, "缺");
        refused(ConsultationException.Reason.PROFILE_MODEL, "别");
        refused(ConsultationException.Reason.GATE_FAILED, "差");
        assertThat(profiles.chosen()).isEmpty();
        assertThat(services.pack(null).name()).isEqualTo("first");
    }

    @Test
    void another_network_never_answers_in_the_name_of_a_profile() throws Exception {
        ModelPack second = imported("second", Precision.INT8);
        save("儿科", part(second), TEMPLATE);
        profiles.choose("儿科");
        services.generator().unload();
        services.models().remove("second");
        imported("second", Precision.INT4);
        assertThatThrownBy(() -> services.pack(null)).isInstanceOfSatisfying(ConsultationException.class,
                e -> assertThat(e.reason()).isEqualTo(ConsultationException.Reason.PROFILE_MODEL));
        Files.writeString(services.profiles().root().resolve("儿科.json"), "{");
        assertThatThrownBy(() -> services.pack(null)).isInstanceOf(ConsultationException.class);
        // Removed on purpose, it counts no more.
        services.profiles().remove("儿科");
        assertThat(services.pack(null).name()).isEqualTo("first");
    }

    @Test
    void who_takes_a_pack_by_itself_leaves_the_profile() throws Exception {
        save("儿科", part(imported("second", Precision.INT8)), TEMPLATE);
        profiles.choose("儿科");
        new LocalModels(services).activate("first");
        assertThat(profiles.chosen()).isEmpty();
        assertThat(services.pack(null).name()).isEqualTo("first");
    }
}
