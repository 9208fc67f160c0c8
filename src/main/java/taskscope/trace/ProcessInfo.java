package taskscope.trace;

import java.util.OptionalInt;

/// One Python process of the run. `role` is `main`, `worker` or `child`; times are [Trace#NEVER] where not recorded.
public record ProcessInfo(int pid, int parentPid, String role, long startNanos, long endNanos, OptionalInt exitCode) {}
