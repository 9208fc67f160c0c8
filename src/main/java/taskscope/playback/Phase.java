package taskscope.playback;

/// What somebody is doing at an instant.
public enum Phase {
    /// A client that has no answer yet.
    WAITING,
    /// A client whose answer has begun.
    RECEIVING,
    /// A client that has all of its answer.
    ANSWERED,
    /// A client that went away first.
    GONE,
    /// A client whose request ended without an answer.
    UNANSWERED,
    /// An event loop that can serve.
    FREE,
    /// An event loop that cannot.
    STALLED,
    /// A task that waits for its turn.
    QUEUED,
    /// A task at work.
    RUNNING,
    /// A task that returned, or a process that has gone.
    ENDED,
    /// A task that raised.
    FAILED,
    /// A task that was cancelled.
    CANCELLED,
    /// A task that stands behind one that raised or was cancelled.
    BEHIND,
    /// A task whose request is over and which never started.
    LOST,
    /// A session without a transaction.
    OPEN,
    /// A session in a transaction.
    IN_TRANSACTION,
    /// A session that was closed.
    CLOSED,
    /// A pool or the worker threads: how many are in use.
    IN_USE,
    /// A process that starts.
    STARTING,
    /// A process that serves.
    SERVING,
    /// A process that was told to stop.
    STOPPING
}
