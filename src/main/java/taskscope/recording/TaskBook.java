package taskscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import taskscope.trace.Argument;
import taskscope.trace.EventKind;
import taskscope.trace.Location;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// The background tasks of a run, as their events come in.
final class TaskBook {

    /// A task that is still being told of.
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
        long queuedNanos = Trace.NEVER;
        long startNanos = Trace.NEVER;
        long endNanos = Trace.NEVER;
        Task.Outcome outcome = Task.Outcome.NEVER_STARTED;
        String returned = "";
        int exception = Trace.NONE;
        int queued = Trace.NONE;
        int started = Trace.NONE;
        int ended = Trace.NONE;
    }

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Integer> queueLengths = new ArrayList<>();
    private final Map<Object, List<Argument>> knownArguments = new HashMap<>();
    private final Ids ids = new Ids();
    private final CodeBook code;
    private final DatabaseBook database;
    private final Ids queues;
    private final Losses losses;

    TaskBook(CodeBook code, DatabaseBook database, Ids queues, Losses losses) {
        this.code = code;
        this.database = database;
        this.queues = queues;
        this.losses = losses;
    }

    /// By what the recording calls them.
    Ids ids() {
        return ids;
    }

    int of(Entry entry, long id, boolean begins) {
        return ids.of(entry.process, id, () -> {
            var draft = new Draft();
            draft.process = entry.process;
            draft.queuedNanos = entry.timeNanos;
            drafts.add(draft);
            if (!begins) {
                losses.add(
                        entry.line,
                        Loss.Kind.END_WITHOUT_BEGIN,
                        "names task " + id + ", which was not seen being queued");
            }
            return drafts.size() - 1;
        });
    }

    /// A sync task starts on the loop and works on a worker thread: the first event from there tells which.
    void note(Entry entry) {
        Draft draft = drafts.get(entry.task);
        if (!draft.isAsync
                && draft.thread == Trace.NONE
                && entry.thread != Trace.NONE
                && code.isWorker(entry.thread)
                && draft.startNanos != Trace.NEVER) {
            draft.thread = entry.thread;
        }
    }

    void take(Entry entry, EventKind kind) {
        if (entry.task == Trace.NONE) {
            return;
        }
        Draft draft = drafts.get(entry.task);
        RawEvent raw = entry.raw;
        switch (kind) {
            case TASK_QUEUED -> queued(entry, draft);
            case TASK_STARTED -> {
                draft.startNanos = entry.timeNanos;
                draft.started = entry.event;
                draft.outcome = Task.Outcome.RUNNING;
                draft.request = entry.request == Trace.NONE ? draft.request : entry.request;
                draft.name = draft.name.isEmpty() ? raw.text(Key.NAME) : draft.name;
                draft.thread = draft.isAsync ? entry.thread : Trace.NONE;
            }
            case TASK_ENDED -> {
                end(entry, draft, Task.Outcome.ENDED);
                draft.returned = raw.has(Key.RETURNED) ? raw.text(Key.RETURNED) : "NoneType";
            }
            case TASK_FAILED -> end(entry, draft, Task.Outcome.FAILED);
            case TASK_CANCELLED -> end(entry, draft, Task.Outcome.CANCELLED);
            default -> {}
        }
    }

    private void queued(Entry entry, Draft draft) {
        RawEvent raw = entry.raw;
        draft.request = entry.request;
        draft.queue = queue(entry.process, raw.number(Key.QUEUE, 0));
        draft.position = draft.queue == Trace.NONE ? 0 : queueLengths.get(draft.queue);
        if (draft.queue != Trace.NONE) {
            queueLengths.set(draft.queue, draft.position + 1);
        }
        draft.name = raw.text(Key.NAME);
        draft.function = code.function(entry);
        draft.isAsync = raw.text(Key.MODE).equals("async");
        draft.queuedAt = raw.location(Key.AT);
        draft.queuedBy = code.function(entry.process, raw.number(Key.CALLER, 0));
        draft.queuedNanos = entry.timeNanos;
        draft.queued = entry.event;
        draft.arguments = arguments(entry);
    }

    private int queue(int process, long id) {
        return id <= 0
                ? Trace.NONE
                : queues.of(process, id, () -> {
                    queueLengths.add(0);
                    return queueLengths.size() - 1;
                });
    }

    /// Tasks queued at one place mostly have arguments of one shape; those without a session are kept once.
    private List<Argument> arguments(Entry entry) {
        List<@Nullable Object> raw = entry.raw.list(Key.ARGUMENTS);
        if (raw.isEmpty()) {
            return List.of();
        }
        List<Argument> arguments =
                raw.stream().map(each -> argument(entry.process, each)).toList();
        return knownArguments.computeIfAbsent(arguments, _ -> arguments);
    }

    private Argument argument(int process, @Nullable Object raw) {
        Map<?, ?> given = raw instanceof Map<?, ?> map ? map : Map.of();
        return new Argument(
                text(given, "name"),
                text(given, "type"),
                nature(text(given, "is")),
                database.session(process, given.get("session") instanceof Long id ? id : 0),
                given.get("bytes") instanceof Long bytes ? bytes : -1,
                Boolean.TRUE.equals(given.get("default")));
    }

    private static Argument.Nature nature(String id) {
        for (Argument.Nature nature : Argument.Nature.values()) {
            if (nature.name().toLowerCase(Locale.ROOT).equals(id)) {
                return nature;
            }
        }
        return Argument.Nature.PLAIN;
    }

    private static String text(Map<?, ?> given, String key) {
        return given.get(key) instanceof String text ? text : "";
    }

    private void end(Entry entry, Draft draft, Task.Outcome outcome) {
        draft.endNanos = entry.timeNanos;
        draft.ended = entry.event;
        draft.outcome = outcome;
        draft.exception = code.exception(entry);
        if (draft.startNanos == Trace.NEVER) {
            draft.startNanos = entry.timeNanos;
            losses.add(entry.line, Loss.Kind.END_WITHOUT_BEGIN, "ends a task whose start was not recorded");
        }
    }

    List<Task> freeze(Frozen frozen) {
        List<Task> tasks = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            tasks.add(new Task(
                    tasks.size(),
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
                    draft.thread,
                    frozen.time(draft.queuedNanos),
                    frozen.time(draft.startNanos),
                    frozen.time(draft.endNanos),
                    draft.outcome,
                    draft.returned,
                    draft.exception,
                    new Task.Marks(
                            frozen.event(draft.queued), frozen.event(draft.started), frozen.event(draft.ended))));
        }
        return tasks;
    }
}
