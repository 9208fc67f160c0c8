package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import taskscope.trace.Dependency;
import taskscope.trace.Session;
import taskscope.trace.Trace;
import taskscope.trace.Version;

/// The dependency that made a session, and what its scope means on the FastAPI that was recorded.
record SessionOwner(Dependency dependency, String name, String call) {

    private static final String FASTAPI = "fastapi";

    /// Whoever was being entered for the same request when the session was made.
    static Optional<SessionOwner> of(Trace trace, Session session, List<Dependency> ofRequest) {
        return ofRequest.stream()
                .filter(each -> each.enteringNanos() <= session.createdNanos())
                .filter(each -> each.enteredNanos() == Trace.NEVER || session.createdNanos() <= each.enteredNanos())
                .reduce((_, innermost) -> innermost)
                .map(each -> of(trace, each));
    }

    static SessionOwner of(Trace trace, Dependency dependency) {
        String name = dependency.function() == Trace.NONE
                ? "the dependency"
                : trace.functions().get(dependency.function()).simpleName();
        String call = dependency.scope() == Dependency.Scope.FUNCTION
                ? "Depends(" + name + ", scope=\"function\")"
                : "Depends(" + name + ")";
        return new SessionOwner(dependency, name, call);
    }

    /// Whether a moment lies in its code behind the `yield`.
    boolean isExitingAt(long nanos) {
        return dependency.exitingNanos() != Trace.NEVER
                && dependency.exitingNanos() <= nanos
                && (dependency.exitedNanos() == Trace.NEVER || nanos <= dependency.exitedNanos());
    }

    /// One sentence: when this FastAPI leaves such a dependency.
    String leaves(Trace trace) {
        String fastapi = "FastAPI " + trace.info().packages().getOrDefault(FASTAPI, "of this version");
        if (dependency.scope() == Dependency.Scope.FUNCTION) {
            return "With scope=\"function\" " + fastapi + " leaves " + name
                    + " as soon as the route has returned: before the response is sent and before any task.";
        }
        boolean isLeftEarly = trace.info()
                .version(FASTAPI)
                .map(SessionOwner::leavesBeforeResponse)
                .orElse(false);
        return isLeftEarly
                ? fastapi + " leaves a dependency with yield before the response is sent, so before any task;"
                        + " versions 0.106 to 0.117 do, earlier and later ones leave it after the tasks."
                : fastapi + " leaves a dependency with yield only when the last task of the request has ended;"
                        + " versions before 0.106 and from 0.118 on do.";
    }

    private static boolean leavesBeforeResponse(Version version) {
        return version.isAtLeast(0, 106, 0) && !version.isAtLeast(0, 118, 0);
    }

    /// Whether `scope="function"` is there to be used.
    static boolean knowsScopes(Trace trace) {
        return trace.info()
                .version(FASTAPI)
                .filter(each -> each.isAtLeast(0, 121, 0))
                .isPresent();
    }

    /// The session's steps that this request's own code did, not one of its tasks.
    static IntStream stepsOutsideTasks(Session session) {
        return IntStream.range(0, session.steps().size())
                .filter(at -> session.steps().get(at).task() == Trace.NONE);
    }
}
