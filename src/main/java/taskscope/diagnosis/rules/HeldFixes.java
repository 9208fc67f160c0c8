package taskscope.diagnosis.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import taskscope.diagnosis.Fix;
import taskscope.trace.Location;
import taskscope.trace.Session;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// What to change so that a request gives its connection back before its tasks; worked out once for each route.
final class HeldFixes {

    /// Requests of which all of this is the same are mended in the same way.
    private record Case(int route, int dependency, int task, List<Object> places) {}

    private final Trace trace;
    private final RouteCode route;
    private final OwnSession ownSession;
    private final Map<Case, List<Fix>> known = new HashMap<>();
    private final Map<Case, Optional<Location>> asked = new HashMap<>();

    HeldFixes(Trace trace) {
        this.trace = trace;
        this.route = new RouteCode(trace);
        this.ownSession = new OwnSession(trace);
    }

    /// The line of the route that asks for the dependency.
    Optional<Location> askedAt(HeldConnection held) {
        return asked.computeIfAbsent(
                caseOf(held, Optional.empty()),
                _ -> route.asksAt(held.request(), held.owner().name()));
    }

    /// `user` is the task that works with the request's own session, if one does.
    List<Fix> of(HeldConnection held, Optional<Task> user) {
        return known.computeIfAbsent(caseOf(held, user), _ -> fixes(held, user));
    }

    private Case caseOf(HeldConnection held, Optional<Task> user) {
        int session = held.checkout().session();
        Object madeAt =
                session == Trace.NONE ? "" : trace.sessions().get(session).createdAt();
        return new Case(
                held.request().routeFunction(),
                held.owner().dependency().function(),
                user.map(Task::function).orElse(Trace.NONE),
                List.of(
                        held.owner().call(),
                        Objects.requireNonNullElse(madeAt, ""),
                        Objects.requireNonNullElse(user.map(Task::queuedAt).orElse(null), "")));
    }

    private List<Fix> fixes(HeldConnection held, Optional<Task> user) {
        boolean commits = route.commitsAfterYield(held.owner().dependency().function());
        Optional<Fix> scope = route.leftWithRoute(held.request(), held.owner().name());
        Optional<Fix> release = route.beforeReturn(
                held.request(),
                held.owner().name(),
                "Give the connection back before the route returns",
                commits ? "commit()" : "close()");
        if (user.isEmpty()) {
            return Stream.concat(scope.stream(), release.stream()).toList();
        }
        Session session = trace.sessions().get(held.checkout().session());
        Optional<Fix> both = ownSession
                .whereQueued(user.get(), session)
                .flatMap(queued ->
                        scope.or(() -> release).flatMap(leave -> route.together(held.request(), queued, leave)));
        return Stream.concat(both.stream(), ownSession.afterReleasing(user.get(), session, commits).stream())
                .toList();
    }
}
