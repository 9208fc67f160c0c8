package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The recorder's own tests and checkers, which are Python's.
class RecorderSuiteIT {

    private static final Path RECORDER = Path.of("src/main/python").toAbsolutePath();
    private static final Path TESTS = Path.of("src/test/python").toAbsolutePath();
    private static final List<Path> ALSO_PYTHON = Stream.of("python", "matrix", "suites", "bench")
            .map(each -> Path.of("src/test", each).toAbsolutePath())
            .toList();

    private final PythonEnvironment environment = PythonEnvironment.of("recorder");

    @Test
    void everyTestOfTheRecorderPasses() {
        Ran ran = run(TESTS, "pytest", "-q", "-p", "no:cacheprovider");
        assertTrue(ran.output().contains(" passed"), ran.output());
        assertEquals(0, ran.exitCode(), ran.output());
    }

    @Test
    void theCheckersFindNothing() {
        for (List<String> checker : List.of(List.of("check"), List.of("format", "--check"))) {
            List<String> words = new ArrayList<>(checker);
            words.addAll(List.of("--no-cache", "."));
            ALSO_PYTHON.forEach(each -> words.add(each.toString()));
            Ran ran = run(RECORDER, "ruff", words.toArray(String[]::new));
            assertEquals(0, ran.exitCode(), ran.output());
        }
        Ran types = run(RECORDER, "mypy", "--strict", "taskscope_recorder");
        assertEquals(0, types.exitCode(), types.output());
    }

    private Ran run(Path directory, String module, String... words) {
        List<String> command = new ArrayList<>(List.of(environment.python().toString(), "-m", module));
        command.addAll(List.of(words));
        return Ran.in(directory, command);
    }
}
