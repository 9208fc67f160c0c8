package taskscope.playback;

import java.util.ArrayList;
import java.util.List;
import taskscope.trace.Trace;

/// Who stands where at any event of one trace, cheaply: copies of the state are kept on the way.
///
/// Equal to [StateAt] for every event. One thread at a time.
public final class Playback {

    /// Folding this many events takes less than a frame.
    private static final int CLOSEST = 1_024;

    /// With this many events between two copies, copying stays a fraction of folding however many sessions are open.
    private static final int EVENTS_PER_PARTY = 4;

    private final List<Fold> copies = new ArrayList<>();
    private Fold current;

    public Playback(Trace trace) {
        current = new Fold(trace);
        copies.add(current.copy());
    }

    public State at(int event) {
        Fold nearest = nearest(event);
        if (event < current.event() || nearest.event() > current.event()) {
            current = nearest.copy();
        }
        while (current.event() < event) {
            current.advance();
            keep();
        }
        return current.state();
    }

    private void keep() {
        Fold last = copies.getLast();
        if (current.event() - last.event() >= Math.max(CLOSEST, EVENTS_PER_PARTY * current.openCount())) {
            copies.add(current.copy());
        }
    }

    private Fold nearest(int event) {
        int low = 0;
        int high = copies.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (copies.get(middle).event() <= event) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return copies.get(low);
    }
}
