package taskscope.trace;

/// A connection taken from a pool, from the moment it was asked for.
///
/// `outNanos` is [Trace#NEVER] where the wait ended in a timeout or the recording stopped, `inNanos` where the
/// connection was not given back. `out`, `size` and `overflow` are the pool's figures right after the checkout.
public record Checkout(
        int id,
        int process,
        int connection,
        int pool,
        int session,
        int request,
        int task,
        long waitedNanos,
        long outNanos,
        long inNanos,
        int out,
        int size,
        int overflow,
        boolean hasTimedOut,
        int exception,
        Marks marks) {

    /// The events that tell of the checkout, [Trace#NONE] for what did not happen.
    public record Marks(int waiting, int out, int in) {}
}
