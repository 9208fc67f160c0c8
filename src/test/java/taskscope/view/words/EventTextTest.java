package taskscope.view.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import taskscope.recording.RecordingReader;
import taskscope.trace.Trace;

/// What the list of events says of what happens beside requests and tasks.
class EventTextTest {

    private static final String CREATED =
            "asyncio.created\",\"asyncioTask\":4,\"name\":\"main.poll\",\"via\":\"create_task\","
                    + "\"at\":{\"file\":\"main.py\",\"line\":12,\"function\":\"route\"}";

    @Test
    void anAsyncioTaskIsNamedWithItsEndAndItsLine() {
        assertEquals(
                List.of(
                        "asyncio created | main.poll, collected before it was done: nobody held it | main.py:12",
                        "asyncio destroyed | main.poll, collected before it was done: nobody held it | "),
                said(CREATED, "asyncio.destroyed\",\"asyncioTask\":4"));
    }

    @Test
    void theRarerKindsSayWhatTheyKnow() {
        assertEquals(
                List.of(
                        "connection lost | by the server, client 127.0.0.1:1 | ",
                        "application seen | middleware main.Timeout, main.Log | ",
                        "slot waiting | all 2 slots are taken | ",
                        "slot acquired | after 7 ms | ",
                        "memory held | 5000 bytes held for 3 tasks | ",
                        "recorder rotated | file trace.2.jsonl | "),
                said(
                        "connection.lost\",\"client\":\"127.0.0.1:1\",\"by\":\"server\",\"requests\":[9]",
                        "application.seen\",\"middleware\":[\"main.Timeout\",\"main.Log\"]",
                        "slot.waiting\",\"limit\":2",
                        "slot.acquired\",\"limit\":2,\"waitedNanos\":7000000",
                        "memory.held\",\"bytes\":5000,\"tasks\":3",
                        "recorder.rotated\",\"file\":\"trace.2.jsonl\""));
    }

    /// Kind, what and where of each event.
    private static List<String> said(String... events) {
        List<String> lines = new ArrayList<>(List.of("{\"taskscope\":1,\"run\":\"r\"}"));
        for (int each = 0; each < events.length; each++) {
            int number = each + 1;
            lines.add("{\"t\":" + number + ",\"p\":1,\"n\":" + number + ",\"e\":\"" + events[each] + "}");
        }
        Trace trace = RecordingReader.readLines(lines).trace();
        var text = new EventText(trace);
        return IntStream.range(0, trace.events().count())
                .mapToObj(event -> text.kind(event) + " | " + text.what(event) + " | " + text.where(event))
                .toList();
    }
}
