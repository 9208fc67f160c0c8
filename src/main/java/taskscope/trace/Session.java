package taskscope.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A SQLAlchemy session and all that was done with it, in order. `className` is `Session` or `AsyncSession`.
public record Session(
        int id,
        int process,
        String className,
        @Nullable Location createdAt,
        long createdNanos,
        int event,
        List<Step> steps) {

    /// One thing done with the session, by whom it was done. `statement` is an index into [Trace#statements()],
    /// [Trace#NONE] unless the step is a STATEMENT; `exception` that of a failed flush.
    public record Step(
            Action action,
            int event,
            long timeNanos,
            int request,
            int task,
            int thread,
            int statement,
            int exception,
            List<RowKey> rows) {
        public Step {
            rows = List.copyOf(rows);
        }
    }

    /// What was done.
    public enum Action {
        BEGAN,
        FLUSHED,
        FLUSH_FAILED,
        COMMITTED,
        ROLLED_BACK,
        CLOSED,
        STATEMENT
    }

    public Session {
        steps = List.copyOf(steps);
    }
}
