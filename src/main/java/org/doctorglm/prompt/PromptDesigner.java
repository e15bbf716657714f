package org.doctorglm.prompt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.knowledge.Corrections;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Evidence;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.Patient;
import org.doctorglm.knowledge.Retrieval;
import org.doctorglm.knowledge.TermKind;
import org.doctorglm.knowledge.Understanding;
import org.jspecify.annotations.Nullable;

/// Finds the evidence for a question and says how sure it is (paper, section 3.2).
public final class PromptDesigner {
    private static final int CANDIDATES = 7;

    private final DiseaseLibrary library;

    public PromptDesigner(DiseaseLibrary library) {
        this.library = library;
    }

    /// What the designer chose.
    ///
    /// @param keywords what was understood, denied words with a leading `-`
    /// @param evidence the sheet for the prompt first (marked as used), then the alternatives
    /// @param milliseconds time of the search
    /// @param edition of the library
    /// @param understood what the chips show
    public record Design(DesignerState state, List<String> keywords, List<CitedEvidence> evidence, double milliseconds, String edition,
                         Understanding understood) {
        /// Names of the other diseases that fit, where somebody must choose.
        public List<String> alternatives() {
            return state != DesignerState.CHOOSE ? List.of() : evidence.stream().filter(sheet -> !sheet.used()).map(CitedEvidence::disease).toList();
        }

        /// The sheet that stands in the prompt.
        public @Nullable CitedEvidence used() {
            return evidence.stream().filter(CitedEvidence::used).findFirst().orElse(null);
        }
    }

    /// Lets the library choose. A question that says too little by itself is read together with the earlier ones, unless it turns to
    /// something else: then what it says alone counts.
    ///
    /// @param excluded ids of diseases that the doctor ruled out
    public Design automatic(String question, List<PastRound> history, Set<String> excluded, Corrections corrections) {
        Understanding understood = library.understand(question, corrections);
        Retrieval alone = library.search(understood, CANDIDATES + excluded.size());
        Retrieval found = alone;
        if (state(alone) != DesignerState.CONFIDENT && !history.isEmpty()) {
            String all = String.join("\n", Stream.concat(history.stream().map(PastRound::question), Stream.of(understood.text())).toList());
            Retrieval together = library.search(library.understand(all, corrections), CANDIDATES + excluded.size());
            found = goesOn(alone, together) ? together : alone;
        }
        List<Evidence> ranked = found.ranked().stream().filter(e -> !excluded.contains(e.disease().id())).limit(CANDIDATES).toList();
        DesignerState state = ranked.isEmpty() ? DesignerState.ABSTAIN : state(found);
        boolean topWasExcluded = !excluded.isEmpty() && !found.ranked().isEmpty() && excluded.contains(found.ranked().getFirst().disease().id());
        if (state == DesignerState.CONFIDENT && topWasExcluded) {
            state = DesignerState.CHOOSE;
        }
        return new Design(state, keywords(found), Citations.of(ranked, state != DesignerState.ABSTAIN), found.milliseconds(), edition(), understood);
    }

    /// Without corrections.
    public Design automatic(String question, List<PastRound> history, Set<String> excluded) {
        return automatic(question, history, excluded, Corrections.NONE);
    }

    /// Whether a question goes on with what was spoken of: the best disease of the whole dialogue is one that the new words speak for too, or
    /// the new words say nothing by themselves.
    private static boolean goesOn(Retrieval alone, Retrieval together) {
        boolean says = alone.keywords().stream().anyMatch(word -> !word.negated() && (word.kind() == TermKind.SYMPTOM || word.kind() == TermKind.DISEASE));
        if (!says || together.ranked().isEmpty()) {
            return !says;
        }
        String best = together.ranked().getFirst().disease().id();
        return alone.ranked().stream().anyMatch(evidence -> evidence.disease().id().equals(best) && !evidence.matched().isEmpty());
    }

    /// Takes the disease that the doctor named; the library's own candidates stay as alternatives.
    ///
    /// @return empty when the library has no such disease
    public Optional<Design> pinned(String disease, String question) {
        return library.find(disease).map(chosen -> {
            Retrieval found = library.search(question, CANDIDATES);
            Evidence first = found.ranked().stream().filter(e -> e.disease().id().equals(chosen.id())).findFirst()
                    .orElse(new Evidence(chosen, 0, List.of()));
            List<Evidence> ranked = Stream.concat(Stream.of(first),
                    found.ranked().stream().filter(e -> !e.disease().id().equals(chosen.id()))).limit(CANDIDATES).toList();
            return new Design(DesignerState.PINNED, keywords(found), Citations.of(ranked, true), found.milliseconds(), edition(),
                    library.understand(question, Corrections.NONE));
        });
    }

    public Design off() {
        return new Design(DesignerState.OFF, List.of(), List.of(), 0, edition(), new Understanding("", List.of(), Patient.UNKNOWN));
    }

    /// The evidence of an answer as a prompt for another model.
    public String portable(String question, List<CitedEvidence> evidence, boolean english) {
        return new PortablePrompt(library).write(question, evidence, english);
    }

    /// Words of the dictionary that begin with what is typed.
    public List<String> terms(String beginning, int most) {
        return library.terms(beginning, most);
    }

    private String edition() {
        return library.edition().toString();
    }

    private static DesignerState state(Retrieval retrieval) {
        return switch (retrieval.state()) {
            case CONFIDENT -> DesignerState.CONFIDENT;
            case CHOOSE -> DesignerState.CHOOSE;
            case ABSTAIN -> DesignerState.ABSTAIN;
        };
    }

    private static List<String> keywords(Retrieval retrieval) {
        return retrieval.keywords().stream().map((Keyword k) -> (k.negated() ? "-" : "") + k.term()).distinct().toList();
    }
}
