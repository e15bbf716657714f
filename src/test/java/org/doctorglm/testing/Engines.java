package org.doctorglm.testing;

import java.util.Arrays;
import java.util.List;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.cpu.CpuEngine;
import org.doctorglm.engine.onnx.OnnxEngine;
import org.doctorglm.engine.onnx.device.DeviceEngine;
import org.doctorglm.engine.onnx.graph.GraphForm;
import org.doctorglm.model.ModelPack;
import org.junit.jupiter.api.Assumptions;

/// The ways to run a network: what one computes, the other must too.
public enum Engines {
    /// Our own, on packs as they lie.
    KERNELS {
        @Override
        boolean available() {
            return CpuEngine.available();
        }

        @Override
        Engine open(ModelPack pack, int threads) throws EngineException {
            return CpuEngine.load(pack, threads);
        }
    },
    ONNX {
        @Override
        boolean available() {
            return true;
        }

        @Override
        Engine open(ModelPack pack, int threads) throws EngineException {
            return OnnxEngine.load(pack, threads);
        }
    },
    /// The way of a graphics card, on the processor: own memory for weights and cache, the C interface.
    DEVICE {
        @Override
        boolean available() {
            return true;
        }

        @Override
        Engine open(ModelPack pack, int threads) throws EngineException {
            return DeviceEngine.processor(pack, OnnxLibrary.file(), GraphForm.EXACT, threads);
        }
    };

    abstract boolean available();

    abstract Engine open(ModelPack pack, int threads) throws EngineException;

    /// Those that this machine can run, for tests that compare them.
    public static List<Engines> here() {
        return Arrays.stream(values()).filter(Engines::available).toList();
    }

    /// Skips a test with a word where this machine cannot run the engine. To be asked on the test's own thread.
    public Engines required() {
        Assumptions.assumeTrue(available(), () -> "skipped: this processor has not what " + this + " needs");
        return this;
    }

    /// The caller closes it.
    public Engine load(ModelPack pack, int threads) throws EngineException {
        return required().open(pack, threads);
    }
}
