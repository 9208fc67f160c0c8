package taskscope.trace;

/// The events of a trace in order of (time, sequence number), as columns: about 40 bytes an event.
///
/// An event is named by its index, from 0 to `count() - 1`. Ids are indexes into the lists of [Trace], [Trace#NONE]
/// where there is none.
public interface Events {

    int count();

    /// Nanoseconds since the first event of the trace.
    long timeNanos(int event);

    EventKind kind(int event);

    /// Index into [Trace#processes()].
    int process(int event);

    /// The sequence number that the recorder gave within the process.
    int sequence(int event);

    /// Index into [Trace#requests()].
    int request(int event);

    /// Index into [Trace#tasks()].
    int task(int event);

    /// Index into [Trace#threads()].
    int thread(int event);

    /// What the event is about, as an index into the list that belongs to its kind: a dependency, a session, a
    /// checkout, a statement, a stall, a log record; for `exception.seen` and `task.failed` an exception, for
    /// `route.started` and `function.seen` a function.
    int subject(int event);

    /// The number that belongs to the kind: `status`, `bytes`, `durationNanos`, `waitedNanos`; else 0.
    long value(int event);
}
