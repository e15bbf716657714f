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
    void a_failure_carries_its_reason_and_the_fact() {
        model.refresh();
        model.export(model.rows().getFirst(), Path.of("full"));
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.EXPORTING, Reason.NO_ROOM, "mini-int4"));
        model.export(model.rows().getFirst(), Path.of("stick"));
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.EXPORTING, null, ""));
        assertThat(work.items()).isEmpty();
        assertThat(model.state().get()).isEqualTo(State.READY);
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
    void measuring_without_anything_to_compare_with_says_so() {
        model.refresh();
        model.measure(model.rows().getFirst(), java.nio.file.Path.of("texts.jsonl"));
        assertThat(model.outcome().get()).isEqualTo(new Outcome(State.MEASURING, Reason.NO_REFERENCE, "mini-int4"));
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
