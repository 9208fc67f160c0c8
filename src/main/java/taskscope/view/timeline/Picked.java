package taskscope.view.timeline;

import java.util.Optional;
import taskscope.time.TimeRange;
import taskscope.timeline.Selection;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What a selection means on the timeline: its time, its request.
final class Picked {

    private Picked() {}

    /// The stretch of time that the selection is about.
    static Optional<TimeRange> when(Selection selection, Trace trace) {
        return switch (selection) {
            case Selection.Nothing() -> Optional.empty();
            case Selection.OneEvent(int event) ->
                Optional.of(moment(trace.events().timeNanos(event)));
            case Selection.OneThing(Thing thing) -> when(thing, trace);
            case Selection.OneFinding(var finding) -> Optional.of(finding.when());
            case Selection.Range(TimeRange range) -> Optional.of(range);
        };
    }

    static Optional<Integer> request(Selection selection, Trace trace) {
        int request = switch (selection) {
            case Selection.OneEvent(int event) -> trace.events().request(event);
            case Selection.OneThing(Thing thing) -> request(thing, trace);
            case Selection.OneFinding(var finding) -> finding.request();
            case Selection.Nothing() -> Trace.NONE;
            case Selection.Range _ -> Trace.NONE;
        };
        return request == Trace.NONE ? Optional.empty() : Optional.of(request);
    }

    private static int request(Thing thing, Trace trace) {
        return switch (thing.kind()) {
            case REQUEST -> thing.id();
            case TASK -> trace.tasks().get(thing.id()).request();
            case STALL -> trace.stalls().get(thing.id()).request();
            case CHECKOUT -> trace.checkouts().get(thing.id()).request();
            case LOOP, THREAD, THREADS, SESSION, POOL, PROCESS -> Trace.NONE;
        };
    }

    private static Optional<TimeRange> when(Thing thing, Trace trace) {
        return switch (thing.kind()) {
            case REQUEST -> Optional.of(whole(trace.requests().get(thing.id()), trace));
            case TASK -> Optional.of(whole(trace.tasks().get(thing.id()), trace));
            case STALL -> Optional.of(trace.stalls().get(thing.id()).when());
            case SESSION -> {
                var session = trace.sessions().get(thing.id());
                long endNanos = session.steps().isEmpty()
                        ? session.createdNanos()
                        : session.steps().getLast().timeNanos();
                yield Optional.of(new TimeRange(session.createdNanos(), Math.max(session.createdNanos(), endNanos)));
            }
            case LOOP, THREAD, THREADS, POOL, CHECKOUT, PROCESS -> Optional.empty();
        };
    }

    private static TimeRange whole(Request request, Trace trace) {
        long endNanos = request.endNanos() == Trace.NEVER ? trace.endNanos() : request.endNanos();
        return new TimeRange(request.startNanos(), Math.max(request.startNanos(), endNanos));
    }

    private static TimeRange whole(Task task, Trace trace) {
        return task.hasStarted() ? task.ran(trace.endNanos()) : moment(task.queuedNanos());
    }

    private static TimeRange moment(long nanos) {
        return new TimeRange(nanos, nanos);
    }
}
