package taskscope.trace;

/// A thread that did recorded work. `process` is an index into [Trace#processes()].
public record ThreadInfo(int process, String name, Role role) {

    /// What the thread is for.
    public enum Role {
        LOOP,
        WORKER,
        MAIN,
        OTHER
    }
}
