package taskscope.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.time.TimeRange;
import taskscope.trace.Stall;
import taskscope.trace.Trace;

/// The stalls of each event loop in order, which never overlap: one loop is stalled once at a time.
final class LoopStalls {

    private final Map<Integer, List<Stall>> byProcess = new HashMap<>();

    LoopStalls(Trace trace) {
        trace.stalls()
                .forEach(stall -> byProcess
                        .computeIfAbsent(stall.process(), _ -> new ArrayList<>())
                        .add(stall));
        byProcess
                .values()
                .forEach(each ->
                        each.sort(Comparator.comparingLong(stall -> stall.when().startNanos())));
    }

    List<Stall> of(int process) {
        return byProcess.getOrDefault(process, List.of());
    }

    /// How long within the range the loop was held by others than this request.
    long heldByOthersNanos(int process, int request, TimeRange when) {
        List<Stall> stalls = of(process);
        long heldNanos = 0;
        for (int each = firstEndingAfter(stalls, when.startNanos()); each < stalls.size(); each++) {
            Stall stall = stalls.get(each);
            if (stall.when().startNanos() >= when.endNanos()) {
                break;
            }
            if (stall.request() != request) {
                heldNanos += Math.min(stall.when().endNanos(), when.endNanos())
                        - Math.max(stall.when().startNanos(), when.startNanos());
            }
        }
        return heldNanos;
    }

    /// What remains of the range when the stalls are cut out.
    List<TimeRange> without(int process, TimeRange when) {
        List<Stall> stalls = of(process);
        List<TimeRange> rest = new ArrayList<>();
        long fromNanos = when.startNanos();
        for (int each = firstEndingAfter(stalls, fromNanos);
                each < stalls.size() && fromNanos < when.endNanos();
                each++) {
            TimeRange stall = stalls.get(each).when();
            long untilNanos = Math.min(stall.startNanos(), when.endNanos());
            if (untilNanos > fromNanos) {
                rest.add(new TimeRange(fromNanos, untilNanos));
            }
            fromNanos = Math.max(fromNanos, stall.endNanos());
        }
        if (fromNanos < when.endNanos()) {
            rest.add(new TimeRange(fromNanos, when.endNanos()));
        }
        return rest;
    }

    private static int firstEndingAfter(List<Stall> stalls, long nanos) {
        int low = 0;
        int high = stalls.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stalls.get(middle).when().endNanos() <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
