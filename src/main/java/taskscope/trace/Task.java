package taskscope.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.time.TimeRange;

/// One FastAPI background task: queued once, run at most once.
///
/// Times are nanoseconds since the first event, [Trace#NEVER] for what did not happen. `queue` numbers the queue
/// object (`BackgroundTasks`) within the trace and `position` the place in it, from 0. `queuedBy` is the function
/// whose code called `add_task`, `returned` the type name of what the task returned (`""` where it did not return).
public record Task(
        int id,
        int process,
        int request,
        int queue,
        int position,
        String name,
        int function,
        boolean isAsync,
        @Nullable Location queuedAt,
        int queuedBy,
        List<Argument> arguments,
        int thread,
        long queuedNanos,
        long startNanos,
        long endNanos,
        Outcome outcome,
        String returned,
        int exception,
        Marks marks) {

    /// How far the task got.
    public enum Outcome {
        NEVER_STARTED,
        RUNNING,
        ENDED,
        FAILED,
        CANCELLED
    }

    /// The events that tell of the task, [Trace#NONE] for what did not happen.
    public record Marks(int queued, int started, int ended) {}

    public Task {
        arguments = List.copyOf(arguments);
    }

    /// The last part of the dotted name: `send_mail`.
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public boolean hasStarted() {
        return startNanos != Trace.NEVER;
    }

    /// From start to end, or to `openEndNanos` where the recording stopped first; only for a task that started.
    public TimeRange ran(long openEndNanos) {
        return new TimeRange(startNanos, Math.max(startNanos, endNanos == Trace.NEVER ? openEndNanos : endNanos));
    }
}
