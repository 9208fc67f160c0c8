package taskscope.recording;

import java.util.Arrays;
import taskscope.trace.Trace;

/// Ids that are unique within a process -> indexes that are unique in the trace. Ids count from 1, so those of a
/// process lie side by side in the table.
final class IdIndex {

    private static final long FREE = -1;

    /// Table slots per process number: keeps the ids of different processes apart without a costly hash.
    private static final int PROCESS_STRIDE = 7919;

    private long[] keys = new long[64];
    private int[] indexes = new int[64];
    private int count;

    /// The slot that was found last: events of one request come one after the other.
    private int lastSlot;

    IdIndex() {
        Arrays.fill(keys, FREE);
    }

    /// [Trace#NONE] for an id that is unknown or not there at all.
    int find(int process, int id) {
        return id < 0 ? Trace.NONE : indexOf(key(process, id));
    }

    /// Does nothing for an id that is not there at all.
    void put(int process, int id, int index) {
        if (id < 0) {
            return;
        }
        if (count * 2 >= keys.length) {
            grow();
        }
        long key = key(process, id);
        int slot = slot(key);
        count += keys[slot] == FREE ? 1 : 0;
        keys[slot] = key;
        indexes[slot] = index;
    }

    void remove(int process, int id) {
        int slot = slot(key(process, id));
        if (keys[slot] != FREE) {
            indexes[slot] = Trace.NONE;
        }
    }

    private int indexOf(long key) {
        int slot = keys[lastSlot] == key ? lastSlot : slot(key);
        lastSlot = slot;
        return keys[slot] == FREE ? Trace.NONE : indexes[slot];
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = ((int) key + (int) (key >>> 32) * PROCESS_STRIDE) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldIndexes = indexes;
        lastSlot = 0;
        keys = new long[oldKeys.length * 2];
        indexes = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int each = 0; each < oldKeys.length; each++) {
            if (oldKeys[each] != FREE) {
                int slot = slot(oldKeys[each]);
                keys[slot] = oldKeys[each];
                indexes[slot] = oldIndexes[each];
            }
        }
    }

    private static long key(int process, int id) {
        return ((long) process << 32) | id;
    }
}
