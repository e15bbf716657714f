package org.doctorglm.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.doctorglm.fake.FakeModels;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.ui.models.ModelsService.ModelsException.Reason;
import org.doctorglm.ui.models.ModelsViewModel.Outcome;
import org.doctorglm.ui.models.ModelsViewModel.State;
import org.doctorglm.ui.task.Work;
import org.junit.jupiter.api.Test;

class ModelsViewModelTest {
    private final FakeModels service = new FakeModels();
    private final ImmediateRunner runner = new ImmediateRunner();
    private final Work work = new Work(runner);
    private final ModelsViewModel model = new ModelsViewModel(service, runner, work);

    @Test
    void an_import_adds_a_pack_and_says_so() {
        model.importFolder(Path.of("weights"), "int8", "neu");
        assertThat(model.rows()).extracting(ModelsService.PackRow::name).contains("neu");
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.IMPORTING, null, ""));
        assertThat(work.items()).isEmpty();
        assertThat(model.state().get()).isEqualTo(State.READY);
    }

    @Test
    void a_failure_carries_its_reason_and_the_fact() {
        model.importFolder(Path.of("weights"), "int8", "taken");
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.IMPORTING, Reason.NAME_TAKEN, "taken"));
    }

    @Test
    void a_damaged_pack_is_found_by_verifying() {
        model.refresh();
        service.damage("mini-fp32");
        model.verify(model.rows().getLast());
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.VERIFYING, Reason.WRONG_HASH, "model.onnx"));
        assertThat(model.rows().getLast().state()).isEqualTo(ModelsService.PackState.DAMAGED);
    }

    @Test
    void one_pack_answers_at_a_time_and_one_can_be_removed() {
        model.refresh();
        model.activate(model.rows().getLast());
        assertThat(model.rows()).filteredOn(ModelsService.PackRow::active).extracting(ModelsService.PackRow::id).containsExactly("mini-fp32");
        model.remove(model.rows().getFirst());
        assertThat(model.rows()).hasSize(1);
    }
}
