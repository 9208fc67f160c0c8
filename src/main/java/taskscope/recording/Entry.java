package taskscope.recording;

import taskscope.trace.Trace;

/// One event on its way into the books: where it stands, on whose behalf, and what it says.
final class Entry {

    final RawEvent raw;
    int event;
    int process;
    int request = Trace.NONE;
    int task = Trace.NONE;
    int thread = Trace.NONE;
    long timeNanos;
    long line;

    Entry(RawEvent raw) {
        this.raw = raw;
    }
}
