package org.doctorglm.canary;

import java.net.Socket;

/// Deliberately bad: the architecture test must see it.
public final class Canary {
    private Canary() {
    }

    public static void sing() throws Exception {
        new Thread(() -> javafx.application.Platform.runLater(() -> { })).start();
        try (Socket socket = new Socket()) {
            System.out.println(socket.isBound());
        }
        System.exit(1);
    }
}
