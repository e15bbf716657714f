package org.doctorglm.ui.data;

import java.util.List;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.training.TokenView;
import org.jspecify.annotations.Nullable;

/// One dialogue after the other as the trainer feeds it, cut as the recipe of the paper cuts.
public final class TokensViewModel {
    /// @param samples one for each answer
    public record Shown(long place, Conversation conversation, List<TokenView> samples) {
    }

    private final DataService service;
    private final SetJobs jobs;
    private final ReadOnlyLongWrapper place = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private @Nullable Dataset set;
    private int turn;

    TokensViewModel(DataService service, SetJobs jobs) {
        this.service = service;
        this.jobs = jobs;
    }

    void begin(@Nullable Dataset now) {
        turn++;
        set = now;
        place.set(0);
        shown.set(null);
    }

    /// Of the dialogue, from 0.
    public ReadOnlyLongProperty place() {
        return place.getReadOnlyProperty();
    }

    /// Null until it was read.
    public ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    public long last() {
        return set == null ? 0 : Math.max(0, set.conversations() - 1);
    }

    /// @param wanted place, kept within the set
    public void show(long wanted) {
        Dataset now = set;
        if (now == null) {
            return;
        }
        long index = Math.clamp(wanted, 0, last());
        place.set(index);
        int mine = ++turn;
        jobs.look((progress, cancellation) -> {
            SampleMaker maker = service.samples(Recipe.PAPER_LORA.promptTokens(), Recipe.PAPER_LORA.answerTokens());
            Conversation conversation = service.sets().at(now.name(), index)
                    .orElseThrow(() -> new DatasetException(DatasetException.Reason.NO_DIALOGUE, now.name(), Long.toString(index)));
            return new Shown(index, conversation, TokenView.of(maker, conversation));
        }, seen -> {
            // A later turn of the page wins.
            if (mine == turn) {
                shown.set(seen);
            }
        });
    }
}
