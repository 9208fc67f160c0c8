package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The recorder as a prefix, without anything of Java, on the oldest and the newest Python; the reader takes all of it.
class RecorderAloneIT {

    private static final Path APPLICATIONS = Path.of("src/test/python/real");
    private static final Path RECORDER =
            Path.of("src/main/python/taskscope_recorder").toAbsolutePath();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"f092", "new"})
    void aRunIsReadWithoutLoss(String set) throws IOException {
        String python = PythonEnvironment.of(set).python().toString();
        for (String each : List.of("alone.py", "working.py")) {
            Files.copy(APPLICATIONS.resolve(each), directory.resolve(each));
        }
        Ran ran = Ran.in(directory, List.of(python, RECORDER.toString(), "-o", "trace.jsonl", "python", "alone.py"));
        assertEquals(new Ran(0, ""), ran);
        Path recording = directory.resolve("trace.jsonl");
        FastApiVersionsRun.ran(Files.readString(recording));
        Trace trace = Recorded.read(recording).trace();
        assertEquals(1, trace.requests().size());
        assertEquals(200, trace.requests().getFirst().status());
        assertEquals(
                List.of(Task.Outcome.ENDED),
                trace.tasks().stream().map(Task::outcome).toList());
    }
}
