package taskscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import taskscope.recording.generated.GeneratedRecording;
import taskscope.view.JavaFxThread;
import taskscope.view.workbench.LoadedTrace;

/// A recording of a million events opens, and the window goes on answering meanwhile; how promptly is printed, to be
/// compared, and whoever waits half a minute in vain fails.
class LargeRecordingTest {

    private static final long EVENTS = 1_000_000;

    private static final long PULSE_MILLIS = 5;

    private static final int STEPS = 50;

    @TempDir
    Path directory;

    @Test
    @Tag("large")
    void aMillionEventsOpenAndStepWithoutAFreeze() throws Exception {
        Path file = directory.resolve("large.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            new GeneratedRecording(EVENTS, Long.MAX_VALUE, 1).writeTo(out);
        }
        TestWindow window = TestWindow.of(directory.resolve("config"), directory.resolve("samples"), 1600, 900);
        var isOver = new AtomicBoolean();
        var pauses = new LongestPause(isOver);
        Thread watch = Thread.ofPlatform().daemon().start(pauses);
        long startNanos = System.nanoTime();
        window.open(List.of(file));
        Waiting.until(() -> window.builder().workbench().current().isPresent());
        long openedNanos = System.nanoTime() - startNanos;
        for (int step = 0; step < STEPS; step++) {
            int event = step * (int) (EVENTS / STEPS);
            JavaFxThread.call(() -> {
                window.builder().workbench().playhead().set(event);
                return window.layOut();
            });
        }
        isOver.set(true);
        watch.join();
        report(openedNanos, pauses.longestNanos);
        LoadedTrace loaded = window.builder().workbench().current().orElseThrow();
        assertTrue(loaded.trace().events().count() >= EVENTS);
        assertEquals(0, loaded.report().lossCount());
    }

    /// For the log of the build: a figure to compare, not to pass or fail by.
    private static void report(long openedNanos, long longestNanos) {
        System.out.printf(
                "1 000 000 events: opened after %d ms, longest pause of the JavaFX thread %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(openedNanos), TimeUnit.NANOSECONDS.toMillis(longestNanos));
    }

    /// Asks the JavaFX thread for a sign of life, again and again, and keeps the longest wait for one.
    private static final class LongestPause implements Runnable {

        private final AtomicBoolean isOver;
        private volatile long longestNanos;

        LongestPause(AtomicBoolean isOver) {
            this.isOver = isOver;
        }

        @Override
        public void run() {
            while (!isOver.get()) {
                var answered = new CountDownLatch(1);
                long askedNanos = System.nanoTime();
                Platform.runLater(answered::countDown);
                try {
                    answered.await();
                    longestNanos = Math.max(longestNanos, System.nanoTime() - askedNanos);
                    Thread.sleep(PULSE_MILLIS);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }
}
