package taskscope.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.diagnosis.Finding;
import taskscope.trace.Request;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// How bad each thing is: what the findings say of it, and what anybody can see without a rule.
final class Severities {

    /// From here on the other callers notice that they wait.
    private static final long NOTICEABLE_STALL_NANOS = 100_000_000;

    private static final int FIRST_SERVER_ERROR = 500;

    private final Map<Thing, Integer> found = new HashMap<>();

    Severities(List<Finding> findings) {
        findings.forEach(this::add);
    }

    int of(Task task) {
        int seen = switch (task.outcome()) {
            case FAILED -> Style.HIGH;
            case CANCELLED, NEVER_STARTED -> Style.MEDIUM;
            case RUNNING, ENDED -> Style.FINE;
        };
        return worst(new Thing(Thing.Kind.TASK, task.id()), seen);
    }

    int of(Request request) {
        boolean hasFailed =
                request.status() >= FIRST_SERVER_ERROR || (!request.hasAnswered() && request.exception() != Trace.NONE);
        return worst(new Thing(Thing.Kind.REQUEST, request.id()), hasFailed ? Style.HIGH : Style.FINE);
    }

    int of(Stall stall) {
        boolean isNoticed = stall.when().durationNanos() >= NOTICEABLE_STALL_NANOS;
        return worst(new Thing(Thing.Kind.STALL, stall.id()), isNoticed ? Style.MEDIUM : Style.FINE);
    }

    private int worst(Thing thing, int seen) {
        return Math.max(seen, found.getOrDefault(thing, Style.FINE));
    }

    /// A finding marks the one thing that it is most about, or a fault would be marked three times.
    private void add(Finding finding) {
        int rank = Style.rank(finding.severity());
        if (finding.task() != Trace.NONE) {
            mark(Thing.Kind.TASK, finding.task(), rank);
        } else if (finding.request() != Trace.NONE) {
            mark(Thing.Kind.REQUEST, finding.request(), rank);
        }
        if (finding.stall() != Trace.NONE) {
            mark(Thing.Kind.STALL, finding.stall(), rank);
        }
        finding.folded().forEach(this::add);
    }

    private void mark(Thing.Kind kind, int id, int rank) {
        found.merge(new Thing(kind, id), rank, Math::max);
    }
}
