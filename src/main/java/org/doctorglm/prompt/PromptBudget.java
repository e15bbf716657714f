package org.doctorglm.prompt;

/// Room for a prompt.
///
/// @param tokens most tokens of prompt text
/// @param comfortable tokens the network is used to; evidence and history are cut to it, the question never is; 0 for no such number
/// @param evidence most tokens of the sheet, however much room there is; 0 for no such number
/// @param itemsPerLine most items of a line of the sheet, 0 for all
public record PromptBudget(int tokens, int comfortable, int evidence, int itemsPerLine) {
    /// Without a limit for the sheet alone.
    public PromptBudget(int tokens, int comfortable, int itemsPerLine) {
        this(tokens, comfortable, 0, itemsPerLine);
    }

    int target() {
        return comfortable == 0 ? tokens : Math.min(tokens, comfortable);
    }
}
