package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The four scenarios on real servers: the broken application is named by rule, function and line, the fixed one is
/// quiet, on each FastAPI that orders things differently.
class ScenariosIT {

    private static final List<String> SETS = List.of("f092", "f0117", "new");
    private static final List<String> NAMES =
            List.of("silent-exception", "closed-session", "blocking-call", "depends-in-task");

    @TempDir
    private Path directory;

    static Stream<Scenario> fixed() {
        return SETS.stream().flatMap(set -> NAMES.stream().map(name -> new Scenario(name, "fixed", set)));
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void theFixedApplicationIsQuiet(Scenario scenario) throws IOException, InterruptedException {
        assertEquals(List.of(), scenario.record(directory).findings());
    }
}
