package taskscope.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// All lanes of a trace in the *by party* arrangement, from what the client sees down to the process. Frozen.
public final class Lanes {

    private static final List<BiFunction<Layout, Integer, LaneGroup>> PARTIES = List.of(
            ClientLanes::of, LoopLanes::of, TaskLanes::of, ThreadLanes::of, DatabaseLanes::of, ProcessLanes::of);

    private final Trace trace;
    private final List<LaneGroup> groups;
    private final LaneIndex index;
    private final Pyramid stalls;
    private final Map<Integer, List<Task>> tasksOf;

    private Lanes(Trace trace, List<LaneGroup> groups, LaneIndex index, Pyramid stalls) {
        this.trace = trace;
        this.groups = List.copyOf(groups);
        this.index = index;
        this.stalls = stalls;
        this.tasksOf = trace.tasks().stream().collect(Collectors.groupingBy(Task::request));
    }

    /// Reads the whole trace: for a job thread.
    public static Lanes of(Trace trace, List<Finding> findings) {
        Layout layout = Layout.of(trace, findings);
        List<LaneGroup> groups = new ArrayList<>();
        PARTIES.forEach(party -> add(groups, party.apply(layout, laneCount(groups))));
        return new Lanes(trace, groups, layout.index(), stalls(layout));
    }

    private static int laneCount(List<LaneGroup> groups) {
        return groups.stream().mapToInt(group -> group.lanes().size()).sum();
    }

    private static void add(List<LaneGroup> groups, LaneGroup group) {
        if (!group.lanes().isEmpty()) {
            groups.add(group);
        }
    }

    private static Pyramid stalls(Layout layout) {
        var contents = new LaneContents();
        layout.trace()
                .stalls()
                .forEach(stall -> contents.box(
                        stall.when().startNanos(),
                        stall.when().endNanos(),
                        new Thing(Thing.Kind.STALL, stall.id()),
                        Style.of(Role.STALL, Look.RUNNING)
                                .withSeverity(layout.severities().of(stall))));
        return contents.band();
    }

    public Trace trace() {
        return trace;
    }

    public List<LaneGroup> groups() {
        return groups;
    }

    public int laneCount() {
        return laneCount(groups);
    }

    /// When the last request or task was over: nothing of interest happens later, however long the server ran on.
    public long lastWorkNanos() {
        long lastNanos = 0;
        for (Request request : trace.requests()) {
            lastNanos = Math.max(lastNanos, request.endNanos() == Trace.NEVER ? trace.endNanos() : request.endNanos());
        }
        return lastNanos;
    }

    /// The tasks that the request queued.
    public List<Task> tasksOf(int request) {
        return tasksOf.getOrDefault(request, List.of());
    }

    /// The lane of the thing, counted over all groups.
    public OptionalInt laneOf(Thing thing) {
        return index.of(thing);
    }

    Pyramid stalls() {
        return stalls;
    }
}
