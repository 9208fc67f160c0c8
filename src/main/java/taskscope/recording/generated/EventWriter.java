package taskscope.recording.generated;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Writes events in the order of their times, numbered, though they are made request by request.
final class EventWriter {

    /// The process that everything happens in.
    static final int PROCESS = 4711;

    private final OutputStream out;
    private final StringBuilder line = new StringBuilder(512);
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::timeNanos).thenComparingLong(Pending::place));
    private long addedCount;
    private long writtenCount;
    private long lastNanos;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    private record Pending(long timeNanos, long place, String kind, String keys) {}

    void header(String header) throws IOException {
        out.write((header + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// `keys`: all that follows the kind, each with a comma before it.
    void add(long timeNanos, String kind, String keys) {
        pending.add(new Pending(timeNanos, addedCount++, kind, keys));
        lastNanos = Math.max(lastNanos, timeNanos);
    }

    /// Nothing will be added any more that is before `untilNanos`.
    void writeBefore(long untilNanos) throws IOException {
        while (!pending.isEmpty() && pending.peek().timeNanos() < untilNanos) {
            write(pending.remove());
        }
    }

    long addedCount() {
        return addedCount;
    }

    long writtenCount() {
        return writtenCount;
    }

    long lastNanos() {
        return lastNanos;
    }

    private void write(Pending event) throws IOException {
        line.setLength(0);
        line.append("{\"t\":").append(event.timeNanos()).append(",\"p\":").append(PROCESS);
        line.append(",\"n\":")
                .append(++writtenCount)
                .append(",\"e\":\"")
                .append(event.kind())
                .append('"');
        line.append(event.keys()).append("}\n");
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }
}
