package org.doctorglm.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Where warnings of the program and its libraries go: nowhere for a command, into small files of the home for the window.
/// No part of the program hands the text of a question or an answer to a logger.
public final class Logging {
    private static final int BYTES = 1 << 20;
    private static final int FILES = 3;

    private Logging() {
    }

    /// Takes the console away from libraries: a command's output is for its caller.
    public static void quiet() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    /// @param folder made when needed
    public static void toFiles(Path folder) throws IOException {
        quiet();
        Files.createDirectories(folder);
        Handler handler = new FileHandler(folder.resolve("doctorglm.%g.log").toString(), BYTES, FILES, true);
        handler.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
    }
}
