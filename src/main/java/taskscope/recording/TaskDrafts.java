package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Argument;
import taskscope.trace.Location;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The background tasks of a run, each completed by the events that tell of it.
final class TaskDrafts {

    private final List<Draft> drafts = new ArrayList<>();
    private final IdIndex byId = new IdIndex();
    private final LossList losses;

    TaskDrafts(LossList losses) {
        this.losses = losses;
    }

    private static final class Draft {
        int process;
        int request = Trace.NONE;
        int queue = Trace.NONE;
        int position;
        String name = "";
        int function = Trace.NONE;
        boolean isAsync;

        @Nullable
        Location queuedAt;

        int queuedBy = Trace.NONE;
        List<Argument> arguments = List.of();
        int thread = Trace.NONE;
        int worker = Trace.NONE;
        long queuedNanos = EventOrder.UNSET;
        long startNanos = EventOrder.UNSET;
        long endNanos = EventOrder.UNSET;
        Task.Outcome outcome = Task.Outcome.NEVER_STARTED;
        String returned = "";
        int exception = Trace.NONE;
        int queued = Trace.NONE;
        int started = Trace.NONE;
        int ended = Trace.NONE;

        boolean hasStarted() {
            return started != Trace.NONE;
        }
    }

    int find(int process, int id) {
        return byId.find(process, id);
    }

    int queued(CurrentEvent event, Queued queued) {
        Draft draft = add(event);
        draft.request = event.request();
        draft.queue = queued.queue();
        draft.position = queued.position();
        draft.name = event.text(Key.NAME);
        draft.function = queued.function();
        draft.isAsync = event.text(Key.MODE).equals("async");
        draft.queuedAt = event.location(Key.AT);
        draft.queuedBy = queued.caller();
        draft.arguments = queued.arguments();
        draft.queuedNanos = event.timeNanos();
        draft.queued = event.index();
        return Trace.NONE;
    }

    /// The parts of `task.queued` whose ids other drafts know.
    record Queued(int queue, int position, int function, int caller, List<Argument> arguments) {}

    /// A task that was never queued as far as we know is there all the same; one that is run again becomes another.
    int started(CurrentEvent event) {
        Draft known = event.task() == Trace.NONE ? null : drafts.get(event.task());
        Draft draft = known == null ? add(event) : known.hasStarted() ? again(known, event) : known;
        draft.name = draft.name.isEmpty() ? event.text(Key.NAME) : draft.name;
        draft.request = draft.request == Trace.NONE ? event.request() : draft.request;
        draft.thread = event.thread();
        draft.startNanos = event.timeNanos();
        draft.started = event.index();
        draft.outcome = Task.Outcome.RUNNING;
        return Trace.NONE;
    }

    int ended(CurrentEvent event, Task.Outcome outcome, int exception) {
        if (event.task() == Trace.NONE || !drafts.get(event.task()).hasStarted()) {
            losses.addEndWithoutBegin("task", event.taskId());
            return exception;
        }
        Draft draft = drafts.get(event.task());
        draft.endNanos = event.timeNanos();
        draft.ended = event.index();
        draft.outcome = outcome;
        draft.returned = event.text(Key.RETURNED);
        draft.exception = exception;
        return exception;
    }

    /// A task's own events come from the worker thread that runs it, while its start and end are told by the loop.
    void worksOn(int task, int worker) {
        Draft draft = drafts.get(task);
        if (draft.worker == Trace.NONE && draft.hasStarted() && !draft.isAsync) {
            draft.worker = worker;
        }
    }

    List<Task> frozen(EventOrder order) {
        Task[] tasks = new Task[drafts.size()];
        for (int id = 0; id < tasks.length; id++) {
            tasks[id] = frozen(id, drafts.get(id), order);
        }
        return List.of(tasks);
    }

    private Draft add(CurrentEvent event) {
        Draft draft = new Draft();
        draft.process = event.process();
        byId.put(event.process(), event.taskId(), drafts.size());
        event.setTask(drafts.size());
        drafts.add(draft);
        return draft;
    }

    private Draft again(Draft known, CurrentEvent event) {
        Draft draft = add(event);
        draft.request = event.request();
        draft.queue = known.queue;
        draft.position = known.position;
        draft.name = known.name;
        draft.function = known.function;
        draft.isAsync = known.isAsync;
        draft.queuedAt = known.queuedAt;
        draft.queuedBy = known.queuedBy;
        draft.arguments = known.arguments;
        draft.queuedNanos = known.queuedNanos;
        draft.queued = known.queued;
        return draft;
    }

    private static Task frozen(int id, Draft draft, EventOrder order) {
        return new Task(
                id,
                draft.process,
                draft.request,
                draft.queue,
                draft.position,
                draft.name,
                draft.function,
                draft.isAsync,
                draft.queuedAt,
                draft.queuedBy,
                draft.arguments,
                draft.worker == Trace.NONE ? draft.thread : draft.worker,
                order.time(draft.queuedNanos),
                order.time(draft.startNanos),
                order.time(draft.endNanos),
                draft.outcome,
                draft.returned,
                draft.exception,
                new Task.Marks(order.event(draft.queued), order.event(draft.started), order.event(draft.ended)));
    }
}
