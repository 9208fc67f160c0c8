package taskscope.trace;

import java.util.List;
import taskscope.time.TimeRange;
import taskscope.traceback.Frame;

/// The event loop could not serve anybody. `request` and `task` name whose code held it, [Trace#NONE] where nobody's.
///
/// `callbacks` counts the different callbacks seen running: 1 for one long call. `cpuNanos` is CPU time of the loop's
/// thread during the stall, -1 where not recorded: little of it means sleeping or waiting.
public record Stall(
        int id,
        int process,
        int thread,
        TimeRange when,
        boolean hasEnded,
        Owner owner,
        int request,
        int task,
        String coroutine,
        int callbacks,
        long cpuNanos,
        int busyThreads,
        List<Sample> samples,
        Marks marks) {

    /// A stack of the loop's thread, outermost frame first, and how often it was seen.
    public record Sample(int count, List<Frame> frames) {
        public Sample {
            frames = List.copyOf(frames);
        }
    }

    /// Whose code held the loop.
    public enum Owner {
        REQUEST,
        TASK,
        ASYNCIO,
        GC,
        UNKNOWN
    }

    /// The events that tell of the stall, [Trace#NONE] for what did not happen.
    public record Marks(int started, int ended) {}

    public Stall {
        samples = List.copyOf(samples);
    }
}
