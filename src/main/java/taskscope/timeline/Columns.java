package taskscope.timeline;

import java.util.Arrays;
import java.util.List;
import taskscope.trace.Thing;

/// Stretches of time in order of their start, as columns: about 24 bytes each. A moment is a stretch of length 0.
///
/// `ref` is what the stretch stands for, `kind` how to read it; `merged` counts the stretches that one entry covers.
final class Columns {

    private static final List<Thing.Kind> KINDS = List.of(Thing.Kind.values());
    private static final int FIRST_CAPACITY = 8;

    long[] start = new long[FIRST_CAPACITY];
    long[] end = new long[FIRST_CAPACITY];
    int[] ref = new int[FIRST_CAPACITY];
    int[] merged = new int[FIRST_CAPACITY];
    byte[] kind = new byte[FIRST_CAPACITY];
    short[] style = new short[FIRST_CAPACITY];
    int count;

    void add(long startNanos, long endNanos, int kindCode, int reference, short packed, int mergedCount) {
        if (count == start.length) {
            grow(count + (count >> 1));
        }
        start[count] = startNanos;
        end[count] = endNanos;
        kind[count] = (byte) kindCode;
        ref[count] = reference;
        style[count] = packed;
        merged[count] = mergedCount;
        count++;
    }

    void add(long startNanos, long endNanos, Thing thing, Style look) {
        add(startNanos, endNanos, KINDS.indexOf(thing.kind()), thing.id(), look.packed(), 1);
    }

    void trim() {
        grow(count);
    }

    Thing thing(int index) {
        return new Thing(KINDS.get(kind[index]), ref[index]);
    }

    /// The first entry that starts at or after this instant; `count` where there is none.
    int firstFrom(long nanos) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void grow(int capacity) {
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        ref = Arrays.copyOf(ref, capacity);
        merged = Arrays.copyOf(merged, capacity);
        kind = Arrays.copyOf(kind, capacity);
        style = Arrays.copyOf(style, capacity);
    }
}
