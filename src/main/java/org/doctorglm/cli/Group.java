package org.doctorglm.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word that only has verbs below it.
abstract class Group implements Runnable {
    @Spec
    @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec present = java.util.Objects.requireNonNull(spec);
        Invocation invocation = ((DoctorGlmCommand) present.root().userObject()).invocation();
        throw new ParameterException(present.commandLine(), invocation.terminal().word("usage.verb"));
    }
}
