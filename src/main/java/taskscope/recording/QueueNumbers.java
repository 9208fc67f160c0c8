package taskscope.recording;

import java.util.Arrays;
import taskscope.trace.Trace;

/// Numbers the queue objects of all processes, and the tasks in each.
final class QueueNumbers {

    private final IdIndex byId = new IdIndex();
    private int[] lengths = new int[64];
    private int count;

    int number(int process, int id) {
        int known = byId.find(process, id);
        if (id == Trace.NONE || known != Trace.NONE) {
            return known;
        }
        byId.put(process, id, count);
        lengths = count == lengths.length ? Arrays.copyOf(lengths, count * 2) : lengths;
        return count++;
    }

    /// The place of the next task in a queue, from 0; always 0 for a task that is in none.
    int nextPosition(int queue) {
        return queue == Trace.NONE ? 0 : lengths[queue]++;
    }
}
