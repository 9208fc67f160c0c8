package taskscope.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import taskscope.recording.generated.GeneratedRecording;
import taskscope.trace.Events;
import taskscope.trace.Trace;

/// Small recordings for the tests of this room, and what came of them as text.
final class Recordings {

    static final String HEADER = """
            {"taskscope":1,"run":"run1","clock":{"source":"perf_counter_ns","unixNanos":1000},"process":1,\
            "python":"3.11.7","implementation":"cpython","platform":"linux","directory":"/srv/shop",\
            "command":["uvicorn","main:app"],"recorder":"0.1.0","packages":{"fastapi":"0.165.0"},\
            "sensors":{"requests":true,"sql":false},"captured":["source"]}""";

    private Recordings() {}

    /// Event `n` of process 1 at `n` microseconds; `rest` is the kind and what follows, without the first quote.
    static String event(int n, String rest) {
        return event(n * 1_000L, 1, n, rest);
    }

    static String event(long nanos, int pid, int n, String rest) {
        return "{\"t\":" + nanos + ",\"p\":" + pid + ",\"n\":" + n + ",\"e\":\"" + rest + "}";
    }

    /// A header and these lines.
    static List<String> recording(String... lines) {
        List<String> all = new ArrayList<>(List.of(HEADER));
        all.addAll(List.of(lines));
        return all;
    }

    static LoadReport load(String... lines) {
        return RecordingReader.readLines(recording(lines));
    }

    static Trace trace(String... lines) {
        LoadReport report = load(lines);
        if (report.lossCount() > 0) {
            throw new IllegalArgumentException("lost: " + report.losses());
        }
        return report.trace();
    }

    static Loaded read(byte[] bytes) {
        return RecordingReader.read("trace.jsonl", new ByteArrayInputStream(bytes), LoadProgress.UNWATCHED);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(List<String> lines) {
        return bytes(String.join("\n", lines) + "\n");
    }

    /// A recording in which nearly everything happens.
    static byte[] generated(int events, long seed) {
        var out = new ByteArrayOutputStream();
        try {
            new GeneratedRecording(events, Long.MAX_VALUE, seed).writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /// One line an event: everything that its columns say.
    static List<String> texts(Events events) {
        return IntStream.range(0, events.count())
                .mapToObj(each -> events.timeNanos(each) + " "
                        + events.kind(each).id() + " p" + events.process(each)
                        + " n" + events.sequence(each) + " r" + events.request(each) + " t" + events.task(each) + " th"
                        + events.thread(each) + " s" + events.subject(each) + " v" + events.value(each))
                .toList();
    }

    /// The trace without its columns, to compare two.
    static List<Object> things(Trace trace) {
        return List.of(
                trace.info(),
                texts(trace.events()),
                trace.processes(),
                trace.threads(),
                trace.functions(),
                trace.exceptions(),
                trace.requests(),
                trace.tasks(),
                trace.dependencies(),
                trace.sessions(),
                trace.statements(),
                trace.checkouts(),
                trace.stalls(),
                trace.tokenSamples(),
                trace.tokenWaits(),
                trace.logs(),
                trace.processSamples(),
                trace.costs(),
                trace.asyncioTasks(),
                trace.uploads(),
                trace.circumstances(),
                trace.endNanos());
    }
}
