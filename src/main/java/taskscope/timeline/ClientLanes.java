package taskscope.timeline;

import java.util.concurrent.TimeUnit;
import taskscope.time.TimeRange;
import taskscope.trace.Request;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What the client sees: each request until its answer, then nothing.
final class ClientLanes {

    /// A wait that people notice.
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Layout layout;
    private final LaneBook book;

    private ClientLanes(Layout layout, int firstLane) {
        this.layout = layout;
        this.book = new LaneBook(
                layout.index(), firstLane, layout.trace().requests().size());
    }

    static LaneGroup of(Layout layout, int firstLane) {
        var lanes = new ClientLanes(layout, firstLane);
        layout.trace().requests().forEach(lanes::add);
        return lanes.book.group("What the client sees", "a request ends when its response is sent");
    }

    private void add(Request request) {
        var thing = new Thing(Thing.Kind.REQUEST, request.id());
        LaneContents lane = book.of(thing, request.name(), request.method() + " " + route(request));
        int severity = layout.severities().of(request);
        TimeRange waited = request.clientWaited(layout.trace().endNanos());
        Style style = Style.of(Role.REQUEST, look(request, waited)).withSeverity(severity);
        boolean isOpen = !request.hasAnswered() && request.endNanos() == Trace.NEVER;
        lane.box(waited.startNanos(), waited.endNanos(), thing, style.torn(isOpen));
        if (request.hasAnswered()) {
            lane.moment(request.responseEndNanos(), Glyph.FLAG, request.marks().responseEnded(), style);
        } else if (request.endNanos() != Trace.NEVER && request.exception() != Trace.NONE) {
            Style failed = Style.of(Role.ERROR, Look.FAILED).withSeverity(Style.HIGH);
            lane.moment(request.endNanos(), Glyph.CROSS, request.marks().ended(), failed);
        }
    }

    private String route(Request request) {
        return request.routeFunction() == Trace.NONE
                ? request.path()
                : layout.trace().functions().get(request.routeFunction()).simpleName();
    }

    /// A request that spent most of its time behind somebody else's stall waits.
    private Look look(Request request, TimeRange waited) {
        if (waited.durationNanos() < SHORTEST_WAIT_NANOS) {
            return Look.RUNNING;
        }
        long heldNanos = layout.stalls().heldByOthersNanos(request.process(), request.id(), waited);
        return heldNanos * 2 > waited.durationNanos() ? Look.WAITING : Look.RUNNING;
    }
}
