package org.doctorglm.ui.consult;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import org.doctorglm.knowledge.Corrections;
import org.doctorglm.knowledge.PatientFact;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// What is being typed, what the designer understands of it, and how the reference will be chosen.
public final class ComposerViewModel {
    /// A wait that needs no words, milliseconds.
    static final double SHORT_WAIT_MS = 2000;
    private static final int TYPING_PAUSE_MS = 180;
    private static final int MOST_TERMS = 12;

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
    private final ObjectProperty<Corrections> corrections = new SimpleObjectProperty<>(Corrections.NONE);
    private String savedDraft = "";
    private int request;

    /// @param place where the next question will stand
    ComposerViewModel(Consultation consultation, TaskRunner runner, Supplier<Place> place) {
        this.place = place;
        this.consultation = consultation;
        this.runner = runner;
        draft.addListener((property, old, now) -> {
            if (now.isBlank()) {
                corrections.set(Corrections.NONE);
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

    /// What the doctor has changed of what was understood; forgotten with the text.
    public ReadOnlyObjectProperty<Corrections> corrections() {
        return corrections;
    }

    /// Strikes out a word that was understood, or takes an added one back.
    public void strike(String term) {
        Corrections now = corrections.get();
        List<String> added = now.added().stream().filter(word -> !word.equals(term) && !word.equals("-" + term)).toList();
        Set<String> struck = new HashSet<>(now.struck());
        struck.add(term);
        correct(new Corrections(struck, now.facts(), added));
    }

    /// Strikes out a fact about the patient.
    public void strike(PatientFact fact) {
        Set<PatientFact> facts = new HashSet<>(corrections.get().facts());
        facts.add(fact);
        correct(new Corrections(corrections.get().struck(), facts, corrections.get().added()));
    }

    /// @param term of the dictionary, denied with a leading `-`
    public void add(String term) {
        Corrections now = corrections.get();
        if (!term.isBlank() && !now.added().contains(term.strip())) {
            String plain = term.strip().replaceFirst("^-", "");
            Set<String> struck = new HashSet<>(now.struck());
            struck.remove(plain);
            correct(new Corrections(struck, now.facts(), Stream.concat(now.added().stream(), Stream.of(term.strip())).toList()));
        }
    }

    /// Takes all corrections back.
    public void restore() {
        correct(Corrections.NONE);
    }

    private void correct(Corrections now) {
        corrections.set(now);
        look();
    }

    /// Words of the dictionary that begin with what is typed, on the calling (background) thread.
    public List<String> terms(String beginning) {
        return consultation.terms(beginning, MOST_TERMS);
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
        return fixed == null ? new Designer.Automatic(Set.of(), corrections.get()) : new Designer.Pinned(fixed.id());
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
        Corrections corrected = corrections.get();
        runner.run(() -> consultation.preview(here, text, corrected), result -> {
            if (mine == request) {
                if (result.budget() > 0) {
                    contextLimit.set(result.budget());
                }
                preview.set(result);
            }
        }, thrown -> preview.set(null));
    }
}
