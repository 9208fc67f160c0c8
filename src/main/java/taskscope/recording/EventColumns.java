package taskscope.recording;

import java.util.Arrays;
import taskscope.trace.EventKind;
import taskscope.trace.Events;

/// The events of a trace as nine columns, 41 bytes an event. They grow in the order of the file while it is read; a
/// trace gets a copy in its own order, which nobody changes any more.
final class EventColumns implements Events {

    private static final EventKind[] KINDS = EventKind.values();
    private static final int FIRST_SIZE = 1024;

    private int count;
    private long[] times;
    private byte[] kinds;
    private int[] processes;
    private int[] sequences;
    private int[] requests;
    private int[] tasks;
    private int[] threads;
    private int[] subjects;
    private long[] values;

    EventColumns() {
        this(FIRST_SIZE);
    }

    private EventColumns(int size) {
        times = new long[size];
        kinds = new byte[size];
        processes = new int[size];
        sequences = new int[size];
        requests = new int[size];
        tasks = new int[size];
        threads = new int[size];
        subjects = new int[size];
        values = new long[size];
    }

    @SuppressWarnings("EnumOrdinal") // One byte an event; the numbers never leave this class.
    void add(CurrentEvent event, int subject, long value) {
        if (count == times.length) {
            grow(count + count / 2);
        }
        times[count] = event.timeNanos();
        kinds[count] = (byte) event.kind().ordinal();
        processes[count] = event.process();
        sequences[count] = event.sequence();
        requests[count] = event.request();
        tasks[count] = event.task();
        threads[count] = event.thread();
        subjects[count] = subject;
        values[count] = value;
        count++;
    }

    EventOrder order() {
        return EventOrder.of(times, sequences, count);
    }

    /// A copy in the order of the trace, with times that count from the first event.
    EventColumns frozen(EventOrder order) {
        EventColumns frozen = new EventColumns(0);
        frozen.count = count;
        frozen.times = order.apply(times);
        frozen.kinds = order.apply(kinds);
        frozen.processes = order.apply(processes);
        frozen.sequences = order.apply(sequences);
        frozen.requests = order.apply(requests);
        frozen.tasks = order.apply(tasks);
        frozen.threads = order.apply(threads);
        frozen.subjects = order.apply(subjects);
        frozen.values = order.apply(values);
        for (int each = 0; each < count; each++) {
            frozen.times[each] -= order.zeroNanos();
        }
        return frozen;
    }

    private void grow(int size) {
        times = Arrays.copyOf(times, size);
        kinds = Arrays.copyOf(kinds, size);
        processes = Arrays.copyOf(processes, size);
        sequences = Arrays.copyOf(sequences, size);
        requests = Arrays.copyOf(requests, size);
        tasks = Arrays.copyOf(tasks, size);
        threads = Arrays.copyOf(threads, size);
        subjects = Arrays.copyOf(subjects, size);
        values = Arrays.copyOf(values, size);
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
