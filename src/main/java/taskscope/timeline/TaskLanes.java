package taskscope.timeline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// The background tasks: queued, run, raised, or never started.
final class TaskLanes {

    private final Layout layout;
    private final LaneBook book;

    /// Queue -> the task in it that ended badly, after which nothing in the queue runs.
    private final Map<Integer, Task> culprits = new HashMap<>();

    private TaskLanes(Layout layout, int firstLane) {
        this.layout = layout;
        this.book =
                new LaneBook(layout.index(), firstLane, layout.trace().tasks().size());
    }

    static LaneGroup of(Layout layout, int firstLane) {
        var lanes = new TaskLanes(layout, firstLane);
        List<Task> tasks = layout.trace().tasks();
        lanes.culprits.putAll(tasks.stream()
                .filter(task -> task.outcome() == Task.Outcome.FAILED || task.outcome() == Task.Outcome.CANCELLED)
                .collect(Collectors.toMap(Task::queue, task -> task, (first, _) -> first)));
        tasks.stream()
                .sorted(Comparator.comparingInt(Task::request).thenComparingInt(Task::position))
                .forEach(lanes::add);
        return lanes.book.group("Background tasks", "each under the request that queued it");
    }

    private void add(Task task) {
        var thing = new Thing(Thing.Kind.TASK, task.id());
        String title = task.simpleName() + (task.isAsync() ? " async" : " def");
        LaneContents lane = book.of(thing, title, title);
        int severity = layout.severities().of(task);
        if (task.marks().queued() != Trace.NONE) {
            lane.moment(task.queuedNanos(), Glyph.DIAMOND, task.marks().queued(), Style.of(Role.TASK, Look.QUEUED));
        }
        if (task.hasStarted()) {
            ran(task, thing, lane, severity);
        } else {
            long startNanos = ghostStartNanos(task);
            lane.box(
                    startNanos,
                    ghostEndNanos(task, startNanos),
                    thing,
                    Style.of(Role.TASK, Look.GHOST).withSeverity(severity));
        }
    }

    private void ran(Task task, Thing thing, LaneContents lane, int severity) {
        Style style =
                Style.of(Role.TASK, look(task)).withSeverity(severity).torn(task.outcome() == Task.Outcome.RUNNING);
        var ran = task.ran(layout.trace().endNanos());
        lane.box(ran.startNanos(), ran.endNanos(), thing, task.isAsync() ? style : style.inThread());
        switch (task.outcome()) {
            case FAILED ->
                lane.moment(
                        task.endNanos(),
                        Glyph.CROSS,
                        task.marks().ended(),
                        Style.of(Role.ERROR, Look.FAILED).withSeverity(Style.HIGH));
            case CANCELLED ->
                lane.moment(
                        task.endNanos(),
                        Glyph.SQUARE,
                        task.marks().ended(),
                        Style.of(Role.ERROR, Look.CANCELLED).withSeverity(Style.MEDIUM));
            case NEVER_STARTED, RUNNING, ENDED -> {}
        }
    }

    private static Look look(Task task) {
        return switch (task.outcome()) {
            case FAILED -> Look.FAILED;
            case CANCELLED -> Look.CANCELLED;
            case NEVER_STARTED -> Look.GHOST;
            case RUNNING, ENDED -> Look.RUNNING;
        };
    }

    /// Where it would have stood: beside the task that kept it from running, else after the response.
    private long ghostStartNanos(Task task) {
        Task culprit = culprits.get(task.queue());
        if (culprit != null && culprit.startNanos() >= task.queuedNanos()) {
            return culprit.startNanos();
        }
        long answerNanos =
                task.request() == Trace.NONE ? Trace.NEVER : request(task).responseEndNanos();
        return Math.max(task.queuedNanos(), answerNanos);
    }

    private long ghostEndNanos(Task task, long startNanos) {
        long endNanos =
                task.request() == Trace.NONE ? Trace.NEVER : request(task).endNanos();
        return Math.max(startNanos, endNanos);
    }

    private Request request(Task task) {
        return layout.trace().requests().get(task.request());
    }
}
