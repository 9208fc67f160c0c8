package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The four scenarios on real servers: the broken application is named by rule, function and line, the fixed one is
/// quiet, on each FastAPI that orders things differently. `-Pmatrix` adds the versions at which the order changed.
class ScenariosIT {

    private static final List<String> SETS = Boolean.getBoolean("matrix")
            ? List.of("f092", "f0105", "f0117", "f0118", "f0121", "new")
            : List.of("f092", "f0117", "new");
    private static final List<String> NAMES =
            List.of("silent-exception", "closed-session", "blocking-call", "depends-in-task");

    @TempDir
    private Path directory;

    static Stream<Scenario> broken() {
        return Stream.concat(each("broken"), Stream.of(new Scenario("closed-session", "broken-function-scope", "new")));
    }

    static Stream<Scenario> fixed() {
        return each("fixed");
    }

    private static Stream<Scenario> each(String variant) {
        return SETS.stream().flatMap(set -> NAMES.stream().map(name -> new Scenario(name, variant, set)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void theBrokenApplicationIsNamed(Scenario scenario) throws IOException, InterruptedException {
        List<String> found = scenario.record(directory).findings();
        assertEquals(expected(scenario), found);
        assertEqualsTheSample(scenario, found);
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void theFixedApplicationIsQuiet(Scenario scenario) throws IOException, InterruptedException {
        List<String> found = scenario.record(directory).findings();
        assertEquals(List.of(), found);
        assertEqualsTheSample(scenario, found);
    }

    private static void assertEqualsTheSample(Scenario scenario, List<String> found) throws IOException {
        if (Files.exists(scenario.sample())) {
            assertEquals(Recorded.read(scenario.sample()).findings(), found);
        }
    }

    /// Two requests show the fault in the scenarios that have it twice.
    private static List<String> expected(Scenario scenario) {
        return switch (scenario.name()) {
            case "silent-exception" -> List.of("first-failure-stops-queue mail_server_for main.py:19");
            case "blocking-call" -> List.of("blocking-call-in-async-task sync_partner main.py:37");
            case "depends-in-task" -> twice("depends-default-in-task write_audit main.py:28");
            default ->
                leavesTheSessionBeforeTheTask(scenario)
                        ? twice("detached-lazy-load send_order_mail main.py:59")
                        : twice("request-session-held-by-task create_order main.py:68");
        };
    }

    private static boolean leavesTheSessionBeforeTheTask(Scenario scenario) {
        return scenario.set().equals("f0117") || scenario.variant().equals("broken-function-scope");
    }

    private static List<String> twice(String finding) {
        return List.of(finding, finding);
    }
}
