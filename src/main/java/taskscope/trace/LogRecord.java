package taskscope.trace;

/// A log record at WARNING and above or with an exception; its text is not recorded. `isReached`: a handler took it.
public record LogRecord(
        int process,
        int event,
        long timeNanos,
        String logger,
        String level,
        int exception,
        boolean isReached,
        int request,
        int task) {}
