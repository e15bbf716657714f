package org.doctorglm.ui.consult;

import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.Consultation.Place;
import org.doctorglm.consultation.Preview;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// What is being typed, what the designer understands of it, and how the reference will be chosen.
public final class ComposerViewModel {
    /// A wait that needs no words, milliseconds.
    static final double SHORT_WAIT_MS = 2000;
    private static final int TYPING_PAUSE_MS = 180;

    /// What Enter does now.
    public enum EnterKey {
        SEND, BREAK_LINE, LEAVE_TO_INPUT_METHOD
    }

    /// A disease that the doctor fixed for the following questions.
    public record Pin(String id, String name) {
    }

    /// The question that is being edited; sending makes a branch beside it.
    public record Edit(String questionId, @Nullable String parentAnswerId) {
    }

    private final Consultation consultation;
    private final TaskRunner runner;
    private final StringProperty draft = new SimpleStringProperty("");
    private final BooleanProperty designerOn = new SimpleBooleanProperty(true);
    private final BooleanProperty composing = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Pin> pin = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Edit> edit = new SimpleObjectProperty<>();
    private final IntegerProperty contextLimit = new SimpleIntegerProperty();
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private final Supplier<Place> place;
    private String savedDraft = "";
    private int request;

    /// @param place where the next question will stand
    ComposerViewModel(Consultation consultation, TaskRunner runner, Supplier<Place> place) {
        this.place = place;
        this.consultation = consultation;
        this.runner = runner;
        draft.addListener((property, old, now) -> {
            if (now.isBlank()) {
                request++;
                preview.set(null);
            } else {
                runner.debounce("preview", TYPING_PAUSE_MS, this::look);
            }
        });
    }

    public StringProperty draft() {
        return draft;
    }

    public BooleanProperty designerOn() {
        return designerOn;
    }

    /// Whether an input method holds text that is not committed yet.
    public BooleanProperty composing() {
        return composing;
    }

    public ObjectProperty<@Nullable Pin> pin() {
        return pin;
    }

    public ObjectProperty<@Nullable Edit> edit() {
        return edit;
    }

    public IntegerProperty contextLimit() {
        return contextLimit;
    }

    /// Null while nothing is typed.
    public ReadOnlyObjectProperty<@Nullable Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /// Enter never sends while an input method is composing: there it chooses the characters.
    public EnterKey enter(boolean shift, boolean control) {
        if (composing.get()) {
            return EnterKey.LEAVE_TO_INPUT_METHOD;
        }
        return shift && !control ? EnterKey.BREAK_LINE : EnterKey.SEND;
    }

    Designer designer() {
        Pin fixed = pin.get();
        if (!designerOn.get()) {
            return new Designer.Off();
        }
        return fixed == null ? new Designer.Automatic() : new Designer.Pinned(fixed.id());
    }

    void beginEdit(Edit what, String text) {
        if (edit.get() == null) {
            savedDraft = draft.get();
        }
        edit.set(what);
        draft.set(text);
    }

    /// Gives up an edit; what was typed before it comes back.
    public void cancelEdit() {
        if (edit.get() != null) {
            edit.set(null);
            draft.set(savedDraft);
            savedDraft = "";
        }
    }

    /// The question is stored: the field may be emptied, unless something new was typed meanwhile.
    void sent(String text) {
        edit.set(null);
        if (draft.get().equals(text)) {
            draft.set(savedDraft);
        }
        savedDraft = "";
    }

    int tokens() {
        Preview now = preview.get();
        return now == null ? 0 : now.promptTokens();
    }

    /// Milliseconds that the model will read before its first word; 0 when that is short or unknown.
    double expectedMs() {
        Preview now = preview.get();
        return now == null || now.expectedMs() <= SHORT_WAIT_MS ? 0 : now.expectedMs();
    }

    /// Rounds that the model would not be given.
    int droppedRounds() {
        Preview now = preview.get();
        return now == null ? 0 : now.droppedRounds();
    }

    private void look() {
        int mine = ++request;
        String text = draft.get();
        Place here = place.get();
        runner.run(() -> consultation.preview(here, text), result -> {
            if (mine == request) {
                if (result.budget() > 0) {
                    contextLimit.set(result.budget());
                }
                preview.set(result);
            }
        }, thrown -> preview.set(null));
    }
}
