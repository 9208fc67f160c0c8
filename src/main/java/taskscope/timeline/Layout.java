package taskscope.timeline;

import java.util.List;
import taskscope.diagnosis.Finding;
import taskscope.trace.Trace;

/// What the groups are laid out from.
record Layout(Trace trace, Severities severities, LoopStalls stalls, Workers workers, LaneIndex index) {

    static Layout of(Trace trace, List<Finding> findings) {
        return new Layout(trace, new Severities(findings), new LoopStalls(trace), Workers.of(trace), new LaneIndex());
    }
}
