package taskscope.view.words;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import taskscope.time.TimeText;
import taskscope.trace.Events;
import taskscope.trace.StallHolder;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// What happened in an event and on which line, by its kind.
final class EventWhat {

    /// Every checkout takes some time; from here on somebody notices.
    private static final long LONG_WAIT_NANOS = 1_000_000;

    private final Trace trace;
    private final Events events;

    EventWhat(Trace trace) {
        this.trace = trace;
        this.events = trace.events();
    }

    String of(int event) {
        return switch (events.kind(event)) {
            case REQUEST_STARTED -> request(event);
            case ROUTE_STARTED ->
                subject(
                        event,
                        trace.functions(),
                        id -> trace.functions().get(id).name());
            case RESPONSE_STARTED -> "status " + events.value(event);
            case RESPONSE_ENDED -> events.value(event) + " bytes; nothing can reach the client from here on";
            case REQUEST_DISCONNECTED -> "the client went away";
            case TASK_QUEUED -> task(event, this::queued);
            case TASK_STARTED -> thread(event);
            case TASK_ENDED ->
                task(event, each -> "after " + TimeText.of(Math.max(0, each.endNanos() - each.startNanos())));
            case EXCEPTION_SEEN, TASK_FAILED, TASK_CANCELLED, SESSION_FLUSHFAILED, CONNECTION_TIMEDOUT ->
                exception(event);
            case STALL_STARTED -> "the event loop no longer answers";
            case STALL_ENDED -> stall(event);
            case SESSION_CREATED,
                    SESSION_BEGAN,
                    SESSION_FLUSHED,
                    SESSION_COMMITTED,
                    SESSION_ROLLEDBACK,
                    SESSION_CLOSED ->
                subject(event, trace.sessions(), id -> trace.sessions().get(id).className() + " " + (id + 1));
            case STATEMENT_RAN -> subject(event, trace.statements(), this::statement);
            case CONNECTION_WAITING -> "every connection of the pool is out";
            case CONNECTION_CHECKEDOUT, CONNECTION_CHECKEDIN -> subject(event, trace.checkouts(), this::connection);
            case DEPENDENCY_ENTERING, DEPENDENCY_ENTERED, DEPENDENCY_EXITING, DEPENDENCY_EXITED ->
                subject(event, trace.dependencies(), this::dependency);
            case LOG_WRITTEN ->
                subject(
                        event,
                        trace.logs(),
                        id -> trace.logs().get(id).level() + " in "
                                + trace.logs().get(id).logger());
            case ASYNCIO_CREATED, ASYNCIO_ENDED, ASYNCIO_FAILED, ASYNCIO_CANCELLED, ASYNCIO_DESTROYED ->
                subject(event, trace.asyncioTasks(), this::asyncioTask);
            case UPLOAD_OPENED, UPLOAD_READ, UPLOAD_CLOSED -> subject(event, trace.uploads(), this::upload);
            case PROCESS_STARTUP,
                    PROCESS_SHUTDOWN,
                    PROCESS_LISTENING,
                    PROCESS_SIGNAL,
                    PROCESS_CHILDENDED,
                    CONTEXT_LOST,
                    APPLICATION_SEEN,
                    RECORDER_ROTATED,
                    RESPONSE_BUILT,
                    REQUEST_READ,
                    CONNECTION_LOST,
                    LIMIT_REFUSED,
                    SLOT_WAITING,
                    SLOT_ACQUIRED,
                    SLOT_RELEASED,
                    FILE_REMOVED,
                    FILE_MISSING,
                    MEMORY_HELD -> subject(event, trace.circumstances(), id -> CircumstanceText.of(trace, id));
            default -> thread(event);
        };
    }

