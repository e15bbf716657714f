package org.doctorglm.prompt;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// Writes a prompt into a budget that is measured by the network's own tokenizer. First the sheet is shortened to its own budget, then the
/// oldest rounds leave, each of them whole, then the lines of the sheet get shorter still, and at last the sheet goes; the question is never cut.
public final class PromptWriter {
    private final Tokenizer tokenizer;
    private final PromptTemplate template;

    public PromptWriter(Tokenizer tokenizer) {
        this(tokenizer, PromptTemplate.STANDARD);
    }

    /// @param template of the sheet
    public PromptWriter(Tokenizer tokenizer, PromptTemplate template) {
        this.tokenizer = tokenizer;
        this.template = template;
    }

    /// Without other diseases that fit.
    public Prompt write(String question, List<PastRound> history, @Nullable CitedEvidence evidence, PromptBudget budget) {
        return write(question, history, evidence, List.of(), budget);
    }

    /// @param evidence the sheet, null for none
    /// @param alternatives names of other diseases that fit
    /// @return the prompt; it may be longer than the budget when the question alone is
    public Prompt write(String question, List<PastRound> history, @Nullable CitedEvidence evidence, List<String> alternatives, PromptBudget budget) {
        int most = shortened(question, evidence, alternatives, budget);
        for (int dropped = 0; dropped <= history.size(); dropped++) {
            List<PastRound> kept = history.subList(dropped, history.size());
            int least = dropped == history.size() ? 1 : most;
            for (int items = most; items >= least; items--) {
                Prompt prompt = attempt(question, kept, evidence, alternatives, items, dropped);
                boolean shortest = items == 1 && dropped == history.size();
                if (prompt.tokens() <= budget.target() || shortest && prompt.tokens() <= budget.tokens()) {
                    return prompt;
                }
            }
        }
        return attempt(question, List.of(), null, List.of(), 0, history.size());
    }

    /// Items of a line with which the sheet keeps to its own budget.
    private int shortened(String question, @Nullable CitedEvidence evidence, List<String> alternatives, PromptBudget budget) {
        int items = budget.itemsPerLine() == 0 ? longestLine(evidence) : Math.min(budget.itemsPerLine(), longestLine(evidence));
        if (evidence == null || budget.evidence() == 0) {
            return items;
        }
        int asked = tokenizer.encodeUntrusted(question).length;
        while (items > 1 && attempt(question, List.of(), evidence, alternatives, items, 0).tokens() - asked > budget.evidence()) {
            items--;
        }
        return items;
    }

    /// Items of the longest line of a sheet.
    private static int longestLine(@Nullable CitedEvidence evidence) {
        if (evidence == null) {
            return 1;
        }
        return Stream.concat(Stream.of(evidence.aliases(), evidence.departments()), evidence.sections().stream().map(CitedEvidence.Section::items))
                .mapToInt(List::size).reduce(1, Math::max);
    }

    private Prompt attempt(String question, List<PastRound> history, @Nullable CitedEvidence evidence, List<String> alternatives, int items,
                           int dropped) {
        String asked = evidence == null ? question : template.sheet(evidence, question, items, items == longestLine(evidence) ? Set.of() : AskedSections.of(question), alternatives);
        String text = ChatFormat.format(history, asked);
        return new Prompt(text, tokenizer.encodeUntrusted(text).length, dropped);
    }
}
