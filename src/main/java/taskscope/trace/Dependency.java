package taskscope.trace;

/// A dependency with `yield`, entered for one request. Times are [Trace#NEVER] for what did not happen.
///
/// `exitingException` is what was thrown into it, `exitedException` what came out, [Trace#NONE] where none.
public record Dependency(
        int id,
        int process,
        int request,
        int function,
        Scope scope,
        long enteringNanos,
        long enteredNanos,
        long exitingNanos,
        long exitedNanos,
        int exitingException,
        int exitedException,
        Marks marks) {

    /// `Depends(..., scope=...)`; UNKNOWN where this FastAPI knows no scopes.
    public enum Scope {
        FUNCTION,
        REQUEST,
        UNKNOWN
    }

    /// The events that tell of the dependency, [Trace#NONE] for what did not happen.
    public record Marks(int entering, int entered, int exiting, int exited) {}
}
