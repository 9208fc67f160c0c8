package taskscope.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;

/// The lines of one block, taken apart: events as columns, each with its fields, and what else the lines were.
final class EventBatch {

    private static final int FIRST_EVENTS = 512;

    /// Lines have four to seven fields.
    private static final int FIRST_FIELDS = FIRST_EVENTS * 6;

    /// A header in the middle of a file begins another recording; it holds from event `before` on.
    record HeaderLine(int before, int line, Header header) {}

    /// A line that could not be used; it stood before event `before`.
    record LostLine(int before, int line, Loss.Kind kind, String what) {}

    final List<HeaderLine> headers = new ArrayList<>();
    final List<LostLine> lostLines = new ArrayList<>();
    int lineCount;

    int count;
    long[] timeNanos = new long[FIRST_EVENTS];
    int[] pid = new int[FIRST_EVENTS];
    int[] sequence = new int[FIRST_EVENTS];

    /// Null for a kind that this version does not know; its name is the field [Key#TYPE].
    @Nullable
    EventKind[] kind = new @Nullable EventKind[FIRST_EVENTS];

    int[] request = new int[FIRST_EVENTS];
    int[] task = new int[FIRST_EVENTS];
    int[] thread = new int[FIRST_EVENTS];
    int[] line = new int[FIRST_EVENTS];
    private int[] fieldsEnd = new int[FIRST_EVENTS];

    private int fieldCount;
    private Key[] fieldKey = new Key[FIRST_FIELDS];
    private long[] fieldNumber = new long[FIRST_FIELDS];
    private @Nullable Object[] fieldValue = new @Nullable Object[FIRST_FIELDS];

    /// Whose behalf it was has columns of its own.
    void addNumber(Key key, long number) {
        switch (key) {
            case REQUEST -> request[count] = (int) number;
            case TASK -> task[count] = (int) number;
            case THREAD -> thread[count] = (int) number;
            default -> add(key, number);
        }
    }

    void add(Key key, long number) {
        roomForField();
        fieldKey[fieldCount] = key;
        fieldNumber[fieldCount] = number;
        fieldValue[fieldCount++] = null;
    }

    void add(Key key, Object value) {
        roomForField();
        fieldKey[fieldCount] = key;
        fieldNumber[fieldCount] = 0;
        fieldValue[fieldCount++] = value;
    }

    /// Ends the event whose columns were written at index `count`.
    void commit() {
        fieldsEnd[count] = fieldCount;
        count++;
        if (count == line.length) {
            growEvents(count * 2);
        }
    }

    /// Forgets the fields of a line that turned out to be bad.
    void abandon() {
        fieldCount = fieldsStart(count);
    }

    void clear() {
        Arrays.fill(fieldValue, 0, fieldCount, null);
        headers.clear();
        lostLines.clear();
        lineCount = 0;
        count = 0;
        fieldCount = 0;
    }

    /// The number of a field, `other` where the event does not have it.
    long number(int event, Key key, long other) {
        int field = field(event, key);
        return field < 0 || fieldValue[field] != null ? other : fieldNumber[field];
    }

    @Nullable
    Object value(int event, Key key) {
        int field = field(event, key);
        return field < 0 ? null : fieldValue[field];
    }

    boolean has(int event, Key key) {
        return field(event, key) >= 0;
    }

    /// Each field of an event in the order of its line; a number or a flag is a [Long].
    void forEachField(int event, BiConsumer<Key, Object> use) {
        for (int field = fieldsStart(event); field < fieldsEnd[event]; field++) {
            Object value = fieldValue[field];
            use.accept(fieldKey[field], value == null ? (Object) fieldNumber[field] : value);
        }
    }

    private int field(int event, Key key) {
        for (int field = fieldsStart(event); field < fieldsEnd[event]; field++) {
            if (fieldKey[field] == key) {
                return field;
            }
        }
        return -1;
    }

    private int fieldsStart(int event) {
        return event == 0 ? 0 : fieldsEnd[event - 1];
    }

    private void roomForField() {
        if (fieldCount == fieldKey.length) {
            int size = fieldCount * 2;
            fieldKey = Arrays.copyOf(fieldKey, size);
            fieldNumber = Arrays.copyOf(fieldNumber, size);
            fieldValue = Arrays.copyOf(fieldValue, size);
        }
    }

    private void growEvents(int size) {
        timeNanos = Arrays.copyOf(timeNanos, size);
        pid = Arrays.copyOf(pid, size);
        sequence = Arrays.copyOf(sequence, size);
        kind = Arrays.copyOf(kind, size);
        request = Arrays.copyOf(request, size);
        task = Arrays.copyOf(task, size);
        thread = Arrays.copyOf(thread, size);
        line = Arrays.copyOf(line, size);
        fieldsEnd = Arrays.copyOf(fieldsEnd, size);
    }
}
