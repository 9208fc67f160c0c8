package taskscope.trace;

/// An exception that was raised and handled in the user's own frames inside a task.
public record HandledException(
        int process, int event, long timeNanos, int request, int task, String type, Location at, Location handledAt) {}
