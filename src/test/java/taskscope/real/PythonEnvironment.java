package taskscope.real;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A virtual environment of the build's own, made once from `src/test/python/requirements-<set>.txt`.
///
/// Where Python or the package index is missing, the tests that need it are skipped with one line that says why; in
/// CI they fail. `TASKSCOPE_VENVS` may name a directory with environments that exist already, to save the time.
record PythonEnvironment(String set, Path python) {

    private static final Path SPECIFICATIONS = Path.of("src/test/python");
    private static final Path MADE = Path.of("target/venv");

    private static final Pattern PYTHON = Pattern.compile("(?<=Python |or )3\\.\\d+");

    /// How each set turned out, so that a missing Python is looked for only once.
    private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();

    private sealed interface Outcome {

        record Ready(PythonEnvironment environment) implements Outcome {}

        record Missing(String why) implements Outcome {}
    }

    /// The environment, or the end of the test that asked for it.
    static PythonEnvironment of(String set) {
        return switch (OUTCOMES.computeIfAbsent(set, PythonEnvironment::make)) {
            case Outcome.Ready(var environment) -> environment;
            case Outcome.Missing(var why) when "true".equals(System.getenv("CI")) -> fail(why);
            case Outcome.Missing(var why) -> abort(why);
        };
    }

    private static Outcome make(String set) {
        Path given = Path.of(System.getenv().getOrDefault("TASKSCOPE_VENVS", ""), set, "bin/python");
        if (given.isAbsolute() && Files.isExecutable(given)) {
            return new Outcome.Ready(new PythonEnvironment(set, given));
        }
        try {
            return new Outcome.Ready(new PythonEnvironment(set, ready(set)));
        } catch (IOException why) {
            String sentence = "no tests with the set " + set + ": " + why.getMessage();
            FastApiVersionsRun.missed(sentence);
            return new Outcome.Missing(sentence);
        }
    }

    private static Path ready(String set) throws IOException {
        Path specification = SPECIFICATIONS.resolve("requirements-" + set + ".txt");
        Path directory = MADE.resolve(set);
        Path stamp = directory.resolve("made-from.txt");
        Path python = directory.resolve("bin/python").toAbsolutePath();
        String wanted = Files.readString(specification);
        if (Files.isExecutable(python)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(wanted)) {
            return python;
        }
        String base = PythonFinder.find(versions(wanted));
        Files.createDirectories(directory);
        run(List.of(base, "-m", "venv", "--clear", directory.toString()), base + " makes no virtual environment");
        run(
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "--disable-pip-version-check",
                        "install",
                        "-q",
                        "-r",
                        specification.toString()),
                "pip installs nothing; is the package index there?");
        Files.writeString(stamp, wanted);
        return python;
    }

    /// The first line of a specification names the Pythons that it suits, the best one first.
    private static List<String> versions(String specification) {
        String first = specification.lines().findFirst().orElse("");
        return PYTHON.matcher(first).results().map(MatchResult::group).toList();
    }

    private static void run(List<String> words, String otherwise) throws IOException {
        if (!Ran.quietly(words).isFine()) {
            throw new IOException(otherwise);
        }
    }
}
