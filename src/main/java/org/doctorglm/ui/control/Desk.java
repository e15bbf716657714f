package org.doctorglm.ui.control;

import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.text.Formats;
import org.doctorglm.ui.text.Messages;

/// What every page needs to show itself in one language. Made anew when the language changes.
public record Desk(Messages words, Formats formats, DialogLayer layer, FileDialogs files, TaskRunner runner, Work work) {
    public String say(String key, Object... arguments) {
        return words.get(key, arguments);
    }

    public String say(Enum<?> value, Object... arguments) {
        return words.of(value, arguments);
    }
}
