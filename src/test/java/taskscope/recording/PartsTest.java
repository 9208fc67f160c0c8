package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.HEADER;
import static taskscope.recording.Recordings.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// The files of a recording that rotates, together and each alone.
class PartsTest {

    private static final String FUNCTION = "function.seen\",\"function\":4,\"name\":\"main.mail\",\"file\":\"main.py\","
            + "\"line\":3,\"mode\":\"sync\",\"users\":true";
    private static final String EXCEPTION =
            "exception.seen\",\"exception\":2,\"type\":\"ValueError\",\"message\":\"x\",\"frames\":[]";

    @TempDir
    private Path directory;

    private Path first;
    private Path second;
    private Path tenth;

    @BeforeEach
    void threeParts() throws IOException {
        first = part(
                "trace.jsonl",
                HEADER,
                event(1, "process.started\",\"parent\":1,\"role\":\"main\""),
                event(2, FUNCTION),
                event(3, "request.started\",\"request\":9,\"protocol\":\"http\",\"method\":\"GET\",\"path\":\"/\""),
                event(4, EXCEPTION));
        second = part(
                "trace.2.jsonl",
                header(2),
                event(5, "process.started\",\"parent\":1,\"role\":\"main\",\"again\":true"),
                event(6, FUNCTION + ",\"again\":true"),
                event(7, EXCEPTION + ",\"again\":true"),
                event(8, "request.ended\",\"request\":9,\"exception\":2"));
        tenth = part("trace.10.jsonl", header(10), event(90, "process.ended\",\"exit\":0"));
    }

    @Test
    void togetherTheyAreOneRecordingInWhateverOrderTheyAreNamed() {
        for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
            LoadReport report = only(order);
            Trace trace = report.trace();
            assertEquals(List.of(), report.losses());
            assertEquals(1, trace.functions().size());
            assertEquals(1, trace.exceptions().size());
            assertEquals(7_000, trace.requests().getFirst().endNanos());
            assertEquals(0, trace.requests().getFirst().exception());
            assertEquals(0, trace.processes().getFirst().startNanos());
        }
    }

    @Test
    void aPartAloneHasNoLosses() {
        LoadReport report = only(List.of(second));
        assertEquals(List.of(), report.losses());
        assertEquals(
                List.of("main.mail"),
                report.trace().functions().stream().map(each -> each.name()).toList());
        assertEquals(4, report.trace().events().count());
        assertEquals(EventKind.REQUEST_ENDED, report.trace().events().kind(3));
    }

    @Test
    void aPartThatWasDeletedBetweenTwoIsNoLoss() {
        assertEquals(List.of(), only(List.of(tenth, first)).losses());
    }

    @Test
    void aNumberThatIsMissingBetweenTwoPartsIsALoss() throws IOException {
        part("trace.2.jsonl", header(2), event(6, FUNCTION + ",\"again\":true"));
        assertEquals(
                List.of("event 5 of process 1 is missing"),
                only(List.of(first, second)).losses().stream().map(Loss::what).toList());
    }

    private LoadReport only(List<Path> files) {
        return RecordingReader.read(files, LoadProgress.UNWATCHED).reports().getFirst();
    }

    private Path part(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), Stream.of(lines).toList());
    }

    private static String header(int part) {
        return HEADER.substring(0, HEADER.length() - 1) + ",\"part\":" + part + "}";
    }
}
