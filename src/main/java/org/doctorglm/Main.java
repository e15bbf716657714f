package org.doctorglm;

import java.lang.reflect.InvocationTargetException;

/// Where Java begins. This one class is compiled for Java 17, so that an older Java than the program needs can say so in words;
/// for the same reason it reaches the program by name only.
public final class Main {
    private static final int NEEDED = 25;
    private static final String PROGRAM = "org.doctorglm.app.Launcher";

    private Main() {
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (Runtime.version().feature() < NEEDED) {
            System.err.println("DoctorGLM 需要 Java " + NEEDED + " 或更新版本。 / DoctorGLM needs Java " + NEEDED + " or newer.");
            System.exit(1);
        }
        try {
            System.exit((int) Class.forName(PROGRAM).getMethod("run", String[].class).invoke(null, (Object) arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
