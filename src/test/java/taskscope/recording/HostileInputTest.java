package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static taskscope.recording.Recordings.event;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import taskscope.trace.Trace;

/// Nothing in a file breaks the reader.
class HostileInputTest {

    private static final long ONE_GIGABYTE = 1L << 30;

    /// Far below a gigabyte, and far above what the reader needs.
    private static final long MOST_BYTES_HELD = 300L << 20;

    @Test
    void aLineOfAGigabyteInARecordingIsSkippedInBoundedMemory() {
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(Recordings.bytes(Recordings.recording())),
                new SequenceInputStream(
                        new Repeated(ONE_GIGABYTE),
                        new ByteArrayInputStream(Recordings.bytes("\n" + event(1, "process.ended\"")))));
        long before = usedBytes();
        LoadReport report = RecordingReader.read("big.jsonl", in, LoadProgress.UNWATCHED)
                .reports()
                .getFirst();
        assertTrue(usedBytes() - before < MOST_BYTES_HELD);
        assertEquals(List.of(new Loss("big.jsonl", 2, Loss.Kind.TOO_LONG, "longer than 16 MiB")), report.losses());
        assertEquals(1, report.trace().events().count());
    }

    @Test
    void aFileOfOneGiganticLineIsNoRecording() {
        Loaded loaded = RecordingReader.read("big.jsonl", new Repeated(ONE_GIGABYTE), LoadProgress.UNWATCHED);
        assertEquals(
                "is not a recording but something else, which begins with '" + "x".repeat(80) + "...'",
                loaded.unusable().getFirst().reason());
    }

    @Test
    void aGiganticHeaderIsNoRecording() {
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(Recordings.bytes("{\"taskscope\":1,\"run\":\"")), new Repeated(20 << 20));
        Loaded loaded = RecordingReader.read("big.jsonl", in, LoadProgress.UNWATCHED);
        assertEquals(
                "big.jsonl has no line that can be used, the first is longer than 16 MiB:"
                        + " copy it again from where it was recorded.",
                loaded.unusable().getFirst().sentence());
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        byte[] bytes = Recordings.bytes(Recordings.HEADER + "\n"
                + event(1, "request.started\",\"request\":1,\"method\":\"GET\",\"path\":\"/?\"") + "\n");
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
        LoadReport report = Recordings.read(bytes).reports().getFirst();
        assertEquals(List.of(), report.losses());
        assertEquals("/\ufffd", report.trace().requests().getFirst().path());
    }

    @Test
    void aNulByteInALineIsALoss() {
        LoadReport report = Recordings.load(event(1, "process.signal\",\"signal\":\"a\u0000b\""));
        assertEquals(Loss.Kind.NOT_JSON, report.losses().getFirst().kind());
    }

    @Test
    void halfASurrogatePairIsKeptAsText() {
        Trace trace =
                Recordings.trace(event(1, "request.started\",\"request\":1,\"method\":\"GET\",\"path\":\"\\ud83d\""));
        assertEquals("\ud83d", trace.requests().getFirst().path());
    }

    @Test
    void timesAndDurationsAtTheLimitsDoNotOverflow() {
        long largest = 1L << 60;
        LoadReport report = Recordings.load(
                event(-largest, 1, 1, "process.signal\",\"signal\":\"A\""),
                event(largest, 1, 2, "stall.started\",\"stall\":1"),
                event(largest, 1, 3, "stall.ended\",\"stall\":1,\"durationNanos\":" + largest),
                event(-largest, 1, 4, "process.signal\",\"signal\":\"A\""),
                event(largest, 1, 5, "process.signal\",\"signal\":\"A\""),
                event(-largest, 1, 6, "process.signal\",\"signal\":\"A\""));
        assertEquals(6, report.trace().events().count());
        assertTrue(report.trace().endNanos() > 0);
    }

    @Test
    void aNegativeDurationIsNone() {
        Trace trace = Recordings.trace(
                event(1, "stall.started\",\"stall\":1"), event(2, "stall.ended\",\"stall\":1,\"durationNanos\":-5"));
        assertEquals(0, trace.stalls().getFirst().when().durationNanos());
    }

    @Test
    void exceptionsThatCauseEachOtherEndSomewhere() {
        Trace trace = Recordings.trace(
                event(1, "exception.seen\",\"exception\":1,\"type\":\"A\",\"message\":\"\",\"frames\":[],\"cause\":2"),
                event(2, "exception.seen\",\"exception\":2,\"type\":\"B\",\"message\":\"\",\"frames\":[],\"cause\":1"));
        assertEquals(2, trace.exceptions().size());
        var cause = trace.exceptions().getFirst().cause();
        assertTrue(cause != null && cause.type().equals("B") && cause.cause() == null);
    }

    @Test
    void aVeryLongChainOfCausesIsCutShort() {
        String[] lines = new String[20_000];
        for (int each = 0; each < lines.length; each++) {
            lines[each] = event(
                    each + 1,
                    "exception.seen\",\"exception\":" + (each + 1) + ",\"type\":\"A\",\"message\":\"\",\"frames\":[],"
                            + "\"cause\":" + (each + 2));
        }
        assertEquals(lines.length, Recordings.trace(lines).exceptions().size());
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// The letter x, again and again.
    private static final class Repeated extends InputStream {
        private long left;

        Repeated(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int start, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, start, start + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
