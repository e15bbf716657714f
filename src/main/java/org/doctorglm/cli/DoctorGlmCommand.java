package org.doctorglm.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `doctorglm` with its verbs. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused, 130 cancelled.
@Command(name = "doctorglm", versionProvider = VersionLine.class, subcommands = {AskCommand.class, ReplayCommand.class, ModelCommand.class,
        KnowledgeCommand.class, HistoryCommand.class, GraphicsCommand.class, ExperimentCommand.class, DataCommand.class, TrainCommand.class, ReviewCommand.class,
        ProfileCommand.class, SelfTestCommand.class})
public final class DoctorGlmCommand implements Runnable {
    private final Invocation invocation;

    @Mixin
    CommonOptions options = new CommonOptions();

    @CommandLine.Option(names = {"-V", "--version"}, versionHelp = true)
    boolean version;

    @CommandLine.Spec
    CommandLine.Model.@Nullable CommandSpec spec;

    DoctorGlmCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    Invocation invocation() {
        return invocation;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), invocation.terminal().word("usage.verb"));
    }

    /// Runs a command to its end.
    ///
    /// @return exit code
    public static int execute(String[] arguments, CommandServices.Opener opener) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, err, System.console() != null && System.console().isTerminal(), locale(arguments));
        Cancellation cancellation = new Cancellation();
        CountDownLatch ended = new CountDownLatch(1);
        // Ctrl-C asks the command to stop and waits until it has put everything in order.
        Thread hook = new Thread(() -> {
            cancellation.request();
            try {
                ended.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "doctorglm-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return execute(arguments, terminal, cancellation, opener);
        } finally {
            ended.countDown();
            out.flush();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The machine is shutting down already.
            }
        }
    }

    static int execute(String[] arguments, Terminal terminal, Cancellation cancellation, CommandServices.Opener opener) {
        CommandLine line = new CommandLine(new DoctorGlmCommand(new Invocation(terminal, cancellation, opener)));
        line.setResourceBundle(Terminal.bundle(terminal.language()));
        line.setOut(terminal.results());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        Failures failures = new Failures(terminal);
        line.setExecutionExceptionHandler((e, command, result) -> failures.report(e, verbose(arguments)));
        line.setParameterExceptionHandler((e, args) -> {
            terminal.message(e.getMessage());
            terminal.message(terminal.word("usage.help", e.getCommandLine().getCommandSpec().qualifiedName()));
            return CommandLine.ExitCode.USAGE;
        });
        int code = line.execute(arguments);
        return code == Verb.DONE && cancellation.isRequested() ? Verb.CANCELLED : code;
    }

    private static boolean verbose(String[] arguments) {
        return Arrays.asList(arguments).contains("--verbose");
    }

    /// `--lang` is needed before the arguments are parsed, for the help texts.
    private static Locale locale(String[] arguments) {
        List<String> list = Arrays.asList(arguments);
        int at = list.indexOf("--lang");
        if (at >= 0 && at + 1 < list.size()) {
            return Locale.forLanguageTag(list.get(at + 1));
        }
        return list.stream().filter(a -> a.startsWith("--lang=")).findFirst().map(a -> Locale.forLanguageTag(a.substring(7)))
                .orElse(Locale.getDefault());
    }
}
