package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.time.TimeRange;
import taskscope.trace.Checkout;
import taskscope.trace.Trace;

/// Who had to wait for a connection because every one of the pool was out, and from when to when.
final class PoolWaits {

    /// One wait; `when` ends with the connection or with the timeout.
    record Wait(Checkout checkout, TimeRange when) {}

    private final Map<List<Integer>, Overlaps<Wait>> ofPool = new HashMap<>();

    PoolWaits(Trace trace) {
        Map<List<Integer>, List<Wait>> found = new HashMap<>();
        for (Checkout each : trace.checkouts()) {
            if (each.marks().waiting() != Trace.NONE || each.hasTimedOut()) {
                found.computeIfAbsent(List.of(each.process(), each.pool()), _ -> new ArrayList<>())
                        .add(new Wait(each, when(trace, each)));
            }
        }
        found.forEach((pool, waits) -> ofPool.put(pool, new Overlaps<>(waits, Wait::when)));
    }

    private static TimeRange when(Trace trace, Checkout checkout) {
        boolean isMarked = checkout.marks().waiting() != Trace.NONE;
        long startNanos = isMarked
                ? trace.events().timeNanos(checkout.marks().waiting())
                : Math.max(0, checkout.outNanos() - checkout.waitedNanos());
        long endNanos = checkout.outNanos() != Trace.NEVER
                ? checkout.outNanos()
                : checkout.hasTimedOut() ? startNanos + checkout.waitedNanos() : trace.endNanos();
        return new TimeRange(startNanos, Math.max(startNanos, endNanos));
    }

    /// Those who waited for a connection of this pool while one of its connections was held.
    List<Wait> during(Checkout held, TimeRange stretch) {
        Overlaps<Wait> waits = ofPool.get(List.of(held.process(), held.pool()));
        return waits == null
                ? List.of()
                : waits.with(stretch).stream()
                        .filter(each -> each.checkout().id() != held.id())
                        .toList();
    }

    /// The part of their time that they lost to this stretch.
    static long lostNanos(List<Wait> waits, TimeRange stretch) {
        return waits.stream()
                .mapToLong(each -> Math.min(each.when().endNanos(), stretch.endNanos())
                        - Math.max(each.when().startNanos(), stretch.startNanos()))
                .sum();
    }
}
