package taskscope.view.state;

import java.util.List;
import taskscope.playback.Playback;
import taskscope.playback.StandingLine;
import taskscope.playback.StandingText;
import taskscope.playback.State;
import taskscope.trace.Trace;

/// Who stands where in one trace, in words. The first look far into a long trace takes a while, so a job asks.
final class StateReader {

    /// What is shown of one event.
    record Lines(int event, long timeNanos, List<StandingLine> lines) {}

    private final Playback playback;
    private final StandingText text;

    StateReader(Trace trace) {
        this.playback = new Playback(trace);
        this.text = new StandingText(trace);
    }

    /// One job at a time: the playback walks along the trace.
    synchronized Lines at(int event) {
        State state = playback.at(event);
        return new Lines(event, state.timeNanos(), text.lines(state));
    }
}
