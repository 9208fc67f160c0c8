package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import taskscope.trace.Request;

/// Several processes and several files.
class MergeTest {

    private static final String REQUEST = "request.started\",\"request\":1,\"method\":\"GET\",\"path\":\"/";

    @TempDir
    Path directory;

    @Test
    void processesOfOneFileKeepTheirIdsApartAndAreInTheOrderOfTime() {
        var trace = Recordings.trace(
                event(1_000, 1, 1, REQUEST + "a\""),
                event(4_000, 1, 2, "request.ended\",\"request\":1"),
                event(2_000, 2, 1, REQUEST + "b\""),
                event(3_000, 2, 2, "request.ended\",\"request\":1"));
        assertEquals(
                List.of("/a", "/b"),
                trace.requests().stream().map(Request::path).toList());
        assertEquals(
                List.of(3_000L, 2_000L),
                trace.requests().stream().map(Request::endNanos).toList());
        assertEquals(List.of(0, 1, 1, 0), processes(trace.events().count(), trace.events()::process));
        assertEquals(3, trace.requests().getFirst().marks().ended());
    }

    @Test
    void filesOfOneRunAreOneTrace() throws IOException {
        Path one = write("one.jsonl", "run1", event(1_000, 1, 1, REQUEST + "a\""));
        Path other = write("other.jsonl", "run2", event(1_000, 1, 1, REQUEST + "b\""));
        Path two = write("two.jsonl", "run1", event(500, 2, 1, REQUEST + "c\""));
        Loaded loaded = RecordingReader.read(List.of(one, other, two), LoadProgress.UNWATCHED);
        assertEquals(
                List.of(List.of(one, two), List.of(other)),
                loaded.reports().stream().map(LoadReport::files).toList());
        var trace = loaded.reports().getFirst().trace();
        assertEquals(
                List.of(500L, 0L),
                trace.requests().stream().map(Request::startNanos).toList());
        assertEquals(1_500, trace.info().startUnixNanos());
    }

    @Test
    void recordingsOneAfterTheOtherInOneFileStayApart() {
        List<String> lines = List.of(
                Recordings.HEADER,
                event(1, REQUEST + "a\""),
                Recordings.HEADER.replace("run1", "run2"),
                event(1, REQUEST + "b\""));
        Loaded loaded = Recordings.read(Recordings.bytes(lines));
        assertEquals(
                List.of("run1", "run2"),
                loaded.reports().stream()
                        .map(each -> each.trace().info().runId())
                        .toList());
    }

    @Test
    void aPidThatWasGivenAgainIsAnotherProcess() {
        var trace = Recordings.trace(
                event(1_000, 8, 1, "process.started\",\"parent\":1,\"role\":\"worker\",\"python\":\"3.11.7\""),
                event(2_000, 8, 2, "process.ended\""),
                event(3_000, 8, 1, "process.started\",\"parent\":1,\"role\":\"worker\",\"python\":\"3.11.7\""));
        assertEquals(2, trace.processes().size());
    }

    @Test
    void aDashIsStandardInput() {
        InputStream in =
                new ByteArrayInputStream(Recordings.bytes(Recordings.recording(event(1, REQUEST + "a\""), "damaged")));
        Loaded loaded = RecordingReader.read(List.of(Path.of("-")), in, LoadProgress.UNWATCHED);
        LoadReport report = loaded.reports().getFirst();
        assertEquals(1, report.trace().events().count());
        assertEquals("standard input", report.losses().getFirst().file());
    }

    private Path write(String name, String run, String... lines) throws IOException {
        List<String> text = Recordings.recording(lines).stream()
                .map(each -> each.replace("\"run1\"", "\"" + run + "\""))
                .toList();
        return Files.write(directory.resolve(name), text);
    }

    private static List<Integer> processes(int count, IntUnaryOperator process) {
        return IntStream.range(0, count).map(process).boxed().toList();
    }
}
