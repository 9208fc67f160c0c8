package taskscope.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static taskscope.recording.Recordings.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of loss has a damaged recording of a few lines that makes it.
class LossTest {

    private static final String FIRST =
            event(1, "process.started\",\"parent\":0,\"role\":\"main\",\"python\":\"3.11.7\"");
    private static final String THIRD = event(3, "process.listening\",\"address\":\"::1\",\"port\":80");

    /// The lines after the header, and the one loss that comes of them.
    record Damaged(List<String> lines, Loss.Kind kind, long line, String what) {
        static Damaged of(Loss.Kind kind, long line, String what, String... lines) {
            return new Damaged(List.of(lines), kind, line, what);
        }
    }

    static Stream<Damaged> recordings() {
        String brackets = "[".repeat(65) + "]".repeat(65);
        return Stream.of(
                Damaged.of(Loss.Kind.NOT_JSON, 3, "not JSON from column 7", FIRST, "{\"t\":2x}", THIRD),
                Damaged.of(
                        Loss.Kind.NOT_AN_EVENT,
                        3,
                        "an event needs the keys 't', 'p', 'n' and 'e'",
                        FIRST,
                        "{\"level\":\"info\"}",
                        THIRD),
                Damaged.of(
                        Loss.Kind.NOT_AN_EVENT,
                        3,
                        "its key 'at' does not hold what the format says",
                        FIRST,
                        event(2, "warning.shown\",\"at\":{\"line\":1}"),
                        THIRD),
                Damaged.of(
                        Loss.Kind.TOO_LONG,
                        3,
                        "longer than 16 MiB",
                        FIRST,
                        "{\"t\":\"" + "x".repeat(LineBlocks.LONGEST_LINE),
                        THIRD),
                Damaged.of(
                        Loss.Kind.TOO_DEEP,
                        3,
                        "nested deeper than 64 levels",
                        FIRST,
                        event(2, "task.queued\",\"arguments\":" + brackets),
                        THIRD),
                Damaged.of(
                        Loss.Kind.NUMBER_OUT_OF_RANGE,
                        3,
                        "a number does not fit into 64 bits",
                        FIRST,
                        event(2, "response.ended\",\"bytes\":" + "9".repeat(400)),
                        THIRD),
                Damaged.of(
                        Loss.Kind.NUMBER_OUT_OF_RANGE,
                        3,
                        "its key 'request' is outside its range",
                        FIRST,
                        event(2, "request.started\",\"request\":4294967297"),
                        THIRD),
                Damaged.of(
                        Loss.Kind.UNKNOWN_KIND,
                        3,
                        "events of the kind 'shop.opened' are not known to this version of Taskscope",
                        FIRST,
                        event(2, "shop.opened\",\"size\":[1]"),
                        THIRD),
                Damaged.of(
                        Loss.Kind.CLOCK_WENT_BACK,
                        3,
                        "the clock of process 1 went back by 2.0 s, so its later times are moved on by as much",
                        event(2_000_000_000L, 1, 1, "process.startup\",\"phase\":\"began\""),
                        event(5_000_000L, 1, 2, "process.startup\",\"phase\":\"complete\"")),
                Damaged.of(Loss.Kind.SEQUENCE_GAP, 3, "event 2 of process 1 is missing", FIRST, THIRD),
                Damaged.of(Loss.Kind.SEQUENCE_GAP, 3, "event 1 of process 1 comes again", FIRST, FIRST),
                Damaged.of(
                        Loss.Kind.END_WITHOUT_BEGIN,
                        2,
                        "task 7 ended but its start was not recorded",
                        event(1, "task.ended\",\"task\":7")),
                Damaged.of(
                        Loss.Kind.DROPPED_BY_RECORDER,
                        0,
                        "the recorder of process 1 dropped 12 events",
                        event(1, "recorder.cost\",\"events\":9,\"dropped\":12,\"busyNanos\":1,\"failures\":{}")),
                Damaged.of(
                        Loss.Kind.RECORDER_FAILED,
                        0,
                        "the recorder of process 1 failed 2 times in session.created",
                        event(
                                1,
                                "recorder.cost\",\"events\":9,\"dropped\":0,\"busyNanos\":1,"
                                        + "\"failures\":{\"session.created\":2}")),
                Damaged.of(
                        Loss.Kind.STEPPED_ASIDE,
                        2,
                        "the sensor sql did not look here: an unknown Session\\x1b",
                        event(1, "recorder.stepped_aside\",\"sensor\":\"sql\",\"why\":\"an unknown Session\\u001b\"")),
                Damaged.of(
                        Loss.Kind.NEWER_VERSION,
                        2,
                        "written in version 2 of the format, which is newer than this Taskscope:"
                                + " some of it may be missing",
                        Recordings.HEADER.replace("\"taskscope\":1", "\"taskscope\":2")));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aDamagedRecordingTellsWhatWasLostAndWhere(Damaged damaged) {
        LoadReport report = Recordings.load(damaged.lines().toArray(String[]::new));
        assertEquals(List.of(new Loss("lines", damaged.line(), damaged.kind(), damaged.what())), report.losses());
        assertEquals(1, report.lossCount());
    }

    @Test
    void everyKindIsTested() {
        var tested = EnumSet.of(
                // CUT_OFF in PrefixTest, DAMAGED_COMPRESSION in PackingTest, OUT_OF_MEMORY in MemoryGuardTest
                Loss.Kind.CUT_OFF, Loss.Kind.DAMAGED_COMPRESSION, Loss.Kind.OUT_OF_MEMORY);
        recordings().forEach(each -> tested.add(each.kind()));
        assertEquals(Arrays.asList(Loss.Kind.values()), List.copyOf(tested));
    }

    @Test
    void manyLossesAreCountedAndTheFirstListed() {
        String[] lines = new String[1_000];
        Arrays.fill(lines, "nonsense");
        LoadReport report = Recordings.load(lines);
        assertEquals(1_000, report.lossCount());
        assertEquals(200, report.losses().size());
    }

    @Test
    void eventsOfAnUnknownKindAreAllCountedAndTheKindListedOnce() {
        LoadReport report =
                Recordings.load(FIRST, event(2, "shop.opened\""), event(3, "shop.opened\""), event(4, "shop.closed\""));
        assertEquals(3, report.lossCount());
        assertEquals(List.of(3L, 5L), report.losses().stream().map(Loss::line).toList());
    }

    @Test
    void aLineThatWasLostExplainsTheMissingNumber() {
        LoadReport report = Recordings.load(FIRST, "{\"t\":2000,\"p\":1,\"n\":2,", THIRD);
        assertEquals(
                List.of(Loss.Kind.NOT_JSON),
                report.losses().stream().map(Loss::kind).toList());
    }

    @Test
    void eventsWithoutAHeaderAreKept() {
        LoadReport report = RecordingReader.readLines(List.of(FIRST));
        assertEquals(1, report.trace().events().count());
        assertEquals(
                List.of(new Loss(
                        "lines",
                        1,
                        Loss.Kind.NOT_AN_EVENT,
                        "the header is missing or damaged, so nothing is known of versions and sensors")),
                report.losses());
    }
}
