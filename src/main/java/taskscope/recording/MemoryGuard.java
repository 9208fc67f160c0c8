package taskscope.recording;

import java.util.function.LongSupplier;

/// Stops a load while there is still memory to make a trace of what was read.
final class MemoryGuard {

    /// What an event takes while the trace is made, beside what it takes already: measured on generated recordings,
    /// and doubled.
    private static final long BYTES_TO_FINISH_AN_EVENT = 200;

    /// Some blocks in flight, and everything else that is going on.
    private static final long SPARE_BYTES = 24L << 20;

    /// Between looks; between them memory may not shrink by more than is spare.
    private static final int EVENTS_BETWEEN = 50_000;

    private final LongSupplier freeBytes;
    private long nextLook = EVENTS_BETWEEN;

    MemoryGuard(LongSupplier freeBytes) {
        this.freeBytes = freeBytes;
    }

    static MemoryGuard ofThisProcess() {
        Runtime runtime = Runtime.getRuntime();
        return new MemoryGuard(() -> runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory());
    }

    boolean isFull(long eventCount) {
        if (eventCount < nextLook) {
            return false;
        }
        nextLook = eventCount + EVENTS_BETWEEN;
        long needed = eventCount * BYTES_TO_FINISH_AN_EVENT + SPARE_BYTES;
        if (freeBytes.getAsLong() >= needed) {
            return false;
        }
        // Much of what seems used is garbage of the blocks before.
        System.gc();
        return freeBytes.getAsLong() < needed;
    }
}
