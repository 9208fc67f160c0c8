package taskscope.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A sample application, broken or fixed, and the set of packages that it runs on.
record Scenario(String name, String variant, String set) {

    private static final Path SAMPLES = Path.of("sample-traces");
    private static final Path APPLICATIONS = SAMPLES.resolve("apps");

    /// The recordings that are shown first; `closed-session` differs by version and scope, so it has three.
    static final List<Scenario> SAMPLES_SHOWN = List.of(
            new Scenario("silent-exception", "broken", "new"),
            new Scenario("silent-exception", "fixed", "new"),
            new Scenario("closed-session", "broken", "f0117"),
            new Scenario("closed-session", "broken", "new"),
            new Scenario("closed-session", "broken-function-scope", "new"),
            new Scenario("closed-session", "fixed", "new"),
            new Scenario("blocking-call", "broken", "new"),
            new Scenario("blocking-call", "fixed", "new"),
            new Scenario("depends-in-task", "broken", "new"),
            new Scenario("depends-in-task", "fixed", "new"));

    Path application() {
        return APPLICATIONS.resolve(name).resolve(variant).resolve("main.py");
    }

    Path requests() {
        return APPLICATIONS.resolve(name).resolve("requests.http").toAbsolutePath();
    }

    /// The committed recording: `sample-traces/closed-session-broken-f0117.jsonl`.
    Path sample() {
        String onOlder = set.equals("new") ? "" : "-" + set;
        return SAMPLES.resolve(name + "-" + variant + onOlder + ".jsonl");
    }

    /// What `taskscope check` says of the committed recording.
    Path report() {
        return Path.of(sample().toString().replace(".jsonl", ".expected.txt"));
    }

    /// Records the application in an empty directory.
    Recorded record(Path directory) throws IOException, InterruptedException {
        Files.copy(application(), directory.resolve("main.py"));
        return Recorded.serving(PythonEnvironment.of(set), directory, "main:app", requests());
    }

    @Override
    public String toString() {
        return name + " " + variant + " on " + set;
    }
}
