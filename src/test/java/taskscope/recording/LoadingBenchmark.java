package taskscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import taskscope.trace.Trace;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Opening a recording against reading its bytes and against Jackson's bare tokens: `src/test/bench/loading.sh`.
///
/// Every round does each kind of work once, so that whatever else the machine does hits all of them; ratios are those
/// of the medians and of the best rounds.
public final class LoadingBenchmark {

    private static final int ROUNDS = 11;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Path file;
    private final long[] byteNanos = new long[ROUNDS];
    private final long[] tokenNanos = new long[ROUNDS];
    private final long[] readNanos = new long[ROUNDS];

    private LoadingBenchmark(Path file) {
        this.file = file;
    }

    /// The one kind of work that is measured.
    private interface Work {
        long run() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        new LoadingBenchmark(Path.of(arguments[0])).run(System.out);
    }

    private void run(PrintStream out) throws IOException {
        long first = nanos(this::read);
        for (int round = 0; round < ROUNDS; round++) {
            byteNanos[round] = nanos(this::bytes);
            tokenNanos[round] = nanos(this::tokens);
            readNanos[round] = nanos(this::read);
        }
        double megabytes = Files.size(file) / 1e6;
        out.printf(Locale.ROOT, "%s: %.0f MB, %d rounds%n", file.getFileName(), megabytes, ROUNDS);
        print(out, "bytes only", byteNanos, megabytes);
        print(out, "Jackson's tokens", tokenNanos, megabytes);
        print(out, "recording to trace", readNanos, megabytes);
        out.printf(Locale.ROOT, "first reading of the process: %.0f ms%n", first / 1e6);
        out.printf(
                Locale.ROOT,
                "trace / tokens: %.2f (medians), %.2f (best rounds)%n",
                median(readNanos) / median(tokenNanos),
                best(readNanos) / best(tokenNanos));
        heap(out);
    }

    private void heap(PrintStream out) {
        Trace trace = trace();
        long withTrace = usedBytes();
        int eventCount = trace.events().count();
        trace = null;
        out.printf(
                Locale.ROOT,
                "heap: %.1f bytes an event, %,d events%n",
                (withTrace - usedBytes()) / (double) eventCount,
                eventCount);
    }

    private long bytes() throws IOException {
        byte[] buffer = new byte[1 << 18];
        long count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        }
        return count;
    }

    private long tokens() throws IOException {
        long count = 0;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    private long read() {
        return trace().events().count();
    }

    private Trace trace() {
        return RecordingReader.read(List.of(file), LoadProgress.UNWATCHED)
                .reports()
                .getFirst()
                .trace();
    }

    private static long nanos(Work work) throws IOException {
        System.gc();
        long start = System.nanoTime();
        if (work.run() <= 0) {
            throw new IOException("nothing was read");
        }
        return System.nanoTime() - start;
    }

    private static void print(PrintStream out, String what, long[] nanos, double megabytes) {
        double seconds = median(nanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "%-20s median %5.0f ms, best %5.0f ms, %6.0f MB/s%n",
                what,
                seconds * 1e3,
                best(nanos) / 1e6,
                megabytes / seconds);
    }

    private static double median(long[] nanos) {
        return Arrays.stream(nanos).sorted().skip(nanos.length / 2).findFirst().orElseThrow();
    }

    private static double best(long[] nanos) {
        return Arrays.stream(nanos).min().orElseThrow();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
