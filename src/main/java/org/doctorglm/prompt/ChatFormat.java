package org.doctorglm.prompt;

import java.util.List;
import org.doctorglm.dialogue.PastRound;

/// ChatGLM's text for a dialogue. A first question stands by itself; later ones follow numbered rounds.
public final class ChatFormat {
    private ChatFormat() {
    }

    /// @param history earlier rounds, oldest first
    /// @param question the new question, with its reference sheet if it has one
    public static String format(List<PastRound> history, String question) {
        if (history.isEmpty()) {
            return question;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < history.size(); i++) {
            text.append("[Round ").append(i).append("]\n问：").append(history.get(i).question())
                    .append("\n答：").append(history.get(i).answer()).append('\n');
        }
        return text.append("[Round ").append(history.size()).append("]\n问：").append(question).append("\n答：").toString();
    }
}
