package taskscope.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The user's program while it runs under the recorder, on the terminal's own streams.
///
/// A stop that reaches us is passed on once and the program is waited for, however long it takes to stop.
public final class RecordedProcess {

    /// An application that Ctrl-C reached directly, as a terminal does it, says so in its recording by then.
    private static final Duration TO_TAKE_A_SIGNAL = Duration.ofMillis(500);

    /// Workers write their last events after their parent has ended; a process that lives on does not hold us.
    private static final Duration FOR_THE_OTHERS = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Process process;
    private final Path file;
    private volatile boolean isStopped;

    private RecordedProcess(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /// Starts the program; from then on signals that ask this process to stop go to it.
    public static RecordedProcess start(RecordedCommand command) throws CannotRecord {
        var builder = new ProcessBuilder(command.words(RecorderDirectory.locate()))
                .directory(command.directory().toFile())
                .inheritIO();
        OwnLauncher.removeFrom(builder.environment());
        try {
            var started = new RecordedProcess(builder.start(), command.file());
            StopSignals.tell(started::passOn);
            return started;
        } catch (IOException refused) {
            throw new CannotRecord(command.python().program() + " cannot be started: " + refused.getMessage());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Whether the program was asked to stop, by us or through us.
    public boolean isStopped() {
        return isStopped;
    }

    /// Asks the program to stop gracefully.
    public void stop() {
        isStopped = true;
        process.destroy();
    }

    /// Waits until the program has ended, and gives its exit code; 0 where it was asked to stop.
    public int waitFor() throws InterruptedException {
        int code = process.waitFor();
        return isStopped ? 0 : code;
    }

    /// Waits until the other processes of the run have ended, too, so that the recording is complete.
    public void waitForWorkers(GrowingRecording recording) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + FOR_THE_OTHERS.toNanos();
        while (hasLivingProcesses(recording.look()) && System.nanoTime() < untilNanos) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean hasLivingProcesses(RunProgress progress) {
        return progress.unendedProcesses().stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .anyMatch(ProcessHandle::isAlive);
    }

    private void passOn(String signal) {
        boolean isFirst = !isStopped;
        isStopped = true;
        try {
            if (!signal.equals("INT") || !hasArrivedAlready(isFirst)) {
                send(signal);
            }
        } catch (IOException cannotSend) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ctrl-C in a terminal reaches the program without us, and a server that hears it twice gives up its tasks.
    private boolean hasArrivedAlready(boolean isFirst) throws IOException, InterruptedException {
        if (Terminal.sendsCtrlCToUs()) {
            return true;
        }
        long untilNanos = System.nanoTime() + TO_TAKE_A_SIGNAL.toNanos();
        var recording = new GrowingRecording(file);
        while (isFirst && process.isAlive() && System.nanoTime() < untilNanos) {
            if (recording.look().hasTakenSignal()) {
                return true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return !process.isAlive();
    }

    private void send(String signal) throws IOException, InterruptedException {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        // The shell's own `kill`: slim containers have no program of that name.
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor(1, TimeUnit.SECONDS);
    }
}
