package taskscope.timeline;

import java.util.Set;
import java.util.TreeSet;
import taskscope.trace.Argument;
import taskscope.trace.Checkout;
import taskscope.trace.Location;
import taskscope.trace.Session;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The database sessions from creation to close, what used them later, and the connections of each pool.
final class DatabaseLanes {

    private static final String DETACHED = "DetachedInstanceError";

    private final Layout layout;
    private final LaneBook book;
    private final Set<String> openers = new TreeSet<>();

    private DatabaseLanes(Layout layout, int firstLane) {
        this.layout = layout;
        this.book = new LaneBook(
                layout.index(), firstLane, layout.trace().sessions().size());
    }

    static LaneGroup of(Layout layout, int firstLane) {
        var lanes = new DatabaseLanes(layout, firstLane);
        layout.trace().sessions().forEach(lanes::add);
        layout.trace().tasks().stream()
                .filter(task -> task.outcome() == Task.Outcome.FAILED)
                .forEach(lanes::addDetached);
        layout.trace().checkouts().forEach(lanes::add);
        return lanes.book.group("Database sessions", lanes.caption());
    }

    /// Names as many openers as fit into a heading.
    private String caption() {
        return openers.isEmpty()
                ? "connections that are out"
                : openers.size() <= 3
                        ? "opened by " + String.join(", ", openers)
                        : "opened in " + openers.size() + " places";
    }

    private void add(Session session) {
        var thing = new Thing(Thing.Kind.SESSION, session.id());
        LaneContents lane = lane(session);
        long fromNanos = session.createdNanos();
        for (Session.Step step : session.steps()) {
            boolean isClosed = fromNanos == Trace.NEVER;
            if (step.action() == Session.Action.CLOSED && !isClosed) {
                lane.box(fromNanos, step.timeNanos(), thing, Style.of(Role.SESSION, Look.RUNNING));
                lane.moment(step.timeNanos(), Glyph.SQUARE, step.event(), Style.of(Role.SESSION, Look.RUNNING));
                fromNanos = Trace.NEVER;
            } else if (step.action() == Session.Action.BEGAN && isClosed) {
                Style late = Style.of(Role.SESSION, Look.RUNNING).withSeverity(Style.LOW);
                lane.moment(step.timeNanos(), Glyph.TRIANGLE, step.event(), late);
                fromNanos = step.timeNanos();
            }
        }
        if (fromNanos != Trace.NEVER) {
            lane.box(
                    fromNanos,
                    layout.trace().endNanos(),
                    thing,
                    Style.of(Role.SESSION, Look.RUNNING).torn(true));
        }
    }

    private LaneContents lane(Session session) {
        Location at = session.createdAt();
        String opener = at == null ? "" : at.function();
        if (at != null) {
            openers.add(opener.equals("<module>") ? "module code" : opener);
        }
        String own = session.className() + " " + (session.id() + 1);
        return book.of(new Thing(Thing.Kind.SESSION, session.id()), own, (session.className() + " " + opener).strip());
    }

    /// An object that outlived its session was touched: the task failed, and here is why.
    private void addDetached(Task task) {
        boolean isDetached = task.exception() != Trace.NONE
                && layout.trace()
                        .exceptions()
                        .get(task.exception())
                        .simpleType()
                        .equals(DETACHED);
        for (Argument argument : task.arguments()) {
            if (isDetached && argument.session() != Trace.NONE) {
                Style style = Style.of(Role.ERROR, Look.FAILED).withSeverity(Style.HIGH);
                lane(layout.trace().sessions().get(argument.session()))
                        .moment(task.endNanos(), Glyph.TRIANGLE, task.marks().ended(), style);
            }
        }
    }

    private void add(Checkout checkout) {
        var thing = new Thing(Thing.Kind.CHECKOUT, checkout.id());
        LaneContents lane = book.together(new Thing(Thing.Kind.POOL, checkout.pool()), "pool " + checkout.pool());
        long endNanos = layout.trace().endNanos();
        if (checkout.outNanos() != Trace.NEVER) {
            boolean isOut = checkout.inNanos() == Trace.NEVER;
            Style style = Style.of(Role.SESSION, Look.RUNNING).torn(isOut);
            lane.box(checkout.outNanos(), isOut ? endNanos : checkout.inNanos(), thing, style);
        }
        if (checkout.marks().waiting() != Trace.NONE) {
            long startNanos = layout.trace().events().timeNanos(checkout.marks().waiting());
            Style style = Style.of(Role.SESSION, checkout.hasTimedOut() ? Look.FAILED : Look.QUEUED)
                    .withSeverity(checkout.hasTimedOut() ? Style.HIGH : Style.FINE);
            lane.box(startNanos, startNanos + checkout.waitedNanos(), thing, style);
        }
    }
}
