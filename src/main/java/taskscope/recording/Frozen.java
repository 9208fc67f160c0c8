package taskscope.recording;

import taskscope.trace.Trace;

/// From positions and times of the file to those of the trace.
final class Frozen {

    private final int[] newIndex;
    private final long zeroNanos;

    Frozen(int[] newIndex, long zeroNanos) {
        this.newIndex = newIndex;
        this.zeroNanos = zeroNanos;
    }

    int event(int event) {
        return event == Trace.NONE ? Trace.NONE : newIndex[event];
    }

    long time(long timeNanos) {
        return timeNanos == Trace.NEVER ? Trace.NEVER : timeNanos - zeroNanos;
    }
}
