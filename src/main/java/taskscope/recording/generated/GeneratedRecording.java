package taskscope.recording.generated;

import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/// A recording of a web shop under load: realistic, of any size, and the same for the same seed.
public final class GeneratedRecording {

    /// A busy worker: a request every 2 ms on average.
    private static final int MEAN_GAP_NANOS = 2_000_000;

    /// Requests come in from here on; what is before is the start of the server.
    private static final long FIRST_REQUEST_NANOS = 812_000_000;

    /// The recorder's figures come ten times a second.
    private static final long SAMPLE_NANOS = 100_000_000;

    /// What the recorder takes for an event, as measured on the project's machine: see performance.md.
    private static final long RECORDER_NANOS = 3_000;

    private final long eventLimit;
    private final long requestLimit;
    private final SplittableRandom random;

    /// Ends with the request that reaches one of the two limits.
    public GeneratedRecording(long eventLimit, long requestLimit, long seed) {
        this.eventLimit = eventLimit;
        this.requestLimit = requestLimit;
        this.random = new SplittableRandom(seed);
    }

    /// Gives how many events were written.
    public long writeTo(OutputStream out) throws IOException {
        EventWriter events = new EventWriter(out);
        events.header(ShopCode.header(random));
        start(events);
        long endNanos = serve(events);
        stop(events, endNanos);
        return events.writtenCount();
    }

    private static void start(EventWriter events) {
        events.add(0, "process.started", ",\"parent\":1,\"role\":\"main\",\"python\":\"3.11.7\"");
        events.add(640_200_000, "process.startup", ",\"phase\":\"began\"");
        events.add(641_100_000, "process.startup", ",\"phase\":\"complete\"");
        events.add(642_300_000, "process.listening", ",\"address\":\"127.0.0.1\",\"port\":8000");
        for (String thread : ShopCode.threads()) {
            events.add(FIRST_REQUEST_NANOS - 2_000, "thread.seen", thread);
        }
        for (String function : ShopCode.functions()) {
            events.add(FIRST_REQUEST_NANOS - 1_000, "function.seen", function);
        }
    }

    private long serve(EventWriter events) throws IOException {
        ShopIds ids = new ShopIds();
        long nowNanos = FIRST_REQUEST_NANOS;
        long sampleNanos = nowNanos;
        for (long request = 0; request < requestLimit && events.addedCount() < eventLimit; request++) {
            long busyUntilNanos = new ShopRequest(events, ids, random, nowNanos).serve();
            if (nowNanos >= sampleNanos) {
                events.add(nowNanos, "process.sampled", sample(nowNanos));
                sampleNanos = nowNanos + SAMPLE_NANOS;
            }
            nowNanos = Math.max(nowNanos + random.nextInt(1, 2 * MEAN_GAP_NANOS), busyUntilNanos);
            events.writeBefore(nowNanos);
        }
        return events.lastNanos();
    }

    private String sample(long nowNanos) {
        long rssBytes = 71_000_000 + random.nextInt(4096) * 4096L;
        return ",\"cpuNanos\":" + nowNanos / 2 + ",\"rssBytes\":" + rssBytes;
    }

    private static void stop(EventWriter events, long endNanos) throws IOException {
        events.add(endNanos + 1_000_000, "process.signal", ",\"signal\":\"SIGTERM\"");
        events.add(endNanos + 52_000_000, "process.shutdown", ",\"phase\":\"began\"");
        events.add(endNanos + 53_000_000, "process.shutdown", ",\"phase\":\"complete\"");
        events.add(endNanos + 54_000_000, "process.ended", ",\"exit\":143");
        long eventCount = events.addedCount();
        events.add(
                endNanos + 55_000_000,
                "recorder.cost",
                ",\"events\":" + eventCount + ",\"dropped\":0,\"busyNanos\":" + eventCount * RECORDER_NANOS
                        + ",\"failures\":{}");
        events.writeBefore(Long.MAX_VALUE);
    }
}
