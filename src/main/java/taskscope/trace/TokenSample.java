package taskscope.trace;

/// The worker threads at one instant: tokens of AnyIO's default limiter in use, their total, and who waits.
public record TokenSample(int process, int event, long timeNanos, int borrowed, int total, int waiting) {}
