package org.doctorglm.cli;

import picocli.CommandLine.Option;

/// A command that runs a network, on as many threads as its user says.
abstract class EngineVerb extends Verb {
    @Option(names = "--threads", paramLabel = "N")
    private int threads;

    @Override
    final int threads() {
        return threads;
    }
}
