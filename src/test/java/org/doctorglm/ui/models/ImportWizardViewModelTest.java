package org.doctorglm.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.checkpoint.AdapterSummary.Missing;
import org.doctorglm.fake.FakeModels;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.Precision;
import org.doctorglm.ui.models.ImportWizardViewModel.Step;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;
import org.doctorglm.ui.task.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportWizardViewModelTest {
    private static final Path BASE = Path.of("weights/chatglm-6b");
    private final FakeModels service = new FakeModels();
    private final Work work = new Work(new ImmediateRunner());
    private final ImportWizardViewModel wizard = new ImportWizardViewModel(service, new ImmediateRunner(), work, () -> { });

    @BeforeEach
    void open() {
        wizard.open();
    }

    @Test
    void a_folder_becomes_a_pack_in_five_steps() {
        assertThat(wizard.mayGoOn()).isFalse();
        wizard.look(BASE);
        assertThat(wizard.found().get()).isInstanceOf(FolderInspection.Network.class);
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.ADAPTER);
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.PRECISION);
        assertThat(wizard.precision().get()).isEqualTo(Precision.INT4);
        assertThat(wizard.name().get()).isEqualTo("chatglm-6b-int4");
        wizard.take(Precision.INT8);
        assertThat(wizard.name().get()).as("the name follows").isEqualTo("chatglm-6b-int8");
        wizard.name().set("内科");
        wizard.take(Precision.INT4);
        assertThat(wizard.name().get()).as("a typed name stays").isEqualTo("内科");
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.RESULT);
        assertThat(wizard.result().get()).isNotNull();
        assertThat(service.list()).extracting(ModelsService.PackRow::name).contains("内科");
        assertThat(work.items()).isEmpty();
    }

    @Test
    void a_precision_that_this_machine_cannot_take_cannot_be_chosen() {
        wizard.look(BASE);
        wizard.next();
        wizard.next();
        wizard.take(Precision.FP32);
        assertThat(wizard.mayGoOn()).isFalse();
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.PRECISION);
    }

    @Test
    void an_adapter_of_another_release_is_refused_and_can_be_left_out() {
        wizard.look(BASE);
        wizard.next();
        wizard.lookAtAdapter(Path.of("other"));
        assertThat(wizard.problem().get()).isEqualTo(new ModelsProblem(Reason.ADAPTER_MISMATCH, "vocab_size 150528/130528"));
        assertThat(wizard.adapter().get()).isNull();
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.PRECISION);
        assertThat(wizard.name().get()).isEqualTo("chatglm-6b-int4");
    }

    @Test
    void an_incomplete_adapter_asks_for_exactly_what_is_missing() {
        wizard.look(BASE);
        wizard.next();
        wizard.lookAtAdapter(Path.of("bare"));
        assertThat(wizard.asked().get()).containsExactly(Missing.ALPHA, Missing.ROWS);
        assertThat(wizard.mayGoOn()).isFalse();
        wizard.tell(new AdapterOptions(32.0, null));
        assertThat(wizard.adapter().get().missing()).containsExactly(Missing.ROWS);
        wizard.tell(new AdapterOptions(32.0, AdapterRows.PER_HEAD_QV));
        assertThat(wizard.mayGoOn()).isTrue();
        assertThat(wizard.asked().get()).as("what was told can still be changed").containsExactly(Missing.ALPHA, Missing.ROWS);
    }

    @Test
    void an_adapters_folder_first_asks_for_its_base_and_is_then_compared() {
        wizard.look(Path.of("lora"));
        assertThat(wizard.found().get()).isInstanceOf(FolderInspection.Adapter.class);
        assertThat(wizard.mayGoOn()).isFalse();
        wizard.look(BASE);
        assertThat(wizard.adapter().get().name()).isEqualTo("lora");
        wizard.next();
        wizard.next();
        assertThat(wizard.name().get()).isEqualTo("chatglm-6b-lora-int4");
        wizard.open();
        wizard.look(Path.of("other"));
        wizard.look(BASE);
        assertThat(wizard.problem().get().reason()).isEqualTo(Reason.ADAPTER_MISMATCH);
        assertThat(wizard.adapter().get()).isNull();
    }

    @Test
    void what_fails_is_said_and_can_be_mended() {
        wizard.look(Path.of("empty"));
        assertThat(wizard.problem().get()).isEqualTo(new ModelsProblem(Reason.NOT_A_MODEL, "config.json"));
        wizard.look(BASE);
        assertThat(wizard.problem().get()).isNull();
        wizard.next();
        wizard.next();
        wizard.name().set("taken");
        wizard.next();
        assertThat(wizard.step().get()).isEqualTo(Step.RESULT);
        assertThat(wizard.result().get()).isNull();
        assertThat(wizard.problem().get().reason()).isEqualTo(Reason.NAME_TAKEN);
        wizard.back();
        assertThat(wizard.step().get()).isEqualTo(Step.PRECISION);
        assertThat(wizard.problem().get()).isNull();
    }
}