    String place(int event) {
        return switch (events.kind(event)) {
            case EXCEPTION_SEEN, TASK_FAILED, TASK_CANCELLED ->
                subject(
                        event,
                        trace.exceptions(),
                        id -> trace.exceptions()
                                .get(id)
                                .innermostUserFrame()
                                .map(Places::of)
                                .orElse(""));
            case TASK_QUEUED -> task(event, each -> Places.of(each.queuedAt()));
            case STATEMENT_RAN ->
                subject(
                        event,
                        trace.statements(),
                        id -> Places.of(trace.statements().get(id).at()));
            case SESSION_CREATED ->
                subject(
                        event,
                        trace.sessions(),
                        id -> Places.of(trace.sessions().get(id).createdAt()));
            case ROUTE_STARTED ->
                subject(
                        event,
                        trace.functions(),
                        id -> Places.of(trace.functions().get(id)));
            case STALL_ENDED -> subject(event, trace.stalls(), this::stallPlace);
            case ASYNCIO_CREATED ->
                subject(
                        event,
                        trace.asyncioTasks(),
                        id -> Places.of(trace.asyncioTasks().get(id).at()));
            case FILE_REMOVED, FILE_MISSING ->
                subject(
                        event,
                        trace.circumstances(),
                        id -> trace.circumstances().get(id).facts().getOrDefault("at", ""));
            default -> "";
        };
    }

    private String request(int event) {
        int request = events.request(event);
        String client = Things.has(trace.requests(), request)
                ? trace.requests().get(request).client()
                : "";
        return client.isEmpty() ? "" : "from " + client;
    }

    private String exception(int event) {
        return subject(event, trace.exceptions(), id -> said(trace.exceptions().get(id)));
    }

    private static String said(RaisedException exception) {
        return exception.message().isEmpty()
                ? exception.simpleType()
                : exception.simpleType() + ": " + exception.message();
    }

    private String queued(Task task) {
        String name = Things.has(trace.functions(), task.queuedBy())
                ? trace.functions().get(task.queuedBy()).simpleName()
                : "the application";
        return "queued by " + name + ", place " + (task.position() + 1) + " in its queue";
    }

    private String stall(int event) {
        String length = TimeText.of(events.value(event));
        return subject(
                event,
                trace.stalls(),
                id -> StallHolder.of(trace.stalls().get(id))
                        .map(holder -> length + " in " + holder)
                        .orElse(length));
    }

    private String stallPlace(int stall) {
        return trace.stalls().get(stall).samples().stream()
                .limit(1)
                .flatMap(sample -> sample.frames().reversed().stream())
                .filter(Frame::isUsers)
                .findFirst()
                .map(Places::of)
                .orElse("");
    }

    private String statement(int id) {
        var statement = trace.statements().get(id);
        String rows = statement.rows() < 0 ? "" : ", " + statement.rows() + (statement.rows() == 1 ? " row" : " rows");
        return (statement.verb() + " " + String.join(", ", statement.tables())).strip() + rows + ", "
                + TimeText.of(statement.durationNanos());
    }

    private String connection(int id) {
        var checkout = trace.checkouts().get(id);
        String name = "connection " + checkout.connection() + " of pool " + checkout.pool();
        return checkout.waitedNanos() < LONG_WAIT_NANOS
                ? name
                : name + ", waited for " + TimeText.of(checkout.waitedNanos());
    }

    private String dependency(int id) {
        int function = trace.dependencies().get(id).function();
        return Things.has(trace.functions(), function)
                ? trace.functions().get(function).simpleName()
                : "";
    }

    private String asyncioTask(int id) {
        var asyncioTask = trace.asyncioTasks().get(id);
        return switch (asyncioTask.outcome()) {
            case RUNNING -> asyncioTask.name() + ", still running at the end";
            case ENDED, FAILED, CANCELLED ->
                asyncioTask.name() + ", " + TimeText.of(Math.max(0, asyncioTask.endNanos() - asyncioTask.startNanos()))
                        + " long";
            case DESTROYED -> asyncioTask.name() + ", collected before it was done: nobody held it";
        };
    }

    private String upload(int id) {
        long bytes = trace.uploads().get(id).bytes();
        return "upload " + (id + 1) + (bytes < 0 ? "" : ", " + bytes + " bytes");
    }

    private String thread(int event) {
        int thread = events.thread(event);
        return Things.has(trace.threads(), thread)
                ? "thread " + trace.threads().get(thread).name()
                : "";
    }

    private String task(int event, Function<Task, String> words) {
        int task = events.task(event);
        return Things.has(trace.tasks(), task) ? words.apply(trace.tasks().get(task)) : "";
    }

    private String subject(int event, List<?> things, IntFunction<String> words) {
        int subject = events.subject(event);
        return Things.has(things, subject) ? words.apply(subject) : "";
    }
}
