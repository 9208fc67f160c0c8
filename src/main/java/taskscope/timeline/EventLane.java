package taskscope.timeline;

import java.util.OptionalInt;
import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The lane on which each event stands.
public record EventLane(Lanes lanes) {

    public OptionalInt of(int event) {
        return lanes.laneOf(thing(event));
    }

    /// Whose event it is: what happens inside a task is the task's, a statement is its session's.
    private Thing thing(int event) {
        Trace trace = lanes.trace();
        Events events = trace.events();
        EventKind kind = events.kind(event);
        String area = kind.id().substring(0, kind.id().indexOf('.'));
        return switch (area) {
            case "session" -> new Thing(Thing.Kind.SESSION, events.subject(event));
            case "statement" ->
                new Thing(
                        Thing.Kind.SESSION,
                        trace.statements().get(events.subject(event)).session());
            case "stall" -> new Thing(Thing.Kind.LOOP, events.process(event));
            case "connection" -> pool(event);
            case "token" -> new Thing(Thing.Kind.THREADS, events.process(event));
            case "process", "recorder", "thread", "function" -> new Thing(Thing.Kind.PROCESS, events.process(event));
            default -> owner(event);
        };
    }

    private Thing pool(int event) {
        int checkout = lanes.trace().events().subject(event);
        return new Thing(
                Thing.Kind.POOL,
                checkout == Trace.NONE
                        ? Trace.NONE
                        : lanes.trace().checkouts().get(checkout).pool());
    }

    private Thing owner(int event) {
        Events events = lanes.trace().events();
        if (events.task(event) != Trace.NONE) {
            return new Thing(Thing.Kind.TASK, events.task(event));
        }
        return events.request(event) == Trace.NONE
                ? new Thing(Thing.Kind.PROCESS, events.process(event))
                : new Thing(Thing.Kind.REQUEST, events.request(event));
    }
}
