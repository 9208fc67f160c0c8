package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.time.TimeRange;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.TokenSample;
import taskscope.trace.TokenWait;
import taskscope.trace.Trace;

/// A stretch in which every worker thread was taken and somebody waited for one.
record FullPool(int process, int total, List<TokenWait> waits, List<Task> holders, TimeRange when) {

    /// Stretches in order; waits that overlap belong to one.
    static List<FullPool> in(Trace trace) {
        if (trace.tokenWaits().isEmpty()) {
            return List.of();
        }
        Map<Integer, List<TokenWait>> ofProcess = new HashMap<>();
        trace.tokenWaits()
                .forEach(each -> ofProcess
                        .computeIfAbsent(each.process(), _ -> new ArrayList<>())
                        .add(each));
        List<FullPool> found = new ArrayList<>();
        ofProcess.forEach((process, waits) -> found.addAll(stretches(trace, process, waits)));
        return found;
    }

    private static List<FullPool> stretches(Trace trace, int process, List<TokenWait> waits) {
        var holders = new TokenHolders(trace, process);
        int total = trace.tokenSamples().stream()
                .filter(each -> each.process() == process)
                .mapToInt(TokenSample::total)
                .max()
                .orElse(0);
        List<FullPool> found = new ArrayList<>();
        List<TokenWait> together = new ArrayList<>();
        long endNanos = -1;
        for (TokenWait each : waits.stream()
                .sorted(Comparator.comparingLong(TokenWait::startNanos))
                .toList()) {
            if (!together.isEmpty() && each.startNanos() > endNanos) {
                found.add(of(process, total, together, holders, endNanos));
                together = new ArrayList<>();
            }
            together.add(each);
            endNanos = Math.max(endNanos, end(trace, each));
        }
        found.add(of(process, total, together, holders, endNanos));
        return found;
    }

    private static FullPool of(int process, int total, List<TokenWait> waits, TokenHolders holders, long endNanos) {
        long fullNanos = waits.getFirst().startNanos();
        return new FullPool(
                process,
                total,
                List.copyOf(waits),
                holders.at(fullNanos),
                new TimeRange(fullNanos, Math.max(fullNanos, endNanos)));
    }

    private static long end(Trace trace, TokenWait wait) {
        return wait.endNanos() == Trace.NEVER ? trace.endNanos() : wait.endNanos();
    }

    long longestWaitNanos(Trace trace) {
        return waits.stream()
                .mapToLong(each -> end(trace, each) - each.startNanos())
                .max()
                .orElse(0);
    }

    /// Waits of others than the tasks themselves: requests that have no answer yet.
    List<TokenWait> waitsOfRequests() {
        return waits.stream().filter(each -> each.task() == Trace.NONE).toList();
    }

    long lostNanos(Trace trace) {
        return waitsOfRequests().stream()
                .mapToLong(each -> end(trace, each) - each.startNanos())
                .sum();
    }

    /// The tasks have most of the threads.
    boolean isHeldByTasks() {
        return total > 0 && holders.size() * 2 > total;
    }

    /// A loop that stands still gives out no threads, however many are free.
    boolean isStalledLoop(Overlaps<Stall> stalls) {
        long stalledNanos = stalls.with(when).stream()
                .filter(each -> each.process() == process)
                .mapToLong(each -> overlapNanos(each, when))
                .sum();
        return stalledNanos * 2 > when.durationNanos();
    }

    private static long overlapNanos(Stall stall, TimeRange range) {
        return Math.min(stall.when().endNanos(), range.endNanos())
                - Math.max(stall.when().startNanos(), range.startNanos());
    }
}
