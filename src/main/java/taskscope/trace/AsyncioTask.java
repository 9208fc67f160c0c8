package taskscope.trace;

import org.jspecify.annotations.Nullable;

/// An asyncio task that the user's code made, by `asyncio.create_task` for example.
///
/// `name` is the dotted name of its coroutine function, `via` what made it, `phase` the part of the application's life
/// that it was made in: `startup`, `shutdown`, or empty. `endNanos` is [Trace#NEVER] where it was still running at the
/// end of the recording, `exception` what it failed with.
public record AsyncioTask(
        int process,
        int request,
        int task,
        String name,
        int function,
        String via,
        String phase,
        @Nullable Location at,
        long startNanos,
        long endNanos,
        Outcome outcome,
        int exception,
        int createdEvent,
        int endedEvent) {

    /// How it came to its end. `DESTROYED`: nobody held it, and it was collected before it was done.
    public enum Outcome {
        RUNNING,
        ENDED,
        FAILED,
        CANCELLED,
        DESTROYED
    }
}
