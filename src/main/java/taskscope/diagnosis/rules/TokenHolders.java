package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.Task;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// The plain `def` tasks of a process that hold a worker thread, asked for one instant after the other.
final class TokenHolders {

    private final long openEndNanos;
    private final Map<Integer, Long> gotThreadNanos = new HashMap<>();
    private final List<Task> byStart;
    private List<Task> running = new ArrayList<>();
    private int next;

    TokenHolders(Trace trace, int process) {
        openEndNanos = trace.endNanos();
        for (TokenWait each : trace.tokenWaits()) {
            if (each.task() != Trace.NONE) {
                gotThreadNanos.put(each.task(), each.endNanos() == Trace.NEVER ? Long.MAX_VALUE : each.endNanos());
            }
        }
        byStart = trace.tasks().stream()
                .filter(each -> each.process() == process && !each.isAsync() && each.hasStarted())
                .sorted(Comparator.comparingLong(Task::startNanos))
                .toList();
    }

    /// Instants must be asked for in order.
    List<Task> at(long nanos) {
        while (next < byStart.size() && byStart.get(next).startNanos() <= nanos) {
            running.add(byStart.get(next++));
        }
        running = new ArrayList<>(running.stream()
                .filter(each -> each.ran(openEndNanos).endNanos() >= nanos)
                .toList());
        return running.stream()
                .filter(each -> gotThreadNanos.getOrDefault(each.id(), Long.MIN_VALUE) <= nanos)
                .toList();
    }
}
