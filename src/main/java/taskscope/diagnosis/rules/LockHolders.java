package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import taskscope.trace.Stall;
import taskscope.trace.Stall.BusyThread;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The stalls of one process during which several runs of one task function computed in worker threads.
final class LockHolders {

    private final List<Stall> stalls = new ArrayList<>();
    private final Map<Integer, Integer> percentOfTask = new HashMap<>();
    private final Set<Integer> atOnce = new HashSet<>();
    private BusyThread busiest;

    private LockHolders(BusyThread first) {
        busiest = first;
    }

    /// One for each process and task function.
    static Collection<LockHolders> in(Trace trace) {
        Map<List<Object>, LockHolders> found = new LinkedHashMap<>();
        for (Stall stall : trace.stalls()) {
            if (stall.busyThreads().isEmpty() || StallCause.of(HeldLoop.of(stall)) != StallCause.OTHER_THREADS) {
                continue;
            }
            stall.busyThreads().stream()
                    .filter(each -> each.task() != Trace.NONE)
                    .max(Comparator.comparingInt(BusyThread::cpuPercent))
                    .ifPresent(busiest -> found.computeIfAbsent(
                                    List.of(
                                            stall.process(),
                                            trace.tasks().get(busiest.task()).name()),
                                    _ -> new LockHolders(busiest))
                            .add(stall, busiest));
        }
        return found.values();
    }

    private void add(Stall stall, BusyThread chief) {
        stalls.add(stall);
        List<BusyThread> tasks = stall.busyThreads().stream()
                .filter(each -> each.task() != Trace.NONE)
                .toList();
        tasks.forEach(each -> percentOfTask.merge(each.task(), each.cpuPercent(), Integer::sum));
        if (tasks.size() > 1) {
            tasks.forEach(each -> atOnce.add(each.task()));
        }
        busiest = chief.cpuPercent() > busiest.cpuPercent() ? chief : busiest;
    }

    /// In order of their start.
    List<Stall> stalls() {
        return stalls.stream()
                .sorted(Comparator.comparingLong(each -> each.when().startNanos()))
                .toList();
    }

    long stalledNanos() {
        return stalls.stream().mapToLong(each -> each.when().durationNanos()).sum();
    }

    Stall worst() {
        return stalls.stream()
                .max(Comparator.comparingLong(each -> each.when().durationNanos()))
                .orElseThrow();
    }

    /// How many tasks were seen to compute side by side.
    int tasksAtOnce() {
        return atOnce.size();
    }

    BusyThread busiest() {
        return busiest;
    }

    /// The run that used the processor most.
    Task task(Trace trace) {
        return trace.tasks()
                .get(percentOfTask.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(busiest.task()));
    }
}
