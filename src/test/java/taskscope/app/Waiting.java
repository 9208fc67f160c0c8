package taskscope.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import taskscope.view.JavaFxThread;

/// Waits for what load jobs and pulses do in their own time.
final class Waiting {

    /// A machine that builds other things at the same time is slow.
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long PAUSE_MILLIS = 20;

    private Waiting() {}

    /// Asks on the JavaFX thread until the answer is yes.
    static void until(Callable<Boolean> condition) throws Exception {
        long startNanos = System.nanoTime();
        while (!JavaFxThread.call(condition)) {
            assertTrue(System.nanoTime() - startNanos < LONGEST_NANOS, "waited in vain");
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
