package org.doctorglm.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command. Opens the services of its home, does its work, and closes them whatever happens.
abstract class Verb implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int REFUSED = 3;
    static final int CANCELLED = 130;
    static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @Nullable CommandSpec spec;

    /// @return exit code
    abstract int run(CommandServices services) throws Exception;

    @Override
    public final Integer call() throws Exception {
        try (CommandServices services = invocation().open(common().home, threads())) {
            return run(services);
        }
    }

    int threads() {
        return 0;
    }

    final CommonOptions common() {
        return root().options;
    }

    final Invocation invocation() {
        return root().invocation();
    }

    private DoctorGlmCommand root() {
        return (DoctorGlmCommand) Objects.requireNonNull(spec).root().userObject();
    }

    final Terminal terminal() {
        return invocation().terminal();
    }

    final Cancellation cancellation() {
        return invocation().cancellation();
    }

    /// @throws ParameterException a wrong usage, when an option is smaller
    final void atLeast(int least, int value, String option) {
        if (value < least) {
            throw wrongUsage("usage.least", option, least);
        }
    }

    /// @param key of the sentence that says what is right
    final ParameterException wrongUsage(String key, Object... facts) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), terminal().word(key, facts));
    }

    final boolean json() {
        return common().json;
    }

    /// The same in every language: others read it.
    static String number(String format, double value) {
        return String.format(java.util.Locale.ROOT, format, value);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
