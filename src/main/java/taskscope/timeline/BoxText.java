package taskscope.timeline;

import taskscope.trace.Checkout;
import taskscope.trace.Request;
import taskscope.trace.Session;
import taskscope.trace.Stall;
import taskscope.trace.StallHolder;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What is written inside a box.
public record BoxText(Trace trace) {

    public String of(Thing thing, Style style) {
        int id = thing.id();
        return switch (thing.kind()) {
            case REQUEST -> request(trace.requests().get(id), style);
            case TASK -> task(trace.tasks().get(id), style);
            case STALL -> stall(trace.stalls().get(id));
            case SESSION -> session(trace.sessions().get(id));
            case CHECKOUT -> checkout(trace.checkouts().get(id), style);
            case LOOP -> "serving";
            case THREAD, THREADS, POOL, PROCESS -> "";
        };
    }

    private String request(Request request, Style style) {
        String lasted = TimeLabel.length(request.clientWaited(trace.endNanos()).durationNanos());
        return style.look() == Look.WAITING
                ? "waiting " + lasted + handler(request)
                : style.isInThread() ? request.name() : lasted;
    }

    /// How long the route itself took, where that was little of what the client waited.
    private String handler(Request request) {
        int started = request.marks().routeStarted();
        int ended = request.marks().routeEnded();
        if (started == Trace.NONE || ended == Trace.NONE) {
            return "";
        }
        long handledNanos = trace.events().timeNanos(ended) - trace.events().timeNanos(started);
        boolean isLittle =
                handledNanos * 2 < request.clientWaited(trace.endNanos()).durationNanos();
        return isLittle ? " for a " + TimeLabel.length(handledNanos) + " handler" : "";
    }

    private String task(Task task, Style style) {
        return switch (style.look()) {
            case GHOST -> "never started";
            case QUEUED -> task.simpleName() + " waits";
            case RUNNING, WAITING, FAILED, CANCELLED ->
                task.simpleName() + " "
                        + TimeLabel.length(task.ran(trace.endNanos()).durationNanos());
        };
    }

    private String stall(Stall stall) {
        return "stalled " + TimeLabel.length(stall.when().durationNanos())
                + StallHolder.of(stall).map(each -> " in " + each).orElse("");
    }

    private static String session(Session session) {
        return session.createdAt() == null
                ? session.className()
                : session.createdAt().function();
    }

    private static String checkout(Checkout checkout, Style style) {
        return switch (style.look()) {
            case QUEUED -> "waits for a connection";
            case FAILED -> "timed out";
            case RUNNING, WAITING, GHOST, CANCELLED -> "connection " + checkout.connection();
        };
    }
}
