package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every sentence of the contract of `taskscope record`, on a real server.
class RecordCommandIT {

    private static final Path APPLICATIONS = Path.of("src/test/python/real");
    private static final String SUMMARY =
            "taskscope: recorded 1 request and 1 background task in trace.jsonl; see what went wrong: "
                    + "taskscope check trace.jsonl, or look at it: taskscope trace.jsonl";

    @TempDir
    private Path directory;

    private final PythonEnvironment newest = PythonEnvironment.of("new");

    @BeforeEach
    void copyTheApplications() throws IOException {
        for (String each : List.of("working.py", "broken.py")) {
            Files.copy(APPLICATIONS.resolve(each), directory.resolve(each));
        }
    }

    @Test
    void aStopGoesToTheApplicationWhichEndsItsTasksFirst() throws Exception {
        try (var recorder = startWithARunningTask()) {
            Ran ran = recorder.signal("TERM").end();
            assertEquals(0, ran.exitCode(), ran.output());
            assertEquals(1, count("process.signal"));
            assertEndedWell(ran);
        }
    }

    @Test
    void ctrlCReachesTheApplicationOnceWhoeverSentIt() throws Exception {
        try (var recorder = startWithARunningTask()) {
            Ran ran = recorder.signal("INT").end();
            assertEquals(0, ran.exitCode(), ran.output());
            assertEndedWell(ran);
        }
        Files.delete(directory.resolve("trace.jsonl"));
        try (var recorder = startWithARunningTask()) {
            Ran ran = recorder.signalGroup("INT").end();
            assertEquals(0, ran.exitCode(), ran.output());
            assertEquals(1, count("process.signal"));
            assertEndedWell(ran);
        }
    }

    @Test
    void everyWorkerIsInTheOneFile() throws Exception {
        Files.writeString(directory.resolve("a.http"), "# @parallel 20\nGET /work\n");
        Ran ran = record("--requests", "a.http", "--", "uvicorn", "working:app", "--port", "0", "--workers", "2");
        assertEquals(0, ran.exitCode(), ran.output());
        assertTrue(ran.output().contains("recorded 20 requests and 20 background tasks in trace.jsonl"), ran.output());
        assertEquals(3, count("process.started"));
        assertEquals(3, count("process.ended"));
        assertEquals(20, count("task.ended"));
    }

    @Test
    void aFullFileIsFollowedByTheNextAndTheSummaryCountsBoth() throws Exception {
        Files.writeString(directory.resolve("a.http"), "# @parallel 200\nGET /work?seconds=0\n\n###\n".repeat(5));
        Ran ran = record(
                "--requests",
                "a.http",
                "--rotate",
                "1MB",
                "--",
                "uvicorn",
                "working:app",
                "--port",
                "0",
                "--no-access-log");
        assertEquals(0, ran.exitCode(), ran.output());
        assertTrue(
                ran.output()
                        .contains("recorded 1000 requests and 1000 background tasks in trace.jsonl trace.*.jsonl; "),
                ran.output());
        List<Path> parts = List.of(directory.resolve("trace.jsonl"), directory.resolve("trace.2.jsonl"));
        assertTrue(Files.size(parts.getFirst()) > 1_000_000);
        var ended = new TreeMap<String, Long>();
        for (Path part : parts) {
            ended.put(part.getFileName().toString(), count("task.ended", part));
        }
        assertTrue(ended.values().stream().allMatch(tasks -> tasks > 0), ended.toString());
        assertEquals(1000, ended.values().stream().mapToLong(Long::longValue).sum(), ended.toString());
    }

    @Test
    void theExitCodeIsTheCommandsOwn() throws Exception {
        assertEquals(7, record("--", "python", "-c", "raise SystemExit(7)").exitCode());
        assertEquals(
                137,
                record("--", "python", "-c", "import os; os.kill(os.getpid(), 9)")
                        .exitCode());
    }

    @Test
    void aCommandThatNeverStartedIsSaidInOneSentence() throws Exception {
        Ran ran = record("--", "uvicron", "working:app");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.output().startsWith("taskscope_recorder: uvicron: not found beside "), ran.output());
        assertEquals(1, ran.output().lines().count());

