package org.doctorglm.ui.control;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Putting text on the clipboard, and saying so.
public final class Copying {
    private Copying() {
    }

    public static void copy(Desk desk, String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        desk.layer().toast(desk.say("copied"));
    }
}
