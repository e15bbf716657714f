package org.doctorglm;

import java.util.Arrays;
import javafx.application.Application;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.app.Logging;
import org.doctorglm.app.WindowApplication;
import org.doctorglm.cli.DoctorGlmCommand;

/// Starts the program: without a verb the window, with one the command line.
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        Logging.quiet();
        if (opensWindow(arguments)) {
            Application.launch(WindowApplication.class, named(arguments));
            System.exit(0);
        }
        System.exit(DoctorGlmCommand.execute(arguments, DoctorGlm::new));
    }

    /// Nothing, or only the home.
    private static boolean opensWindow(String[] arguments) {
        return arguments.length == 0 || arguments.length == 1 && arguments[0].startsWith("--home=")
                || arguments.length == 2 && arguments[0].equals("--home");
    }

    private static String[] named(String[] arguments) {
        return arguments.length == 2 ? new String[] {arguments[0] + "=" + arguments[1]} : Arrays.copyOf(arguments, arguments.length);
    }
}
