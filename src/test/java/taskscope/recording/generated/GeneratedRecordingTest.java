package taskscope.recording.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import taskscope.recording.LoadProgress;
import taskscope.recording.LoadReport;
import taskscope.recording.RecordingReader;
import taskscope.trace.Task;
import taskscope.trace.Trace;

class GeneratedRecordingTest {

    private static final int EVENTS = 40_000;

    @Test
    void everyLineIsValidByTheSchema() throws IOException {
        try (var text =
                Objects.requireNonNull(GeneratedRecordingTest.class.getResourceAsStream("/recording.schema.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
            List<String> faults = new String(generated(3_000, 1), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(each -> schema.validate(each, InputFormat.JSON).stream()
                            .map(fault -> fault.getMessage() + " in " + each))
                    .toList();
            assertEquals(List.of(), faults);
        }
    }

    @Test
    void theSameSeedGivesTheSameRecordingAndAnotherADifferentOne() throws IOException {
        assertArrayEquals(generated(1_000, 5), generated(1_000, 5));
        assertTrue(!Arrays.equals(generated(1_000, 5), generated(1_000, 6)));
    }

    @Test
    void itIsReadWithoutALossAndHasAboutEightEventsARequest() throws IOException {
        LoadReport report = load(EVENTS);
        assertEquals(List.of(), report.losses());
        double eventsPerRequest = report.trace().events().count()
                / (double) report.trace().requests().size();
        assertTrue(eventsPerRequest > 7 && eventsPerRequest < 9, () -> eventsPerRequest + " events a request");
    }

    @Test
    void aLittleOfEverythingGoesWrong() throws IOException {
        Trace trace = load(EVENTS).trace();
        List<Task.Outcome> outcomes =
                trace.tasks().stream().map(Task::outcome).distinct().sorted().toList();
        assertEquals(List.of(Task.Outcome.NEVER_STARTED, Task.Outcome.ENDED, Task.Outcome.FAILED), outcomes);
        assertTrue(!trace.stalls().isEmpty()
                && !trace.sessions().isEmpty()
                && !trace.exceptions().isEmpty());
    }

    @Test
    void itEndsWithTheRequestThatReachesTheLimit() throws IOException {
        var out = new ByteArrayOutputStream();
        new GeneratedRecording(Long.MAX_VALUE, 25, 1).writeTo(out);
        assertEquals(25, load(out.toByteArray()).trace().requests().size());
    }

    private static LoadReport load(int events) throws IOException {
        return load(generated(events, 1));
    }

    private static LoadReport load(byte[] bytes) {
        return RecordingReader.read("generated", new ByteArrayInputStream(bytes), LoadProgress.UNWATCHED)
                .reports()
                .getFirst();
    }

    private static byte[] generated(int events, long seed) throws IOException {
        var out = new ByteArrayOutputStream();
        new GeneratedRecording(events, Long.MAX_VALUE, seed).writeTo(out);
        return out.toByteArray();
    }
}
