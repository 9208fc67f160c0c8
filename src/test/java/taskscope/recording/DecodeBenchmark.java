package taskscope.recording;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import taskscope.trace.Trace;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Nanoseconds an event on one thread: `src/test/bench/loading.sh --jmh`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {

    private static final int EVENTS = 20_000;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final byte[] recording = Recordings.generated(EVENTS, 1);
    private final Block block =
            Block.ofLines(Arrays.copyOf(recording, recording.length + LineBlocks.SLACK), recording.length);
    private final LineDecoder decoder = new LineDecoder();
    private final EventBatch batch = new EventBatch();

    /// What everything is compared with: Jackson's tokens, thrown away.
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int tokens() {
        int count = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), recording)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int decode() {
        batch.clear();
        decoder.decode(block, batch);
        return batch.count;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Trace decodeAndBuild() {
        decode();
        TraceBuilder builder = new TraceBuilder(new LossList());
        for (int event = 0; event < batch.count; event++) {
            builder.add(batch, event);
        }
        return builder.build(Header.UNKNOWN);
    }
}
