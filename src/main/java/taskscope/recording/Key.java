package taskscope.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every key of an event that the reader understands; others are skipped.
enum Key {
    T,
    P,
    N,
    E,
    REQUEST,
    TASK,
    THREAD,
    PARENT,
    ROLE,
    PHASE,
    SIGNAL,
    CPUNANOS,
    RSSBYTES,
    CHILD,
    EXIT,
    SENSOR,
    WHY,
    EVENTS,
    DROPPED,
    BUSYNANOS,
    FAILURES,
    NAME,
    FUNCTION,
    FILE,
    LINE,
    MODE,
    USERS,
    SOURCE,
    PROTOCOL,
    METHOD,
    PATH,
    CLIENT,
    QUEUE,
    INJECTED,
    STATUS,
    BYTES,
    EXCEPTION,
    DEPENDENCY,
    SCOPE,
    AT,
    CALLER,
    ARGUMENTS,
    RETURNED,
    TYPE,
    MESSAGE,
    FRAMES,
    CAUSE,
    CONTEXT,
    SUPPRESSED,
    GROUP,
    NOTES,
    LOGGER,
    LEVEL,
    REACHED,
    CATEGORY,
    HANDLEDAT,
    SESSION,
    CLASS,
    ROWS,
    CONNECTION,
    VERB,
    TABLES,
    KEYS,
    DURATIONNANOS,
    POOL,
    WAITEDNANOS,
    OUT,
    SIZE,
    OVERFLOW,
    STALL,
    CALLBACKS,
    OWNER,
    COROUTINE,
    SAMPLES,
    BUSYTHREADS,
    PROCESSCPUNANOS,
    BORROWED,
    TOTAL,
    WAITING,
    TASKSCOPE,
    RUN,
    CLOCK,
    PROCESS,
    PYTHON,
    PLATFORM,
    DIRECTORY,
    COMMAND,
    RECORDER,
    PACKAGES,
    SENSORS,
    CAPTURED,
    UNIXNANOS,
    IS,
    DEFAULT,
    COUNT;

    /// A power of two well above the number of keys, so that most keys are found at the first try.
    private static final int TABLE_SIZE = 1024;

    private static final @Nullable Key[] TABLE = new Key[TABLE_SIZE];

    /// The names in a recording, as bytes, by ordinal.
    private static final byte[][] NAMES = new byte[values().length][];

    static {
        for (Key key : values()) {
            byte[] name = key.spelled().getBytes(StandardCharsets.US_ASCII);
            NAMES[key.ordinal()] = name;
            int slot = hash(name, 0, name.length) & (TABLE_SIZE - 1);
            while (TABLE[slot] != null) {
                slot = (slot + 1) & (TABLE_SIZE - 1);
            }
            TABLE[slot] = key;
        }
    }

    /// The key spelled in the bytes from `start` to `end`, null where there is none such.
    static @Nullable Key of(byte[] bytes, int start, int end) {
        int slot = hash(bytes, start, end) & (TABLE_SIZE - 1);
        for (Key key = TABLE[slot]; key != null; key = TABLE[slot]) {
            byte[] name = NAMES[key.ordinal()];
            if (Arrays.equals(name, 0, name.length, bytes, start, end)) {
                return key;
            }
            slot = (slot + 1) & (TABLE_SIZE - 1);
        }
        return null;
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 10;
    }

    private String spelled() {
        String name = name().toLowerCase(Locale.ROOT);
        return name.replace("nanos", "Nanos")
                .replace("rssbytes", "rssBytes")
                .replace("handledat", "handledAt")
                .replace("busythreads", "busyThreads")
                .replace("processcpu", "processCpu");
    }
}
