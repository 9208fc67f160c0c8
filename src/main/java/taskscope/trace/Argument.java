package taskscope.trace;

/// An argument that a task was queued with. `session` is an index into [Trace#sessions()], [Trace#NONE] where it
/// belongs
/// to none; `bytes` is its size, -1 where unknown; `value` is empty unless values were asked for when recording.
public record Argument(
        String name, String type, Nature nature, int session, long bytes, boolean isDefault, String value) {

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
