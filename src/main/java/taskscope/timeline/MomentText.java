package taskscope.timeline;

import java.util.Comparator;
import taskscope.trace.Argument;
import taskscope.trace.EventKind;
import taskscope.trace.Request;
import taskscope.trace.Session;
import taskscope.trace.Trace;

/// What is written beside a moment: `200 OK at 48 ms`, `DetachedInstanceError`, `used 69 ms after close`.
public record MomentText(Trace trace) {

    public String of(Glyph glyph, int event) {
        if (event < 0) {
            return "";
        }
        EventKind kind = trace.events().kind(event);
        return switch (glyph) {
            case FLAG -> answer(trace.requests().get(trace.events().request(event)));
            case CROSS -> exception(event);
            case TRIANGLE -> late(event);
            case SQUARE -> kind == EventKind.TASK_CANCELLED ? "cancelled" : "";
            case DIAMOND -> "";
            case DOT -> kind.words().replace("process ", "");
        };
    }

    private static String answer(Request request) {
        String reason = request.status() == 200 ? " OK" : "";
        return request.status() + reason + " at " + TimeLabel.length(request.responseEndNanos() - request.startNanos());
    }

    private String exception(int event) {
        int task = trace.events().task(event);
        int exception = task != Trace.NONE
                ? trace.tasks().get(task).exception()
                : trace.requests().get(trace.events().request(event)).exception();
        return exception == Trace.NONE
                ? "failed"
                : trace.exceptions().get(exception).simpleType();
    }

    private String late(int event) {
        long timeNanos = trace.events().timeNanos(event);
        long closedNanos = trace.events().kind(event) == EventKind.TASK_FAILED
                ? trace.tasks().get(trace.events().task(event)).arguments().stream()
                        .mapToInt(Argument::session)
                        .filter(each -> each != Trace.NONE)
                        .mapToLong(each -> closedBefore(trace.sessions().get(each), timeNanos))
                        .max()
                        .orElse(Trace.NEVER)
                : closedBefore(trace.sessions().get(trace.events().subject(event)), timeNanos);
        return closedNanos == Trace.NEVER
                ? "used after close"
                : "used " + TimeLabel.length(timeNanos - closedNanos) + " after close";
    }

    private static long closedBefore(Session session, long timeNanos) {
        return session.steps().stream()
                .filter(step -> step.action() == Session.Action.CLOSED && step.timeNanos() <= timeNanos)
                .map(Session.Step::timeNanos)
                .max(Comparator.naturalOrder())
                .orElse(Trace.NEVER);
    }
}
