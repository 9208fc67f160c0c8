package taskscope.trace;

import java.util.Map;

/// What the recorder says of itself: events written and dropped, CPU time it took, and failures inside it by place.
public record RecorderCost(
        int process, long eventCount, long droppedCount, long busyNanos, Map<String, Long> failures) {
    public RecorderCost {
        failures = Map.copyOf(failures);
    }
}
