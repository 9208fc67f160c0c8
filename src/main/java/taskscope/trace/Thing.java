package taskscope.trace;

/// One thing of a trace, by kind and index in the list that belongs to the kind. A LOOP and a THREADS are named by
/// their process, a POOL by its own number.
public record Thing(Kind kind, int id) {

    /// What sort of thing.
    public enum Kind {
        REQUEST,
        LOOP,
        STALL,
        TASK,
        THREAD,
        THREADS,
        SESSION,
        POOL,
        CHECKOUT,
        PROCESS
    }
}
