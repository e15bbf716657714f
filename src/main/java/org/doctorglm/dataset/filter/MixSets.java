package org.doctorglm.dataset.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.ParentSet;
import org.doctorglm.dataset.SourceFile;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Draws a set from two. Which dialogues are taken depends on the seed alone; they keep their order, training shuffles anyway.
public record MixSets(DatasetRepository sets) {
    public Mix.Parts preview(Mix mix) throws IOException {
        return mix.parts(sets.find(mix.first()).conversations(), sets.find(mix.second()).conversations());
    }

    /// @param as name of the new set
    /// @throws org.doctorglm.dataset.DatasetException TAKEN, BAD_NAME, UNKNOWN_SET
    public Dataset write(Mix mix, String as, Progress progress, Cancellation cancellation) throws IOException {
        Dataset first = sets.find(mix.first());
        Dataset second = sets.find(mix.second());
        Mix.Parts parts = preview(mix);
        long all = first.conversations() + second.conversations();
        try (DatasetRepository.Draft draft = sets.begin(details(first, second, as))) {
            SplittableRandom random = new SplittableRandom(mix.seed());
            Derivation.Parent one = new ParentSet(sets, mix.first()).read(drawn(parts.first(), first.conversations(), 0, all, random.split(), draft, progress, cancellation));
            Derivation.Parent two = new ParentSet(sets, mix.second()).read(
                    drawn(parts.second(), second.conversations(), first.conversations(), all, random.split(), draft, progress, cancellation));
            List<SourceFile> files = new ArrayList<>(first.files());
            files.addAll(second.files());
            Dataset made = draft.finish(files, new Derivation(Derivation.Kind.MIX, List.of(one, two), String.format(Locale.ROOT,
                    "{\"share\":%s,\"seed\":%d,\"taken\":[%d,%d]}", mix.share(), mix.seed(), parts.first(), parts.second())));
            progress.at(all, all);
            return made;
        }
    }

    /// Exactly `wanted` of `all`, each as likely as the others (Knuth, volume 2, algorithm 3.4.2 S).
    private static ParentSet.Receiver drawn(long wanted, long all, long before, long total, SplittableRandom random, DatasetRepository.Draft draft,
            Progress progress, Cancellation cancellation) {
        long[] left = {wanted};
        return (index, conversation, source) -> {
            cancellation.throwIfRequested();
            progress.at(before + index, total);
            if (random.nextDouble() * (all - index) < left[0]) {
                left[0]--;
                draft.add(conversation, source);
            }
        };
    }

    private static DatasetDetails details(Dataset first, Dataset second, String as) throws IOException {
        DatasetDetails a = first.details();
        DatasetDetails b = second.details();
        return DatasetDetails.named(as).stating(a.language().equals(b.language()) ? a.language() : "", joined(a.licence(), b.licence()),
                a.origin() == b.origin() ? a.origin() : Origin.UNKNOWN, joined(a.provenance(), b.provenance()), -1);
    }

    private static String joined(String a, String b) {
        return a.equals(b) || b.isBlank() ? a : a.isBlank() ? b : a + "; " + b;
    }
}
