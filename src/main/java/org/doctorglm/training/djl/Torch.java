package org.doctorglm.training.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.doctorglm.training.TrainingException;
import org.doctorglm.training.TrainingException.Reason;

/// libtorch, loaded once for the whole process from the program's own folder: nothing is downloaded, nothing unpacked.
final class Torch {
    private static final String NAME = "PyTorch";
    /// It tells of every start, and warns where there is no graphics card. Held, because the logging of the JDK forgets what nobody holds.
    private static final Logger CHATTER = Logger.getLogger("ai.djl");

    private Torch() {
    }

    /// @param libraries folder of libtorch and DJL's binding
    /// @param threads of one operator
    /// @throws TrainingException NO_LIBRARY
    static synchronized NDManager manager(Path libraries, int threads) throws TrainingException {
        CHATTER.setLevel(Level.SEVERE);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("PYTORCH_LIBRARY_PATH", libraries.toAbsolutePath().toString());
        System.setProperty("jna.boot.library.path", libraries.resolve("jna").toAbsolutePath().toString());
        System.setProperty("jna.nounpack", "true");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        try {
            Engine engine = Engine.getEngine(NAME);
            JniUtils.setNumThreads(threads);
            // Belongs to the thread: gradients are collected only between the two ends of a step.
            JniUtils.setGradMode(false);
            JniUtils.setGraphExecutorOptimize(false);
            return engine.newBaseManager(Device.cpu());
        } catch (EngineException | LinkageError e) {
            throw new TrainingException(Reason.NO_LIBRARY, String.valueOf(e.getMessage()), e);
        }
    }

    static void seed(long seed) {
        // libtorch takes 64 bits, DJL's door 32 of them.
        Engine.getEngine(NAME).setRandomSeed((int) (seed ^ seed >>> 32));
    }
}
