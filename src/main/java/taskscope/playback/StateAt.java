package taskscope.playback;

import taskscope.trace.Trace;

/// Who stands where, from the events alone: from scratch, the yardstick for [Playback].
public final class StateAt {

    private StateAt() {}

    /// The state after the event; before the first one nobody is there.
    public static State of(Trace trace, int event) {
        var fold = new Fold(trace);
        while (fold.event() < event) {
            fold.advance();
        }
        return fold.state();
    }
}
