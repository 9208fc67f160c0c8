package taskscope.trace;

import java.util.List;
import taskscope.time.TimeRange;
import taskscope.traceback.RaisedException;

/// The loaded, frozen model of one run. Everything is named by its index in its list.
///
/// Times are nanoseconds since the first event. Memory: the columns of [Events] and one small record a thing.
public record Trace(
        TraceInfo info,
        Events events,
        List<ProcessInfo> processes,
        List<ThreadInfo> threads,
        List<FunctionInfo> functions,
        List<RaisedException> exceptions,
        List<Request> requests,
        List<Task> tasks,
        List<Dependency> dependencies,
        List<Session> sessions,
        List<Statement> statements,
        List<Checkout> checkouts,
        List<Stall> stalls,
        List<TokenSample> tokenSamples,
        List<TokenWait> tokenWaits,
        List<LogRecord> logs,
        List<ShownWarning> warnings,
        List<HandledException> handledExceptions,
        List<ProcessSample> processSamples,
        List<RecorderCost> costs,
        List<AsyncioTask> asyncioTasks,
        List<Upload> uploads,
        List<Circumstance> circumstances,
        long endNanos) {

    /// The id of nothing: no request, no task, no exception.
    public static final int NONE = -1;

    /// The time of what did not happen.
    public static final long NEVER = -1;

    public boolean has(Sensor wanted) {
        return info.sensors().contains(wanted);
    }

    /// From the first event to the last.
    public TimeRange span() {
        return new TimeRange(0, endNanos);
    }
}