        var nowhere = new PythonEnvironment("new", Path.of("nowhere/python"));
        try (var recorder =
                Recorder.start(newest, directory, "--python", nowhere.python().toString(), "pytest")) {
            Ran refused = recorder.end();
            assertEquals(2, refused.exitCode());
            assertTrue(
                    refused.output()
                            .matches("taskscope record: no such Python: .*/nowhere/python cannot be started; "
                                    + "name another one with --python\\R"),
                    refused.output());
        }
    }

    @Test
    void anApplicationThatCannotBeImportedShowsItsOwnTraceback() throws Exception {
        Ran ran = record("--", "uvicorn", "broken:app", "--port", "0");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.output().contains("broken.py\", line 6, in <module>"), ran.output());
        assertTrue(ran.output().contains("AttributeError: 'FastAPI' object has no attribute 'mount_everything'"));
        assertFalse(ran.output().contains("taskscope_recorder"), ran.output());
    }

    @Test
    void aPortThatIsTakenIsSaidByTheServer() throws Exception {
        Files.writeString(directory.resolve("a.http"), "GET /work\n");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Ran ran = record("--requests", "a.http", "--", "uvicorn", "working:app", "--port", port);
            String uvicorn = newest.python().resolveSibling("uvicorn").toString();
            Ran plain = Ran.in(directory, List.of(uvicorn, "working:app", "--port", port));
            assertEquals(plain.exitCode(), ran.exitCode(), ran.output());
            assertTrue(ran.output().contains("address already in use"), ran.output());
            assertTrue(ran.output().contains("no request was sent: the command ended before it listened on a port"));
        }
    }

    @Test
    void onlyARecordingOrAnEmptyFileIsReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("trace.jsonl"), "my notes\n");
        Ran refused = record("--", "python", "-c", "print('hello')");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.output().contains("exists and is not a recording"), refused.output());
        assertEquals("my notes\n", Files.readString(file));

        Files.writeString(file, "");
        assertEquals(0, record("--", "python", "-c", "1").exitCode());
        String first = Files.readString(file);
        assertEquals(0, record("--", "python", "-c", "1").exitCode());
        assertFalse(Files.readString(file).startsWith(first.substring(0, 60)));
    }

    @Test
    void theImportPathIsWhatItWouldBe() throws Exception {
        Path script = Files.writeString(directory.resolve("path.py"), "import sys; print(sys.path, sys.argv)\n");
        Ran plain = Ran.in(
                directory,
                List.of(newest.python().toString(), script.getFileName().toString(), "-o", "x"));
        Ran recorded = record("--", "python", "path.py", "-o", "x");
        assertTrue(recorded.output().startsWith(plain.output()), recorded.output());
    }

    private Recorder startWithARunningTask() throws Exception {
        Recorder recorder = Recorder.start(newest, directory, "--", "uvicorn", "working:app", "--port", "0");
        recorder.await("process.listening");
        String port = only("\"port\":(\\d+)");
        Ran answer = Ran.in(
                directory,
                List.of(
                        newest.python().toString(),
                        "-c",
                        "import urllib.request as u; u.urlopen('http://127.0.0.1:" + port
                                + "/work?seconds=1').read()"));
        assertEquals(0, answer.exitCode(), answer.output());
        return recorder.await("task.started");
    }

    private void assertEndedWell(Ran ran) throws IOException {
        assertEquals(1, count("task.ended"));
        assertEquals(1, count("process.ended"));
        assertEquals(SUMMARY, ran.output().lines().toList().getLast());
    }

    private Ran record(String... words) throws Exception {
        try (var recorder = Recorder.start(newest, directory, words)) {
            return recorder.end();
        }
    }

    private long count(String kind) throws IOException {
        return count(kind, directory.resolve("trace.jsonl"));
    }

    private static long count(String kind, Path recording) throws IOException {
        return Pattern.compile("\"e\":\"" + Pattern.quote(kind) + "\"")
                .matcher(Files.readString(recording))
                .results()
                .count();
    }

    private String only(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(directory.resolve("trace.jsonl")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
