package taskscope.trace;

/// An argument that a task was queued with: its type, never its value. `session` is an index into [Trace#sessions()],
/// [Trace#NONE] where it belongs to none; `bytes` is its shallow size, -1 where unknown.
public record Argument(String name, String type, Nature nature, int session, long bytes, boolean isDefault) {

    /// What matters about a value that outlives its request.
    public enum Nature {
        PLAIN,
        ORM,
        SESSION,
        ASYNCSESSION,
        CONNECTION,
        DEPENDS,
        UPLOAD,
        REQUEST,
        COROUTINE,
        GENERATOR
    }
}
