package taskscope.trace;

import org.jspecify.annotations.Nullable;

/// A Python warning, such as `RuntimeWarning: coroutine 'send' was never awaited`.
public record ShownWarning(
        int process,
        int event,
        long timeNanos,
        String category,
        String message,
        @Nullable Location at,
        int request,
        int task) {}
