package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import taskscope.time.TimeRange;
import taskscope.trace.Argument;
import taskscope.trace.Checkout;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A connection that a request took before its answer and kept through its background tasks.
///
/// ```
/// request      started ... checked out ... response sent
/// tasks                                         started ......... ended
/// dependency                                                            exiting: checked in
/// ```
record HeldConnection(Checkout checkout, Request request, SessionOwner owner, List<Task> tasks, TimeRange held) {

    static List<HeldConnection> in(Trace trace, TasksOfRequest owned) {
        List<HeldConnection> found = new ArrayList<>();
        for (Checkout each : trace.checkouts()) {
            if (each.size() > 0 && each.request() != Trace.NONE && each.task() == Trace.NONE) {
                of(trace, owned, each).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<HeldConnection> of(Trace trace, TasksOfRequest owned, Checkout checkout) {
        Request request = trace.requests().get(checkout.request());
        long answeredNanos = request.responseEndNanos();
        if (checkout.outNanos() == Trace.NEVER || !request.hasAnswered() || checkout.outNanos() > answeredNanos) {
            return Optional.empty();
        }
        long endNanos = checkout.inNanos() == Trace.NEVER ? trace.endNanos() : checkout.inNanos();
        List<Task> meanwhile = owned.tasks(request).stream()
                .filter(each -> each.hasStarted() && each.startNanos() >= checkout.outNanos())
                .filter(each -> each.ran(trace.endNanos()).endNanos() <= endNanos)
                .sorted(Comparator.comparingLong(
                                (Task each) -> each.ran(trace.endNanos()).durationNanos())
                        .reversed())
                .toList();
        return meanwhile.isEmpty()
                ? Optional.empty()
                : owner(trace, owned, checkout, endNanos)
                        .map(owner -> new HeldConnection(
                                checkout, request, owner, meanwhile, new TimeRange(answeredNanos, endNanos)));
    }

    /// The dependency in whose exit the connection went back; that of the session where it has not gone back yet.
    private static Optional<SessionOwner> owner(Trace trace, TasksOfRequest owned, Checkout checkout, long endNanos) {
        return owned.dependencies(checkout.request()).stream()
                .filter(each -> each.enteringNanos() <= checkout.outNanos())
                .map(each -> SessionOwner.of(trace, each))
                .filter(each -> checkout.inNanos() == Trace.NEVER
                        ? each.dependency().exitingNanos() == Trace.NEVER
                        : each.isExitingAt(endNanos))
                .reduce((_, innermost) -> innermost);
    }

    Task longest() {
        return tasks.getFirst();
    }

    /// The task that worked with the request's session itself, or was given an object of it.
    Optional<Task> user(Trace trace) {
        int session = checkout.session();
        return session == Trace.NONE
                ? Optional.empty()
                : tasks.stream()
                        .filter(each -> hasObjectOf(each, session)
                                || !TaskSession.usesBy(trace.sessions().get(session), each.id())
                                        .isEmpty())
                        .findFirst();
    }

    private static boolean hasObjectOf(Task task, int session) {
        return task.arguments().stream()
                .anyMatch(each -> each.nature() == Argument.Nature.ORM && each.session() == session);
    }
}
