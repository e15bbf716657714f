package org.doctorglm.canary;

import java.net.Socket;
import javafx.application.Platform;

/// Deliberately bad: the architecture test must see it.
public final class Canary {
    private Canary() {
    }

    public static void sing() throws Exception {
        new Thread(() -> Platform.runLater(() -> { })).start();
        try (Socket socket = new Socket()) {
            System.out.println(socket.isBound());
        }
        System.exit(1);
    }
}
