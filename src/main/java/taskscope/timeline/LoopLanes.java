package taskscope.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.time.TimeRange;
import taskscope.trace.ProcessInfo;
import taskscope.trace.Request;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The event loops: where one serves requests or async tasks, and where it serves nobody.
final class LoopLanes {

    private final Layout layout;
    private final Map<Integer, List<TimeRange>> busy = new HashMap<>();

    private LoopLanes(Layout layout) {
        this.layout = layout;
    }

    static LaneGroup of(Layout layout, int firstLane) {
        return new LoopLanes(layout).group(new LaneBook(layout.index(), firstLane, 0));
    }

    private LaneGroup group(LaneBook book) {
        Trace trace = layout.trace();
        trace.requests().forEach(this::serve);
        trace.tasks().stream()
                .filter(task -> task.isAsync() && task.hasStarted())
                .forEach(this::run);
        for (int process = 0; process < trace.processes().size(); process++) {
            if (busy.containsKey(process) || !layout.stalls().of(process).isEmpty()) {
                fill(process, book);
            }
        }
        return book.group("Event loop", caption(trace));
    }

    private static String caption(Trace trace) {
        return trace.processes().isEmpty()
                ? ""
                : "runs one thing at a time"
                        + (trace.info().packages().containsKey("uvloop") ? " \u00b7 uvloop is installed" : "");
    }

    private void serve(Request request) {
        note(request.process(), request.clientWaited(layout.trace().endNanos()));
    }

    private void run(Task task) {
        note(task.process(), task.ran(layout.trace().endNanos()));
    }

    private void note(int process, TimeRange range) {
        busy.computeIfAbsent(process, _ -> new ArrayList<>()).add(range);
    }

    private void fill(int process, LaneBook book) {
        var loop = new Thing(Thing.Kind.LOOP, process);
        LaneContents lane = book.together(loop, title(process));
        for (TimeRange range : union(busy.getOrDefault(process, List.of()))) {
            for (TimeRange part : layout.stalls().without(process, range)) {
                lane.box(part.startNanos(), part.endNanos(), loop, Style.of(Role.REQUEST, Look.RUNNING));
            }
        }
        for (Stall stall : layout.stalls().of(process)) {
            var thing = new Thing(Thing.Kind.STALL, stall.id());
            Style style = Style.of(Role.STALL, Look.RUNNING)
                    .withSeverity(layout.severities().of(stall));
            book.together(thing, title(process));
            lane.box(stall.when().startNanos(), stall.when().endNanos(), thing, style.torn(!stall.hasEnded()));
        }
    }

    private String title(int process) {
        ProcessInfo info = layout.trace().processes().get(process);
        return layout.trace().processes().size() == 1 ? "loop" : "loop of " + info.role() + " " + info.pid();
    }

    private static List<TimeRange> union(List<TimeRange> ranges) {
        ranges.sort(Comparator.comparingLong(TimeRange::startNanos));
        List<TimeRange> joined = new ArrayList<>();
        for (TimeRange range : ranges) {
            if (joined.isEmpty() || joined.getLast().endNanos() < range.startNanos()) {
                joined.add(range);
            } else if (joined.getLast().endNanos() < range.endNanos()) {
                joined.set(joined.size() - 1, new TimeRange(joined.getLast().startNanos(), range.endNanos()));
            }
        }
        return joined;
    }
}
