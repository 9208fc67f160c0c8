package taskscope.recording;

import java.util.Arrays;
import taskscope.trace.EventKind;
import taskscope.trace.Events;

/// The events of a trace as nine columns, about 30 bytes an event. They grow in the order of the file while it is
/// read; a trace gets a copy in its own order, which nobody changes any more.
final class EventColumns implements Events {

    private static final EventKind[] KINDS = EventKind.values();
    private static final int FIRST_SIZE = 1024;

    private int count;
    private long[] times;
    private NarrowColumn kinds;
    private NarrowColumn processes;
    private NarrowColumn sequences;
    private NarrowColumn requests;
    private NarrowColumn tasks;
    private NarrowColumn threads;
    private NarrowColumn subjects;
    private NarrowColumn values;

    EventColumns() {
        this(FIRST_SIZE);
    }

    private EventColumns(int size) {
        times = new long[size];
        kinds = new NarrowColumn(size);
        processes = new NarrowColumn(size);
        sequences = new NarrowColumn(size);
        requests = new NarrowColumn(size);
        tasks = new NarrowColumn(size);
        threads = new NarrowColumn(size);
        subjects = new NarrowColumn(size);
        values = new NarrowColumn(size);
    }

    @SuppressWarnings("EnumOrdinal") // One byte an event; the numbers never leave this class.
    void add(CurrentEvent event, int subject, long value) {
        if (count == times.length) {
            grow(count + count / 2);
        }
        times[count] = event.timeNanos();
        kinds.set(count, event.kind().ordinal());
        processes.set(count, event.process());
        sequences.set(count, event.sequence());
        requests.set(count, event.request());
        tasks.set(count, event.task());
        threads.set(count, event.thread());
        subjects.set(count, subject);
        values.set(count, value);
        count++;
    }

    EventOrder order() {
        return EventOrder.of(times, sequences, count);
    }

    /// A copy in the order of the trace, with times that count from the first event.
    EventColumns frozen(EventOrder order) {
        EventColumns frozen = new EventColumns(0);
        frozen.count = count;
        frozen.times = new long[count];
        for (int each = 0; each < count; each++) {
            frozen.times[each] = times[order.oldPlace(each)] - order.zeroNanos();
        }
        frozen.kinds = kinds.frozen(order, count);
        frozen.processes = processes.frozen(order, count);
        frozen.sequences = sequences.frozen(order, count);
        frozen.requests = requests.frozen(order, count);
        frozen.tasks = tasks.frozen(order, count);
        frozen.threads = threads.frozen(order, count);
        frozen.subjects = subjects.frozen(order, count);
        frozen.values = values.frozen(order, count);
        return frozen;
    }

    private void grow(int size) {
        times = Arrays.copyOf(times, size);
        kinds.grow(size);
        processes.grow(size);
        sequences.grow(size);
        requests.grow(size);
        tasks.grow(size);
        threads.grow(size);
        subjects.grow(size);
        values.grow(size);
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
        return KINDS[(int) kinds.get(event)];
    }

    @Override
    public int process(int event) {
        return (int) processes.get(event);
    }

    @Override
    public int sequence(int event) {
        return (int) sequences.get(event);
    }

    @Override
    public int request(int event) {
        return (int) requests.get(event);
    }

    @Override
    public int task(int event) {
        return (int) tasks.get(event);
    }

    @Override
    public int thread(int event) {
        return (int) threads.get(event);
    }

    @Override
    public int subject(int event) {
        return (int) subjects.get(event);
    }

    @Override
    public long value(int event) {
        return values.get(event);
    }
}
