package taskscope.trace;

/// A line of code. `file` is relative to the recorded working directory when it lies inside it; `line` counts from 1.
public record Location(String file, int line, String function) {}
