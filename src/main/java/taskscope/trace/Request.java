package taskscope.trace;

import taskscope.time.TimeRange;

/// One HTTP or WebSocket request. Times are nanoseconds since the first event, [Trace#NEVER] for what did not happen;
/// ids are indexes into the lists of [Trace], [Trace#NONE] where there is none.
///
/// `responseEndNanos` is when the last byte was handed to the server: from there on nothing can reach the client.
/// `endNanos` is when the application returned, background tasks included.
public record Request(
        int id,
        int process,
        boolean isWebSocket,
        String method,
        String path,
        String client,
        int status,
        int routeFunction,
        long startNanos,
        long responseStartNanos,
        long responseEndNanos,
        long disconnectNanos,
        long endNanos,
        int exception,
        int responseQueue,
        int injectedQueue,
        Marks marks) {

    /// The events that tell of the request, [Trace#NONE] for what did not happen.
    public record Marks(
            int started,
            int routeStarted,
            int routeEnded,
            int responseStarted,
            int responseEnded,
            int disconnected,
            int ended) {}

    /// `POST /order`, as people name it.
    public String name() {
        return method + " " + path;
    }

    public boolean hasAnswered() {
        return responseEndNanos != Trace.NEVER;
    }

    /// A status of 200 to 299.
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// What the client saw: from the start to the last byte, or to `openEndNanos` where it never came.
    public TimeRange clientWaited(long openEndNanos) {
        long endOfAnswerNanos = hasAnswered() ? responseEndNanos : endNanos != Trace.NEVER ? endNanos : openEndNanos;
        return new TimeRange(startNanos, Math.max(startNanos, endOfAnswerNanos));
    }
}
