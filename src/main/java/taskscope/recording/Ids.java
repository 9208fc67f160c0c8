package taskscope.recording;

import java.util.function.IntSupplier;
import taskscope.trace.Trace;

/// From the ids of a recording, unique within their process, to indexes of the trace.
final class Ids {

    private final LongIntMap known = new LongIntMap();

    /// The index for an id, where `fresh` gives the index of one not met before.
    int of(int process, long id, IntSupplier fresh) {
        long key = key(process, id);
        int index = known.get(key);
        if (index == LongIntMap.ABSENT) {
            index = fresh.getAsInt();
            known.put(key, index);
        }
        return index;
    }

    /// The index for an id, [Trace#NONE] where none was met; an id of 0 or below names nothing.
    int find(int process, long id) {
        int index = id <= 0 ? LongIntMap.ABSENT : known.get(key(process, id));
        return index == LongIntMap.ABSENT ? Trace.NONE : index;
    }

    /// From here on the id means something else.
    void renew(int process, long id, int index) {
        known.put(key(process, id), index);
    }

    private static long key(int process, long id) {
        return (long) process << 48 ^ id;
    }
}
