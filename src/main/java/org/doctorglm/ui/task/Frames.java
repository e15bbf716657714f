package org.doctorglm.ui.task;

/// The beat of the screen.
@FunctionalInterface
public interface Frames {
    /// Runs `work` on the JavaFX thread with the next frame. May be called from any thread.
    void onNextFrame(Runnable work);
}
