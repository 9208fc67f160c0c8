package taskscope.recording;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Location;
import taskscope.trace.Trace;

/// The event that a [TraceBuilder] looks at: its line, its fields, and what its ids mean in the trace. One object moves
/// over all events; nobody keeps it.
final class CurrentEvent {

    private EventBatch batch;
    private int at;
    private EventKind kind = EventKind.PROCESS_STARTED;
    private int index;
    private long timeNanos;
    private int process;
    private int request = Trace.NONE;
    private int task = Trace.NONE;
    private int thread = Trace.NONE;

    CurrentEvent(EventBatch batch) {
        this.batch = batch;
    }

    /// Looks at event `at` of `batch`, which becomes event `index` of the trace.
    void moveTo(EventBatch batch, int at, EventKind kind, int index) {
        this.batch = batch;
        this.at = at;
        this.kind = kind;
        this.index = index;
        request = Trace.NONE;
        task = Trace.NONE;
        thread = Trace.NONE;
    }

    void happened(int process, long timeNanos) {
        this.process = process;
        this.timeNanos = timeNanos;
    }

    void setRequest(int request) {
        this.request = request;
    }

    void setTask(int task) {
        this.task = task;
    }

    void setThread(int thread) {
        this.thread = thread;
    }

    int index() {
        return index;
    }

    EventKind kind() {
        return kind;
    }

    long timeNanos() {
        return timeNanos;
    }

    int sequence() {
        return batch.sequence[at];
    }

    int process() {
        return process;
    }

    int request() {
        return request;
    }

    int task() {
        return task;
    }

    int thread() {
        return thread;
    }

    /// The id of the request in its process, [Trace#NONE] where it has none.
    int requestId() {
        return batch.request[at];
    }

    int taskId() {
        return batch.task[at];
    }

    int threadId() {
        return batch.thread[at];
    }

    /// An id in the process, [Trace#NONE] where the event has none.
    int id(Key key) {
        return (int) batch.number(at, key, Trace.NONE);
    }

    boolean has(Key key) {
        return batch.has(at, key);
    }

    long number(Key key, long other) {
        return batch.number(at, key, other);
    }

    /// A number that everybody expects to be small; a larger one is made to fit.
    int whole(Key key, int other) {
        return Math.clamp(batch.number(at, key, other), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    boolean flag(Key key) {
        return batch.number(at, key, 0) != 0;
    }

    String text(Key key) {
        return batch.value(at, key) instanceof String text ? text : "";
    }

    List<String> texts(Key key) {
        return all(key);
    }

    @Nullable
    Location location(Key key) {
        return batch.value(at, key) instanceof Location location ? location : null;
    }

    /// A list of the type that belongs to the key's shape.
    @SuppressWarnings("unchecked")
    <T> List<T> all(Key key) {
        return batch.value(at, key) instanceof List<?> list ? (List<T>) list : List.of();
    }

    /// Each field in the order of the line, request, task and thread left out; a number or a flag is a [Long].
    void forEachField(BiConsumer<Key, Object> use) {
        batch.forEachField(at, use);
    }

    /// Place -> count.
    @SuppressWarnings("unchecked")
    Map<String, Long> counts(Key key) {
        return batch.value(at, key) instanceof Map<?, ?> counts ? (Map<String, Long>) counts : Map.of();
    }
}
