package org.doctorglm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.testing.TemporaryHome;

/// Runs commands as a user does and keeps what they print.
final class Console {
    private final Path home;
    private final Locale locale;

    Console(Path home, Locale locale) {
        this.home = home;
        this.locale = locale;
    }

    /// What one run left.
    record Run(int code, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(this.toString(), e);
            }
        }

        /// The run must have gone well.
        JsonNode done() {
            if (code != 0) {
                throw new AssertionError(this.toString());
            }
            return json();
        }
    }

    Run run(String... arguments) {
        return run(new Cancellation(), arguments);
    }

    /// With `--json` added.
    Run json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return run(all.toArray(String[]::new));
    }

    Run run(Cancellation cancellation, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.isEmpty()) {
            all.addAll(List.of("--home", home.toString()));
        }
        return bare(cancellation, all.toArray(String[]::new));
    }

    /// With these arguments and no others.
    Run bare(Cancellation cancellation, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, locale);
        int code = DoctorGlmCommand.execute(arguments, terminal, cancellation,
                (directories, threads) -> new DoctorGlm(new Directories(TemporaryHome.APPLICATION, directories.home()), threads == 0 ? 2 : threads));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
