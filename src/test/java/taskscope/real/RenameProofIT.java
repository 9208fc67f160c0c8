package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;

/// Nothing is known by heart: with every function and file of a sample renamed, the findings follow, the code before a
/// fix is literally the user's, and the first fix alone makes the application quiet.
class RenameProofIT {

    private static final Pattern DEFINITION = Pattern.compile("def (\\w+)\\(");

    /// These are called by name, by the standard library.
    private static final Set<String> CALLED_BY_NAME = Set.of("do_GET", "log_message");

    private static final String SUFFIX = "_at_noon";

    @TempDir
    private Path directory;

    static Stream<Scenario> broken() {
        return Scenario.SAMPLES_SHOWN.stream().filter(each -> each.variant().startsWith("broken"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void theFirstFixOfARenamedApplicationMakesItQuiet(Scenario scenario) throws IOException, InterruptedException {
        String source = renamed(Files.readString(scenario.application()));
        Recorded broken = record(scenario, "broken", source);
        Finding leading = broken.diagnosis().findings().getFirst();
        assertEquals(
                Recorded.read(scenario.sample()).findings().stream()
                        .map(each -> each.replaceAll("(\\w+) main\\.py:", "$1" + SUFFIX + " noon.py:"))
                        .toList(),
                broken.findings());
        Fix fix = leading.fixes().getFirst();
        assertTrue(fix.isUsersCode(), fix.toString());
        assertEquals("noon.py", fix.file());
        Recorded fixed = record(scenario, "fixed", applied(fix, source));
        assertEquals(List.of(), fixed.findings(), fix.toString());
    }

    private Recorded record(Scenario scenario, String name, String source) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve(name));
        Files.writeString(place.resolve("noon.py"), source);
        return Recorded.serving(PythonEnvironment.of(scenario.set()), place, "noon:app", scenario.requests());
    }

    private static String renamed(String source) {
        String renamed = source;
        List<String> names =
                DEFINITION.matcher(source).results().map(MatchResult::group).toList();
        for (String name :
                names.stream().map(each -> each.substring(4, each.length() - 1)).toList()) {
            if (!CALLED_BY_NAME.contains(name)) {
                // A path such as "/health" is the client's word, not the function's name.
                renamed = renamed.replaceAll("(?<![/\\w])" + name + "(?!\\w)", name + SUFFIX);
            }
        }
        return renamed;
    }

    private static String applied(Fix fix, String source) {
        List<String> lines = new ArrayList<>(source.lines().toList());
        List<String> before = fix.before().lines().toList();
        List<String> place = lines.subList(fix.line() - 1, fix.line() - 1 + before.size());
        assertEquals(before, List.copyOf(place));
        place.clear();
        lines.addAll(fix.line() - 1, fix.after().lines().toList());
        return String.join("\n", lines) + "\n";
    }
}
