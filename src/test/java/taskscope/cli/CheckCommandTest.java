package taskscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import taskscope.casebook.TraceScript;
import taskscope.diagnosis.rules.GeneratorTaskNeverIterated;

class CheckCommandTest {

    private static final String BROKEN =
            """
            main.py:10
            | def export(rows):
            |     yield from rows
            |
            | @app.post("/export")
            | def start_export(tasks):
            |     tasks.add_task(export, [])

            0ms   request 1         request.started POST /export
            1ms   request 1         route.started main.start_export
            2ms   request 1 task 1  task.queued main.export at=main.py:15 arguments=[rows:list]
            8ms   request 1         response.started 200
            9ms   request 1         response.ended
            10ms  task 1            task.started
            11ms  task 1            task.ended generator
            11ms  request 1         request.ended
            """;

    private static final String HEALTHY = "0ms  request 1  request.started GET /\n1ms  request 1  request.ended\n";

    @TempDir
    Path directory;

    private final CheckCommand check = new CheckCommand(List.of(new GeneratorTaskNeverIterated()));

    private String file(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, TraceScript.recording(script));
        return file.toString();
    }

    private Spoken say(String... arguments) {
        return Spoken.by(console -> check.run(List.of(arguments), console));
    }

    @Test
    void aFindingIsToldWithItsFixAndFailsTheRun() throws IOException {
        Spoken spoken = say(file("broken.jsonl", BROKEN));
        assertEquals(1, spoken.exitCode());
        assertTrue(spoken.out().contains("""
                HIGH  generator-task-never-iterated
                  export made a generator that nobody iterated, so none of its lines ran
                  where:       main.py:15 in start_export
                """), spoken.out());
        assertTrue(spoken.out().contains("    -     tasks.add_task(export, [])\n    +     tasks.add_task(list, export([]))\n"));
        assertTrue(spoken.out().contains("1 finding. 1 rule checked, 0 passed."), spoken.out());
    }

    @Test
    void theExitCodeDependsOnWhatWasAsked() throws IOException {
        String broken = file("broken.jsonl", BROKEN);
        assertEquals(0, say(broken, "--fail-on", "never").exitCode());
        assertEquals(1, say("--fail-on=low", broken).exitCode());
        assertEquals(0, say(file("healthy.jsonl", HEALTHY)).exitCode());
    }

    @Test
    void anUnusableFileAmongGoodOnesDoesNotHideThem() throws IOException {
        Spoken spoken = say(file("broken.jsonl", BROKEN), directory.resolve("missing.jsonl").toString());
        assertEquals(2, spoken.exitCode());
        assertTrue(spoken.out().contains("generator-task-never-iterated"));
        assertTrue(spoken.err().contains("missing.jsonl"), spoken.err());
        assertEquals(1, spoken.err().lines().count());
    }

    @Test
    void standardInputIsADash() {
        byte[] input = String.join("\n", TraceScript.recording(BROKEN)).getBytes(StandardCharsets.UTF_8);
        Spoken spoken = Spoken.by(input, console -> check.run(List.of("-"), console));
        assertEquals(1, spoken.exitCode());
        assertTrue(spoken.out().contains("export made a generator"), spoken.out());
    }

    @Test
    void theReportMayGoToAFileButNotOverTheRecording() throws IOException {
        String broken = file("broken.jsonl", BROKEN);
        Path report = directory.resolve("report.json");
        assertEquals("", say(broken, "--format", "json", "-o", report.toString()).out());
        assertTrue(Files.readString(report).startsWith("{\"format\":1,\"recordings\":["));
        Spoken refused = say(broken, "-o", broken);
        assertEquals(2, refused.exitCode());
        assertTrue(Files.readString(Path.of(broken)).startsWith("{\"taskscope\""));
        assertTrue(say(broken, "-o", directory.toString()).err().contains("cannot write"));
    }

    @Test
    void nothingInARecordingReachesTheTerminalAsItIs() throws IOException {
        String hostile = BROKEN.replace("/export arguments", "").replace("POST /export", "POST /\u001b[2J\u009b31m");
        for (String format : List.of("text", "json")) {
            Spoken spoken = say(file("hostile.jsonl", hostile), "--format", format);
            assertEquals(1, spoken.exitCode(), spoken.err());
            assertFalse(
                    (spoken.out() + spoken.err())
                            .chars()
                            .anyMatch(letter -> Character.isISOControl(letter) && letter != '\n'),
                    spoken.out());
        }
    }
}
