package taskscope.timeline;

import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.trace.TraceSketch;

/// The story of the design's picture: a stall, a late answer, a task that raises, one that never runs.
public final class DesignTrace {

    private DesignTrace() {}

    public static Trace trace() {
        var sketch = new TraceSketch();
        int sync = sketch.request("POST", "/sync-data", 60, 108, 740);
        int partner = sketch.task(sync, "sync_partner", true, 95, 130, 738, Task.Outcome.ENDED);
        sketch.request("GET", "/health", 190, 742, 743);
        sketch.stall(sync, partner, 130, 738);
        int order = sketch.request("POST", "/order", 772, 804, 874);
        sketch.session(order, 776, 803);
        sketch.task(order, "send_order_mail", false, 790, 816.2, 872.4, Task.Outcome.FAILED);
        sketch.task(order, "update_stock", false, 797, -1, -1, Task.Outcome.NEVER_STARTED);
        return sketch.trace();
    }
}
