package taskscope.trace;

import java.util.List;
import taskscope.time.TimeRange;
import taskscope.traceback.Frame;

/// The event loop could not serve anybody. `request` and `task` name whose code held it, [Trace#NONE] where nobody's.
///
/// `callbacks` counts the different callbacks seen running: 1 for one long call. `cpuNanos` is CPU time of the loop's
/// thread during the stall and `processCpuNanos` that of the whole process, -1 where not recorded: little of both means
/// sleeping or waiting, much of the second alone that other threads had the interpreter's lock. `busyThreads` are
/// those.
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
        long processCpuNanos,
        List<BusyThread> busyThreads,
        List<Sample> samples,
        Marks marks) {

    /// A stack of the loop's thread, outermost frame first, and how often it was seen.
    public record Sample(int count, List<Frame> frames) {
        public Sample {
            frames = List.copyOf(frames);
        }
    }

    /// A thread that computed for a request or task while the loop waited: its share of the time, and its stack.
    public record BusyThread(int request, int task, int cpuPercent, List<Frame> frames) {
        public BusyThread {
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
        busyThreads = List.copyOf(busyThreads);
    }
}
