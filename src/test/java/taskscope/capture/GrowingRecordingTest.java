package taskscope.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingRecordingTest {

    private static final String HEADER = "{\"taskscope\":1,\"run\":\"5f0c9a1e77d24c1b\"}\n";

    @TempDir
    private Path directory;

    @Test
    void theRunIsQuietOnceItsRequestsAndTasksHaveEnded() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        var recording = new GrowingRecording(file);
        assertEquals(0, recording.look().requestCount());
        append(file, text(HEADER, event(1, "process.started"), event(2, "request.started"), event(3, "task.queued")));
        assertFalse(recording.look().isQuiet());
        append(file, text(event(4, "task.started"), event(5, "task.failed")));
        assertFalse(recording.look().isQuiet());
        append(file, text(event(6, "request.ended")));
        RunProgress progress = recording.look();
        assertTrue(progress.isQuiet());
        assertEquals(1, progress.requestCount());
        assertEquals(1, progress.taskCount());
        assertEquals(Set.of(4711L), progress.unendedProcesses());
    }

    @Test
    void aLineCountsOnceItIsWhole() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        var recording = new GrowingRecording(file);
        byte[] line = text(event(1, "request.started"));
        append(file, Arrays.copyOf(line, 30));
        assertEquals(0, recording.look().requestCount());
        append(file, Arrays.copyOfRange(line, 30, line.length));
        assertEquals(1, recording.look().requestCount());
    }

    @Test
    void aCompressedRecordingIsTakenMemberByMember() throws IOException {
        Path file = directory.resolve("trace.jsonl.gz");
        var recording = new GrowingRecording(file);
        append(file, member(HEADER, event(1, "request.started")));
        byte[] next = member(event(2, "request.ended"));
        append(file, Arrays.copyOf(next, 12));
        assertEquals(0, recording.look().requestCount());
        append(file, Arrays.copyOfRange(next, 12, next.length));
        assertTrue(recording.look().isQuiet());
        assertEquals(1, recording.look().requestCount());
    }

    @Test
    void aRecordingThatRotatesIsFollowedFromPartToPart() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        var recording = new GrowingRecording(file);
        append(file, text(HEADER, event(1, "request.started")));
        assertEquals(1, recording.look().requestCount());
        append(file, text(event(2, "request.started")));
        append(directory.resolve("trace.2.jsonl"), text(HEADER, event(3, "request.started")));
        append(directory.resolve("trace.10.jsonl"), text(HEADER, event(4, "request.started")));
        append(directory.resolve("trace.old.jsonl"), text(HEADER, event(4, "request.started")));
        assertEquals(4, recording.look().requestCount());
        append(directory.resolve("trace.10.jsonl"), text(event(5, "request.started")));
        assertEquals(5, recording.look().requestCount());
    }

    @Test
    void whatAnEarlierRecordingLeftIsNotFollowed() throws IOException {
        Path file = directory.resolve("trace.jsonl.gz");
        Path second = directory.resolve("trace.2.jsonl.gz");
        append(second, member("{\"taskscope\":1,\"run\":\"old\"}\n", event(1, "request.started")));
        var recording = new GrowingRecording(file);
        append(file, member(HEADER, event(1, "request.started")));
        assertEquals(1, recording.look().requestCount());
        assertFalse(recording.isRotated());
        Files.delete(second);
        append(second, member(HEADER, event(2, "request.started")));
        assertEquals(2, recording.look().requestCount());
        assertTrue(recording.isRotated());
    }

    @Test
    void theNamesOfAllFilesBeginAndEndAlike() {
        var file = new RecordingFile(directory.resolve("a b.jsonl.gz"));
        assertEquals(directory.resolve("a b"), file.beginning());
        assertEquals(".jsonl.gz", file.ending());
    }

    @Test
    void aServerThatListensEverywhereIsMetOnTheLoopback() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        append(file, text("{\"t\":1,\"p\":1,\"n\":1,\"e\":\"process.listening\",\"address\":\"/run/app.sock\"}\n"));
        append(
                file,
                text("{\"t\":1,\"p\":1,\"n\":2,\"e\":\"process.listening\",\"address\":\"0.0.0.0\",\"port\":80}\n"));
        append(file, text("{\"t\":1,\"p\":1,\"n\":3,\"e\":\"process.listening\",\"address\":\"::\",\"port\":81}\n"));
        assertEquals(
                List.of("127.0.0.1:80", "[::1]:81"),
                new GrowingRecording(file)
                        .look().listening().stream()
                                .map(ServerAddress::authority)
                                .toList());
    }

    private static String event(int number, String kind) {
        return "{\"t\":%d,\"p\":4711,\"n\":%d,\"e\":\"%s\",\"request\":1}\n".formatted(number * 1_000L, number, kind);
    }

    private static byte[] text(String... lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] member(String... lines) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(packed)) {
            packer.write(text(lines));
        }
        return packed.toByteArray();
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
