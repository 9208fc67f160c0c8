package taskscope.recording;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The keys that we read, beyond the four that every event begins with.
enum Key {
    ADDRESS("address", Shape.TEXT),
    AGAIN("again", Shape.FLAG),
    ARGUMENTS("arguments", Shape.ARGUMENTS),
    ASYNCIO_TASK("asyncioTask", Shape.ID),
    AT("at", Shape.LOCATION),
    BORROWED("borrowed", Shape.NUMBER),
    BUSY_NANOS("busyNanos", Shape.NUMBER),
    BUSY_THREADS("busyThreads", Shape.BUSY_THREADS),
    BY("by", Shape.TEXT),
    BYTES("bytes", Shape.NUMBER),
    CALLBACKS("callbacks", Shape.NUMBER),
    CALLER("caller", Shape.ID),
    CATEGORY("category", Shape.TEXT),
    CAUSE("cause", Shape.ID),
    CHILD("child", Shape.NUMBER),
    CLASS("class", Shape.TEXT),
    CLIENT("client", Shape.TEXT),
    CONNECTION("connection", Shape.ID),
    CONNECTIONS("connections", Shape.NUMBER),
    CONTEXT("context", Shape.ID),
    COROUTINE("coroutine", Shape.TEXT),
    CPU_NANOS("cpuNanos", Shape.NUMBER),
    DEPENDENCY("dependency", Shape.ID),
    DIRECTORY("directory", Shape.FLAG),
    DROPPED("dropped", Shape.NUMBER),
    DURATION_NANOS("durationNanos", Shape.NUMBER),
    EVENTS("events", Shape.NUMBER),
    EXCEPTION("exception", Shape.ID),
    EXIT("exit", Shape.NUMBER),
    FAILURES("failures", Shape.COUNTS),
    FILE("file", Shape.TEXT),
    FRAMES("frames", Shape.FRAMES),
    FUNCTION("function", Shape.ID),
    GROUP("group", Shape.IDS),
    HANDLED_AT("handledAt", Shape.LOCATION),
    INJECTED("injected", Shape.ID),
    IN_MEMORY("inMemory", Shape.FLAG),
    KEY("key", Shape.TEXT),
    KEYS("keys", Shape.TEXTS),
    LEVEL("level", Shape.TEXT),
    LIMIT("limit", Shape.NUMBER),
    LINE("line", Shape.NUMBER),
    LOGGER("logger", Shape.TEXT),
    MESSAGE("message", Shape.TEXT),
    METHOD("method", Shape.TEXT),
    MIDDLEWARE("middleware", Shape.TEXTS),
    MODE("mode", Shape.TEXT),
    NAME("name", Shape.TEXT),
    NAMES("names", Shape.TEXTS),
    NOTES("notes", Shape.TEXTS),
    OUT("out", Shape.NUMBER),
    OVERFLOW("overflow", Shape.NUMBER),
    OWNER("owner", Shape.TEXT),
    PARENT("parent", Shape.NUMBER),
    PATH("path", Shape.TEXT),
    PHASE("phase", Shape.TEXT),
    POOL("pool", Shape.ID),
    PORT("port", Shape.NUMBER),
    PROCESS_CPU_NANOS("processCpuNanos", Shape.NUMBER),
    PROTOCOL("protocol", Shape.TEXT),
    QUEUE("queue", Shape.ID),
    REACHED("reached", Shape.FLAG),
    REQUEST("request", Shape.ID),
    REQUESTS("requests", Shape.IDS),
    RESPONSE("response", Shape.TEXT),
    RETURNED("returned", Shape.TEXT),
    ROLE("role", Shape.TEXT),
    ROWS("rows", Shape.ROWS),
    RSS_BYTES("rssBytes", Shape.NUMBER),
    SAMPLES("samples", Shape.SAMPLES),
    SCOPE("scope", Shape.TEXT),
    SENSOR("sensor", Shape.TEXT),
    SESSION("session", Shape.ID),
    SIGNAL("signal", Shape.TEXT),
    SIZE("size", Shape.NUMBER),
    SOURCE("source", Shape.TEXTS),
    STALL("stall", Shape.ID),
    STATUS("status", Shape.NUMBER),
    SUPPRESSED("suppressed", Shape.FLAG),
    TABLES("tables", Shape.TEXTS),
    TASK("task", Shape.ID),
    TASKS("tasks", Shape.NUMBER),
    THREAD("thread", Shape.ID),
    TOTAL("total", Shape.NUMBER),
    TYPE("type", Shape.TEXT),
    UPLOAD("upload", Shape.ID),
    USERS("users", Shape.FLAG),
    VERB("verb", Shape.TEXT),
    VIA("via", Shape.TEXT),
    WAITED_NANOS("waitedNanos", Shape.NUMBER),
    WAITING("waiting", Shape.NUMBER),
    WHY("why", Shape.TEXT);

    private static final Map<String, Key> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Key::id, Function.identity()));

    private final String id;
    private final Shape shape;

    Key(String id, Shape shape) {
        this.id = id;
        this.shape = shape;
    }

    /// The name in a recording: `durationNanos`.
    String id() {
        return id;
    }

    Shape shape() {
        return shape;
    }

    static Optional<Key> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
