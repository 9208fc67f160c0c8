package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import taskscope.time.TimeRange;
import taskscope.trace.Stall;
import taskscope.trace.Trace;

/// The stalls of a run, each completed by the events that tell of it.
final class StallDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    StallDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        int process;
        int thread;
        long startNanos;
        long durationNanos;
        Stall.Owner owner = Stall.Owner.UNKNOWN;
        int request;
        int task;
        String coroutine = "";
        int callbacks = 1;
        long cpuNanos = -1;
        long processCpuNanos = -1;
        List<Stall.BusyThread> busyThreads = List.of();
        List<Stall.Sample> samples = List.of();
        int started;
        int ended = Trace.NONE;
    }

    int started(CurrentEvent event) {
        Draft draft = new Draft();
        draft.process = event.process();
        draft.thread = event.thread();
        draft.request = event.request();
        draft.task = event.task();
        draft.startNanos = event.timeNanos();
        draft.started = event.index();
        byId.put(event.process(), event.id(Key.STALL), drafts.size());
        drafts.add(draft);
        return drafts.size() - 1;
    }

    int ended(CurrentEvent event, List<Stall.BusyThread> busyThreads) {
        int stall = byId.find(event.process(), event.id(Key.STALL));
        if (stall == Trace.NONE) {
            losses.addEndWithoutBegin("stall", event.id(Key.STALL));
            return stall;
        }
        Draft draft = drafts.get(stall);
        draft.durationNanos = Math.max(0, event.number(Key.DURATION_NANOS, 0));
        draft.owner = Names.of(Stall.Owner.class, event.text(Key.OWNER), Stall.Owner.UNKNOWN);
        draft.request = event.request();
        draft.task = event.task();
        draft.coroutine = event.text(Key.COROUTINE);
        draft.callbacks = event.whole(Key.CALLBACKS, 1);
        draft.cpuNanos = event.number(Key.CPU_NANOS, -1);
        draft.processCpuNanos = event.number(Key.PROCESS_CPU_NANOS, -1);
        draft.busyThreads = busyThreads;
        draft.samples = event.all(Key.SAMPLES);
        draft.ended = event.index();
        return stall;
    }

    /// A stall that had not ended lasts to the end of the trace.
    List<Stall> frozen(EventOrder order, long endNanos) {
        List<Stall> stalls = new ArrayList<>(drafts.size());
        for (Draft each : drafts) {
            long startNanos = order.time(each.startNanos);
            boolean hasEnded = each.ended != Trace.NONE;
            long untilNanos = hasEnded ? startNanos + each.durationNanos : Math.max(startNanos, endNanos);
            stalls.add(new Stall(
                    stalls.size(),
                    each.process,
                    each.thread,
                    new TimeRange(startNanos, untilNanos),
                    hasEnded,
                    each.owner,
                    each.request,
                    each.task,
                    each.coroutine,
                    each.callbacks,
                    each.cpuNanos,
                    each.processCpuNanos,
                    each.busyThreads,
                    each.samples,
                    new Stall.Marks(order.event(each.started), order.event(each.ended))));
        }
        return List.copyOf(stalls);
    }
}
