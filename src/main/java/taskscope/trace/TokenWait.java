package taskscope.trace;

/// A request or task that waited for a worker thread; `endNanos` is [Trace#NEVER] where it never got one.
public record TokenWait(int process, int event, int request, int task, long startNanos, long endNanos) {}
