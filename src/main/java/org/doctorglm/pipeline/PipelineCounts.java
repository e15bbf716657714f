package org.doctorglm.pipeline;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.review.ReviewCounts;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;

/// How much there is at each place, read at one moment. Nothing is opened that holds text: heads of sets, heads of runs and counts of rows.
///
/// @param dialogues in all sets
/// @param foreign dialogues of sets that are said to be in another language than Chinese
/// @param finished runs that came to their end
/// @param training runs that somebody trains now
/// @param passed packs that were measured and came through the gate
/// @param measured packs that were measured
/// @param sheets of the library that are used
/// @param reviewedSheets of them, those that somebody of this hospital stands for
/// @param answers of all consultations
public record PipelineCounts(int sets, long dialogues, long foreign, int runs, int finished, int training, int measured, int passed, int packs, int sheets, int reviewedSheets,
                             long answers, ReviewCounts review) {
    /// Counts. Blocks for as long as the disk takes; safe beside everything that writes.
    public static PipelineCounts of(List<Dataset> sets, List<RunFolder> runs, List<ModelPack> packs, List<LibraryEntry> entries, DialogueRepository dialogues,
                                    ReviewCounts review) {
        int finished = 0;
        int training = 0;
        for (RunFolder run : runs) {
            Optional<RunState> state = state(run);
            finished += state.filter(now -> now == RunState.FINISHED).isPresent() ? 1 : 0;
            training += state.filter(now -> now == RunState.TRAINING).isPresent() ? 1 : 0;
        }
        int measured = 0;
        int passed = 0;
        for (ModelPack pack : packs) {
            Optional<LossCard> card = pack.lossCard();
            measured += card.isPresent() ? 1 : 0;
            passed += card.filter(found -> found.passed(pack.manifest().precision())).isPresent() ? 1 : 0;
        }
        List<LibraryEntry> used = entries.stream().filter(entry -> !entry.hidden()).toList();
        return new PipelineCounts(sets.size(), sets.stream().mapToLong(Dataset::conversations).sum(),
                sets.stream().filter(PipelineCounts::foreign).mapToLong(Dataset::conversations).sum(), runs.size(), finished, training, measured, passed, packs.size(), used.size(),
                (int) used.stream().filter(entry -> entry.review() != null).count(), dialogues.answers(), review);
    }

    private static boolean foreign(Dataset set) {
        String language = set.details().language();
        return !language.isEmpty() && !language.startsWith("zh");
    }

    /// Empty for a run that cannot be read; it is still counted as one.
    private static Optional<RunState> state(RunFolder run) {
        try {
            return Optional.of(RunState.of(run));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The number that stands for a place.
    public long at(PipelineStage stage) {
        return switch (stage) {
            case DATA -> dialogues;
            case TRANSLATION -> dialogues - foreign;
            case TRAINING -> runs;
            case GATE -> passed;
            case PACKS -> packs;
            case DESIGNER -> sheets;
            case CHAT -> answers;
            case REVIEW -> review.marks();
        };
    }

    /// What to do next: the first place of the loop where nothing is, once somebody can ask at all. Without a pack or a sheet nothing else is of use.
    ///
    /// @return empty when there is something everywhere
    public Optional<PipelineStage> next() {
        List<PipelineStage> first = List.of(PipelineStage.PACKS, PipelineStage.DESIGNER, PipelineStage.CHAT, PipelineStage.REVIEW);
        return first.stream().filter(stage -> at(stage) == 0).findFirst()
                .or(() -> Arrays.stream(PipelineStage.values()).filter(stage -> at(stage) == 0).findFirst());
    }
}
