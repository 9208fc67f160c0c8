package taskscope.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Location;

/// One line of a recording, decoded: a holder that is filled anew for each line.
final class RawEvent {

    private static final Key[] KEYS = Key.values();

    private final long[] numbers = new long[KEYS.length];
    private final @Nullable Object[] values = new Object[KEYS.length];
    private final boolean[] isThere = new boolean[KEYS.length];
    private final int[] filled = new int[KEYS.length];
    private int filledCount;

    void clear() {
        for (int i = 0; i < filledCount; i++) {
            isThere[filled[i]] = false;
            values[filled[i]] = null;
        }
        filledCount = 0;
    }

    void put(Key key, long number) {
        note(key.ordinal());
        numbers[key.ordinal()] = number;
    }

    void put(Key key, @Nullable Object value) {
        note(key.ordinal());
        values[key.ordinal()] = value;
        numbers[key.ordinal()] = value instanceof Boolean truth && truth ? 1 : 0;
    }

    private void note(int key) {
        if (!isThere[key]) {
            isThere[key] = true;
            filled[filledCount++] = key;
        }
    }

    boolean has(Key key) {
        return isThere[key.ordinal()];
    }

    long number(Key key, long otherwise) {
        return isThere[key.ordinal()] && values[key.ordinal()] == null ? numbers[key.ordinal()] : otherwise;
    }

    /// A small number, such as a line or a count; out of its range it is `otherwise`.
    int small(Key key, int otherwise) {
        long number = number(key, otherwise);
        return number == (int) number ? (int) number : otherwise;
    }

    boolean isTrue(Key key) {
        return isThere[key.ordinal()] && numbers[key.ordinal()] == 1;
    }

    String text(Key key) {
        return values[key.ordinal()] instanceof String text ? text : "";
    }

    @Nullable
    Location location(Key key) {
        return values[key.ordinal()] instanceof Location location ? location : null;
    }

    @SuppressWarnings("unchecked")
    List<@Nullable Object> list(Key key) {
        return values[key.ordinal()] instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> map(Key key) {
        return values[key.ordinal()] instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /// The kind of event; throws a [BadLine] for a line without one or with one that this version does not know.
    EventKind kind() {
        String id = text(Key.E);
        if (id.isEmpty() || !has(Key.T) || !has(Key.P) || !has(Key.N)) {
            throw new BadLine(Loss.Kind.NOT_AN_EVENT, "is JSON, but no event: it lacks t, p, n or e");
        }
        return EventKind.of(id)
                .orElseThrow(() -> new BadLine(
                        Loss.Kind.UNKNOWN_KIND, "has the kind " + id + ", which is newer than this Taskscope"));
    }
}
