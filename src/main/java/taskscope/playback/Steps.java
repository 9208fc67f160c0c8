package taskscope.playback;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.Trace;

/// Where a step leads. The order of steps is the order of events, so stepping is deterministic.
///
/// An event is named by its index; [#BEFORE_FIRST] is the place before the first one.
public record Steps(Trace trace) {

    public static final int BEFORE_FIRST = -1;

    /// The first wanted event after this one.
    public OptionalInt after(int event, IntPredicate wanted) {
        for (int next = event + 1; next < events().count(); next++) {
            if (wanted.test(next)) {
                return OptionalInt.of(next);
            }
        }
        return OptionalInt.empty();
    }

    /// The last wanted event before this one.
    public OptionalInt before(int event, IntPredicate wanted) {
        for (int previous = Math.min(event, events().count()) - 1; previous >= 0; previous--) {
            if (wanted.test(previous)) {
                return OptionalInt.of(previous);
            }
        }
        return OptionalInt.empty();
    }

    /// Every event.
    public IntPredicate any() {
        return _ -> true;
    }

    /// Request end, task start and end, exception, stall edge, session close.
    public IntPredicate milestones() {
        return event -> events().kind(event).isMilestone();
    }

    public IntPredicate exceptions() {
        return event -> events().kind(event) == EventKind.EXCEPTION_SEEN;
    }

    /// Events of the same kind, done for the same task function or route.
    public IntPredicate like(int event) {
        EventKind kind = events().kind(event);
        String name = name(event);
        return other -> events().kind(other) == kind && name(other).equals(name);
    }

    /// Steps over what happens inside: the next events of the same task, or of the same request outside its tasks.
    public IntPredicate sameDepth(int event) {
        return other -> events().request(other) == events().request(event)
                && events().task(other) == events().task(event)
                && (isInside(event) || !isInside(other));
    }

    /// Steps into: what happens inside of the same task or request.
    public IntPredicate inside(int event) {
        boolean isOfTask = events().task(event) != Trace.NONE;
        return other -> events().request(other) == events().request(event)
                && (!isOfTask || events().task(other) == events().task(event))
                && (isInside(other) || (!isOfTask && events().task(other) != Trace.NONE));
    }

    /// Steps out: the end of the event's task, or of its request where it belongs to no task.
    public IntPredicate endOf(int event) {
        int task = events().task(event);
        int request = events().request(event);
        return task != Trace.NONE
                ? other -> events().task(other) == task && isTaskEnd(events().kind(other))
                : other -> request != Trace.NONE
                        && events().request(other) == request
                        && events().kind(other) == EventKind.REQUEST_ENDED;
    }

    /// The last event at or before this instant, [#BEFORE_FIRST] where there is none.
    public int at(long timeNanos) {
        int low = 0;
        int high = events().count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events().timeNanos(middle) <= timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private Events events() {
        return trace.events();
    }

    private String name(int event) {
        int task = events().task(event);
        int request = events().request(event);
        if (task != Trace.NONE) {
            return trace.tasks().get(task).name();
        }
        int route = request == Trace.NONE
                ? Trace.NONE
                : trace.requests().get(request).routeFunction();
        return route == Trace.NONE ? "" : trace.functions().get(route).name();
    }

    private static boolean isTaskEnd(EventKind kind) {
        return kind == EventKind.TASK_ENDED || kind == EventKind.TASK_FAILED || kind == EventKind.TASK_CANCELLED;
    }

    /// Work that a request or a task does, as opposed to its own beginning, answer and end.
    private boolean isInside(int event) {
        String area = events().kind(event).id();
        return !area.startsWith("request.") && !area.startsWith("response.") && !area.startsWith("task.");
    }
}
