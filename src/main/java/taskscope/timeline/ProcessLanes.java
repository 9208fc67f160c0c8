package taskscope.timeline;

import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.ProcessInfo;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The processes: start, listening, signals, shutdown.
final class ProcessLanes {

    private final Layout layout;
    private final LaneBook book;

    private ProcessLanes(Layout layout, int firstLane) {
        this.layout = layout;
        this.book = new LaneBook(
                layout.index(), firstLane, layout.trace().processes().size());
    }

    static LaneGroup of(Layout layout, int firstLane) {
        var lanes = new ProcessLanes(layout, firstLane);
        Trace trace = layout.trace();
        for (int process = 0; process < trace.processes().size(); process++) {
            lanes.add(process);
        }
        Events events = trace.events();
        for (int event = 0; event < events.count(); event++) {
            if (isTold(events.kind(event))) {
                lanes.addMoment(event);
            }
        }
        return lanes.book.group("Process", "start, reload, shutdown");
    }

    private static boolean isTold(EventKind kind) {
        return switch (kind) {
            case PROCESS_STARTED, PROCESS_LISTENING, PROCESS_SIGNAL, PROCESS_SHUTDOWN, PROCESS_FORKED, PROCESS_ENDED ->
                true;
            default -> false;
        };
    }

    private void add(int process) {
        ProcessInfo info = layout.trace().processes().get(process);
        long startNanos = info.startNanos() == Trace.NEVER ? 0 : info.startNanos();
        boolean isOpen = info.endNanos() == Trace.NEVER;
        long endNanos = isOpen ? layout.trace().endNanos() : info.endNanos();
        lane(process)
                .box(
                        startNanos,
                        endNanos,
                        thing(process),
                        Style.of(Role.IDLE, Look.RUNNING).torn(isOpen));
    }

    private void addMoment(int event) {
        Events events = layout.trace().events();
        Glyph glyph = events.kind(event) == EventKind.PROCESS_ENDED ? Glyph.SQUARE : Glyph.DOT;
        lane(events.process(event)).moment(events.timeNanos(event), glyph, event, Style.of(Role.IDLE, Look.RUNNING));
    }

    private LaneContents lane(int process) {
        ProcessInfo info = layout.trace().processes().get(process);
        return book.of(thing(process), info.role() + " " + info.pid(), info.role());
    }

    private static Thing thing(int process) {
        return new Thing(Thing.Kind.PROCESS, process);
    }
}
