package org.doctorglm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.SplitSets;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterSets;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.training.Probe;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.TrainingRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProfileTest {
    private static final Probe OWN = new Probe("孩子发烧到多少度要去医院？", "38.5");

    @TempDir
    Path folder;

    private RunFolder run(String data) throws Exception {
        List<Probe> probes = new java.util.ArrayList<>(Probe.USUAL);
        probes.add(OWN);
        return new TrainingRuns(folder.resolve("runs")).create("run-1", new RunFile(RecipeText.of(Recipe.SMALL_SAFE), "base", "b".repeat(64), data, "c".repeat(64), 40, 5,
                100, "test"), probes);
    }

    @Test
    void data_filter_held_out_part_probes_and_checkpoint_are_those_of_the_run() throws Exception {
        DatasetRepository sets = new SqliteDatasetRepository(folder.resolve("datasets"));
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named("门诊"))) {
            for (int i = 0; i < 90; i++) {
                draft.add(new Conversation(i % 3 == 0 ? "外科" : "儿科", List.of(new Turn("第" + i + "个问题", "第" + i + "条建议，多喝水。"))));
            }
            draft.finish(List.of());
        }
        Filter filter = new Filter(Set.of(), Set.of("儿科"), Set.of(), Filter.Range.ANY, Filter.Range.ANY, Set.of());
        new FilterSets(sets).write("门诊", filter, "儿科", Progress.NONE, new Cancellation());
        new SplitSets(sets).write("儿科", Split.USUAL, "儿科-学", "儿科-留", Progress.NONE, new Cancellation());
        ModelPack pack = DemoModel.pack(Precision.INT4);
        RunProfile profiles = new RunProfile(sets);
        assertThat(profiles.departments("儿科-学")).containsExactly("儿科");
        DepartmentProfile made = profiles.of("儿科", List.of("儿科"), run("儿科-学"), 60, pack, PromptTemplate.STANDARD, new Cancellation());
        assertThat(made.data().set().name()).isEqualTo("儿科-学");
        assertThat(made.data().filter()).isEqualTo(filter);
        assertThat(made.evaluation().name()).isEqualTo("儿科-留");
        assertThat(made.probes()).containsExactly(OWN);
        assertThat(made.pack().sha256()).isEqualTo(pack.sha256());
        assertThat(made.trained().step()).isEqualTo(60);
        assertThat(made.trained().recipe()).containsEntry("recipe", "small-safe");
        ProfileRepository repository = new ProfileRepository(folder.resolve("profiles"));
        repository.save(made, false);
        assertThat(repository.find("儿科")).isEqualTo(made);
        ProfileCheck check = new ProfileCheck(new ModelStore(pack.folder().getParent(), "test"), sets);
        assertThat(check.missing(made, new Cancellation())).isEmpty();
        sets.remove("儿科-留");
        assertThat(check.missing(made, new Cancellation())).containsExactly(new MissingPart(MissingPart.Kind.NO_EVALUATION, "儿科-留"));
    }

    @Test
    void a_run_over_a_file_names_no_set() throws Exception {
        RunProfile profiles = new RunProfile(new SqliteDatasetRepository(folder.resolve("datasets")));
        DepartmentProfile made = profiles.of("试验", List.of(), run("/tmp/dialogues.jsonl"), 0, DemoModel.pack(Precision.INT4), null, new Cancellation());
        assertThat(made.data()).isNull();
        assertThat(made.evaluation()).isNull();
        assertThat(profiles.departments("/tmp/dialogues.jsonl")).isEmpty();
        new ProfileRepository(folder.resolve("profiles")).save(made, false);
    }
}
