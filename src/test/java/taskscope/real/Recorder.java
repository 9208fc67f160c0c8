package taskscope.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `taskscope record` while it runs, in its own process group, in a directory of its own.
final class Recorder implements AutoCloseable {

    /// A busy machine starts a server in seconds, not in milliseconds.
    private static final int PATIENCE_SECONDS = 60;

    /// With Ctrl+C as a terminal gives it: whatever runs in a shell's background ignores it, and so do its children.
    private static final String AS_IN_A_TERMINAL = "import os, signal, sys; os.setsid(); "
            + "signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])";

    private final Process process;
    private final Path directory;
    private final Path said;

    private Recorder(Process process, Path directory, Path said) {
        this.process = process;
        this.directory = directory;
        this.said = said;
    }

    /// Starts with the words that stand after `taskscope record -o trace.jsonl --python PYTHON`.
    static Recorder start(PythonEnvironment environment, Path directory, String... words) throws IOException {
        Path said = directory.resolve("said.txt");
        var command = new ArrayList<>(List.of(environment.python().toString(), "-c", AS_IN_A_TERMINAL));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launched.class.getName(),
                "-o",
                "trace.jsonl",
                "--python",
                environment.python().toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        return new Recorder(process, directory, said);
    }

    /// The recording, once the line that is looked for stands in it.
    Recorder await(String line) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!(Files.exists(recording()) && Files.readString(recording()).contains(line))) {
            if (System.nanoTime() > untilNanos || !process.isAlive()) {
                throw new AssertionError("no " + line + " in the recording; it said: " + Files.readString(said));
            }
            Thread.sleep(20);
        }
        return this;
    }

    /// Sends a signal to the recording process alone.
    Recorder signal(String name) {
        Ran.quietly(List.of("sh", "-c", "kill -" + name + " " + process.pid()));
        return this;
    }

    /// Sends a signal to the recording process and all that it started, as a terminal does.
    Recorder signalGroup(String name) {
        Ran.quietly(List.of("sh", "-c", "kill -" + name + " -" + process.pid()));
        return this;
    }

    /// Waits for the end: its exit code and all that it said.
    Ran end() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said: " + Files.readString(said));
        }
        if (Files.exists(recording())) {
            FastApiVersionsRun.ran(Files.readString(recording()));
        }
        return new Ran(process.exitValue(), Files.readString(said));
    }

    Path recording() {
        return directory.resolve("trace.jsonl");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signalGroup("KILL");
        }
    }
}
