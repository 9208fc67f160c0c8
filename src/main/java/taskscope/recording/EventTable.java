package taskscope.recording;

import java.util.Arrays;
import taskscope.trace.EventKind;
import taskscope.trace.Events;

/// The events in the order of the file, as growing columns, until they are put in the order of the trace.
final class EventTable implements Events {

    private static final EventKind[] KINDS = EventKind.values();

    private long[] times = new long[1024];
    private byte[] kinds = new byte[1024];
    private short[] processes = new short[1024];
    private short[] threads = new short[1024];
    private int[] sequences = new int[1024];
    private int[] requests = new int[1024];
    private int[] tasks = new int[1024];
    private int[] subjects = new int[1024];
    private long[] values = new long[1024];
    private int count;

    int add(Entry entry, EventKind kind, int sequence) {
        if (count == times.length) {
            resize(count + (count >> 1));
        }
        times[count] = entry.timeNanos;
        kinds[count] = (byte) kind.ordinal();
        processes[count] = (short) entry.process;
        threads[count] = (short) entry.thread;
        sequences[count] = sequence;
        requests[count] = entry.request;
        tasks[count] = entry.task;
        subjects[count] = -1;
        return count++;
    }

    void tell(int event, int subject, long value) {
        subjects[event] = subject;
        values[event] = value;
    }

    private void resize(int size) {
        times = Arrays.copyOf(times, size);
        kinds = Arrays.copyOf(kinds, size);
        processes = Arrays.copyOf(processes, size);
        threads = Arrays.copyOf(threads, size);
        sequences = Arrays.copyOf(sequences, size);
        requests = Arrays.copyOf(requests, size);
        tasks = Arrays.copyOf(tasks, size);
        subjects = Arrays.copyOf(subjects, size);
        values = Arrays.copyOf(values, size);
    }

    /// The events in order of (time, sequence), with the first at 0; `newIndex` tells where each one went.
    EventTable sorted(int[] order, long zeroNanos) {
        var sorted = new EventTable();
        sorted.resize(Math.max(1, count));
        for (int to = 0; to < count; to++) {
            int from = order[to];
            sorted.times[to] = times[from] - zeroNanos;
            sorted.kinds[to] = kinds[from];
            sorted.processes[to] = processes[from];
            sorted.threads[to] = threads[from];
            sorted.sequences[to] = sequences[from];
            sorted.requests[to] = requests[from];
            sorted.tasks[to] = tasks[from];
            sorted.subjects[to] = subjects[from];
            sorted.values[to] = values[from];
        }
        sorted.count = count;
        return sorted;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public long timeNanos(int event) {
        return times[event];
    }

    @Override
    public EventKind kind(int event) {
        return KINDS[kinds[event]];
    }

    @Override
    public int process(int event) {
        return processes[event];
    }

    @Override
    public int sequence(int event) {
        return sequences[event];
    }

    @Override
    public int request(int event) {
        return requests[event];
    }

    @Override
    public int task(int event) {
        return tasks[event];
    }

    @Override
    public int thread(int event) {
        return threads[event];
    }

    @Override
    public int subject(int event) {
        return subjects[event];
    }

    @Override
    public long value(int event) {
        return values[event];
    }
}
