package taskscope.trace;

/// A file that came with a request. `bytes` is its size, -1 where unknown; `closedNanos` is [Trace#NEVER] where it was
/// not closed.
public record Upload(
        int process, int request, long bytes, long openedNanos, long closedNanos, int openedEvent, int closedEvent) {}
