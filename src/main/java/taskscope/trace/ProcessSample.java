package taskscope.trace;

/// CPU time and memory of a process at one instant, since its start.
public record ProcessSample(int process, int event, long timeNanos, long cpuNanos, long rssBytes) {}
