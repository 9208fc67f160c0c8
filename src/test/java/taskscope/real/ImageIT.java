package taskscope.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image that users get: moved elsewhere, started from another directory, with an empty environment.
class ImageIT {

    /// A first start on a busy machine, with a real server behind it, takes seconds.
    private static final int PATIENCE_SECONDS = 90;

    private static final Path SAMPLE = Path.of("sample-traces/blocking-call-broken.jsonl");

    @TempDir
    private static Path elsewhere;

    @TempDir
    private Path directory;

    /// What a run of the launcher gave.
    private record Said(int exitCode, String out, String err) {}

    @BeforeAll
    static void moveTheImage() throws IOException {
        Path image = Path.of("target/taskscope");
        try (Stream<Path> all = Files.walk(image)) {
            for (Path each : all.toList()) {
                Path copy = elsewhere
                        .resolve("a folder")
                        .resolve(image.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Test
    void aSampleIsCheckedAsItIsHere() throws Exception {
        Files.createDirectories(directory.resolve("sample-traces"));
        Files.copy(SAMPLE, directory.resolve(SAMPLE));
        String expected = Files.readString(Path.of("sample-traces/blocking-call-broken.expected.txt"));
        assertEquals(new Said(1, expected, ""), launch("check", SAMPLE.toString()));
    }

    @Test
    void withoutADisplayItSaysSoAndChecksTheSample() throws Exception {
        Said said = launch();
        assertEquals(1, said.exitCode, said.err);
        assertTrue(said.err.startsWith("taskscope: the window cannot open here ("), said.err);
        assertEquals(1, said.err.lines().count(), said.err);
        assertTrue(
                said.out.contains("findings. 20 rules checked") || said.out.contains("finding. 20 rules checked"),
                said.out);
    }

    @Test
    void aRealServerIsRecordedWithTheRecorderInside() throws Exception {
        Scenario scenario = new Scenario("blocking-call", "broken", "new");
        Files.copy(scenario.application(), directory.resolve("main.py"));
        Said recorded = launch(
                "record",
                "-o",
                "trace.jsonl",
                "--python",
                PythonEnvironment.of("new").python().toString(),
                "--requests",
                scenario.requests().toAbsolutePath().toString(),
                "--",
                "uvicorn",
                "main:app",
                "--port",
                "0");
        assertEquals(0, recorded.exitCode, recorded.err);
        Said checked = launch("check", "trace.jsonl");
        assertEquals(1, checked.exitCode, checked.err);
        assertTrue(
                checked.out.contains("HIGH  blocking-call-in-async-task\n  sync_partner held the event loop for "),
                checked.out);
    }

    @Test
    void wrongUseIsOneSentence() throws Exception {
        Said said = launch("chekc");
        assertEquals(2, said.exitCode);
        assertEquals("", said.out);
        assertEquals(1, said.err.lines().count(), said.err);
    }

    private Said launch(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(elsewhere.resolve("a folder/bin/taskscope").toString()));
        command.addAll(List.of(words));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> command + " did not end");
        } finally {
            process.destroyForcibly();
        }
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
