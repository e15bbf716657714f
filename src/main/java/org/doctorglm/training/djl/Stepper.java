package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.doctorglm.training.Optimizer;
import org.doctorglm.training.Tensor;

/// The optimiser: turns gradients into new parameters, in place. What it remembers is part of a run's state.
final class Stepper {
    private final Optimizer optimizer;
    private final double decay;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();

    /// @param decay λ, decoupled from the gradient
    Stepper(NDManager manager, Optimizer optimizer, double decay, Map<String, NDArray> parameters) {
        this.optimizer = optimizer;
        this.decay = decay;
        parameters.forEach((name, array) -> {
            first.put(name, manager.zeros(array.getShape()));
            if (optimizer.moments() == 2) {
                second.put(name, manager.zeros(array.getShape()));
            }
        });
    }

    /// @param gradient used up; closed by the caller
    /// @param step from 1
    void update(String name, NDArray parameter, NDArray gradient, double rate, long step) {
        NDArray m = Objects.requireNonNull(first.get(name));
        NDArray v = second.get(name);
        // What lies between belongs to the scope, and goes with it.
        try (NDManager scope = parameter.getManager().newSubManager()) {
            for (NDArray array : v == null ? List.of(parameter, gradient, m) : List.of(parameter, gradient, m, v)) {
                array.tempAttach(scope);
            }
            parameter.muli((float) (1 - rate * decay));
            switch (optimizer) {
                case Optimizer.Lion lion -> lion(lion, parameter, gradient, m, rate);
                case Optimizer.AdamW adam -> adam(adam, parameter, gradient, m, Objects.requireNonNull(v), rate, step);
            }
        }
    }

    private static void lion(Optimizer.Lion lion, NDArray p, NDArray g, NDArray m, double rate) {
        NDArray direction = g.mul((float) (1 - lion.beta1())).addi(m.mul((float) lion.beta1())).signi();
        p.subi(direction.muli((float) rate));
        m.muli((float) lion.beta2()).addi(g.muli((float) (1 - lion.beta2())));
    }

    private static void adam(Optimizer.AdamW adam, NDArray p, NDArray g, NDArray m, NDArray v, double rate, long step) {
        m.muli((float) adam.beta1()).addi(g.mul((float) (1 - adam.beta1())));
        v.muli((float) adam.beta2()).addi(g.muli(g).muli((float) (1 - adam.beta2())));
        double correction1 = 1 - Math.pow(adam.beta1(), step);
        double correction2 = 1 - Math.pow(adam.beta2(), step);
        NDArray length = v.div((float) correction2).sqrt().addi((float) adam.epsilon());
        p.subi(m.div(length).muli((float) (rate / correction1)));
    }

    /// What the next update depends on besides the parameters.
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        first.forEach((name, array) -> state.put("first." + name, Values.of(array)));
        second.forEach((name, array) -> state.put("second." + name, Values.of(array)));
        return state;
    }

    /// @throws IllegalArgumentException for the state of another recipe
    void restore(Map<String, Tensor> state) {
        first.forEach((name, array) -> Values.set(array, state.get("first." + name), name));
        second.forEach((name, array) -> Values.set(array, state.get("second." + name), name));
    }
}
