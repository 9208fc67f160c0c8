package taskscope.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import taskscope.trace.Argument;
import taskscope.trace.AsyncioTask;
import taskscope.trace.EventKind;
import taskscope.trace.RecorderCost;
import taskscope.trace.Session;
import taskscope.trace.Stall;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// Puts the events of one run together: begin and end become one thing, and ids of processes indexes of the trace.
final class TraceBuilder {

    private final LossList losses;
    private final EventColumns events = new EventColumns();
    private final ProcessDrafts processes;
    private final CodeDrafts code = new CodeDrafts();
    private final ExceptionDrafts exceptions = new ExceptionDrafts();
    private final RequestDrafts requests;
    private final TaskDrafts tasks;
    private final QueueNumbers queues = new QueueNumbers();
    private final DependencyDrafts dependencies;
    private final SessionDrafts sessions = new SessionDrafts();
    private final CheckoutDrafts checkouts;
    private final StallDrafts stalls;
    private final TokenDrafts tokens;
    private final AsyncioDrafts asyncioTasks;
    private final UploadDrafts uploads;
    private final RemarkDrafts remarks = new RemarkDrafts();
    private final CircumstanceDrafts circumstances = new CircumstanceDrafts();
    private final CurrentEvent event = new CurrentEvent(new EventBatch());

    /// Lines that could not be used and may hold the events whose numbers will be missing.
    private int unexplainedLines;

    TraceBuilder(LossList losses) {
        this.losses = losses;
        processes = new ProcessDrafts(losses);
        requests = new RequestDrafts(losses);
        tasks = new TaskDrafts(losses);
        dependencies = new DependencyDrafts(losses);
        checkouts = new CheckoutDrafts(losses);
        stalls = new StallDrafts(losses);
        tokens = new TokenDrafts(losses);
        asyncioTasks = new AsyncioDrafts(losses);
        uploads = new UploadDrafts(losses);
    }

    int eventCount() {
        return events.count();
    }

    void lostALine() {
        unexplainedLines++;
    }

    /// What comes next begins in the middle of the run: numbers are missing, and what ends may have begun before.
    void beginInside() {
        processes.forgiveNextGap();
        losses.forgiveEndsWithoutBegin();
    }

    /// Adds event `at` of a batch, and says what is odd about it.
    void add(EventBatch batch, int at) {
        EventKind kind = batch.kind[at];
        boolean isStarting = kind == EventKind.PROCESS_STARTED;
        int process = processes.of(batch.pid[at], isStarting && batch.sequence[at] == 1);
        if (!isNext(process, batch.sequence[at])) {
            return;
        }
        if (kind == null) {
            losses.addUnknownKind(String.valueOf(batch.value(at, Key.TYPE)));
            return;
        }
        event.moveTo(batch, at, kind, events.count());
        if (event.flag(Key.AGAIN) && isKnown(process)) {
            return;
        }
        event.happened(process, time(process, batch.timeNanos[at]));
        event.setRequest(requests.find(process, event.requestId()));
        event.setTask(tasks.find(process, event.taskId()));
        event.setThread(code.thread(process, event.threadId()));
        int subject = subject();
        if (event.task() != Trace.NONE && code.isWorker(event.thread())) {
            tasks.worksOn(event.task(), event.thread());
        }
        events.add(event, subject, value());
    }

    /// Whether this introduction, told again for those who read one part of a recording alone, was read before.
    private boolean isKnown(int process) {
        return switch (event.kind()) {
            case PROCESS_STARTED -> processes.isStarted(process);
            case FUNCTION_SEEN -> code.function(process, event.id(Key.FUNCTION)) != Trace.NONE;
            case THREAD_SEEN -> code.isIntroduced(process, event.threadId());
            case EXCEPTION_SEEN -> exceptions.of(process, event.id(Key.EXCEPTION)) != Trace.NONE;
            default -> false;
        };
    }

    private boolean isNext(int process, int sequence) {
        int explained = Math.min(unexplainedLines, processes.missingCount(process, sequence));
        unexplainedLines -= explained;
        return processes.isNext(process, sequence, explained);
    }

    private long time(int process, long nanos) {
        return switch (event.kind()) {
            case STALL_STARTED, STALL_ENDED, STATEMENT_BEGAN, EXCEPTION_HANDLED -> processes.pastTime(process, nanos);
            default -> processes.time(process, nanos);
        };
    }

    private int subject() {
        return switch (event.kind()) {
            case PROCESS_STARTED -> processes.started(event);
            case PROCESS_ENDED -> processes.ended(event);
            case PROCESS_SAMPLED -> remarks.sampled(event);
            case PROCESS_FORKED -> Trace.NONE;
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
                    MEMORY_HELD -> circumstances.add(event);
            case RECORDER_STEPPED_ASIDE -> steppedAside();
            case RECORDER_COST -> remarks.cost(event);
            case THREAD_SEEN -> code.threadSeen(event);
            case FUNCTION_SEEN -> code.functionSeen(event);
            case REQUEST_STARTED -> requests.started(event);
            case ROUTE_STARTED -> requests.routeStarted(event, function(Key.FUNCTION));
            case ROUTE_ENDED -> requests.routeEnded(event, exceptions.of(event));
            case RESPONSE_QUEUE -> requests.responseQueue(event, queue(Key.QUEUE), queue(Key.INJECTED));
            case RESPONSE_STARTED -> requests.responseStarted(event);
            case RESPONSE_ENDED -> requests.responseEnded(event);
            case REQUEST_DISCONNECTED -> requests.disconnected(event);
            case REQUEST_ENDED -> requests.ended(event, exceptions.of(event));
            case DEPENDENCY_ENTERING -> dependencies.entering(event, function(Key.FUNCTION));
            case DEPENDENCY_ENTERED -> dependencies.entered(event, exceptions.of(event));
            case DEPENDENCY_EXITING -> dependencies.exiting(event, exceptions.of(event));
            case DEPENDENCY_EXITED -> dependencies.exited(event, exceptions.of(event));
            case TASK_QUEUED -> tasks.queued(event, queued());
            case TASK_STARTED -> tasks.started(event);
            case TASK_ENDED -> tasks.ended(event, Task.Outcome.ENDED, Trace.NONE);
            case TASK_FAILED -> tasks.ended(event, Task.Outcome.FAILED, exceptions.of(event));
            case TASK_CANCELLED -> tasks.ended(event, Task.Outcome.CANCELLED, exceptions.of(event));
            case ASYNCIO_CREATED -> asyncioTasks.created(event, function(Key.FUNCTION));
            case ASYNCIO_ENDED -> asyncioTasks.ended(event, AsyncioTask.Outcome.ENDED, Trace.NONE);
            case ASYNCIO_FAILED -> asyncioTasks.ended(event, AsyncioTask.Outcome.FAILED, exceptions.of(event));
            case ASYNCIO_CANCELLED -> asyncioTasks.ended(event, AsyncioTask.Outcome.CANCELLED, Trace.NONE);
            case ASYNCIO_DESTROYED -> asyncioTasks.ended(event, AsyncioTask.Outcome.DESTROYED, Trace.NONE);
            case EXCEPTION_SEEN -> exceptions.seen(event);
            case LOG_WRITTEN -> remarks.logged(event, exceptions.of(event));
            case WARNING_SHOWN -> remarks.warned(event);
            case EXCEPTION_HANDLED -> remarks.handled(event);
            case UPLOAD_OPENED -> uploads.opened(event);
            case UPLOAD_READ -> uploads.read(event);
            case UPLOAD_CLOSED -> uploads.closed(event);
            case SESSION_CREATED -> sessions.created(event);
            case SESSION_BEGAN -> sessions.did(event, Session.Action.BEGAN, Trace.NONE);
            case SESSION_FLUSHED -> sessions.did(event, Session.Action.FLUSHED, Trace.NONE);
            case SESSION_FLUSHFAILED -> sessions.did(event, Session.Action.FLUSH_FAILED, exceptions.of(event));
            case SESSION_COMMITTED -> sessions.did(event, Session.Action.COMMITTED, Trace.NONE);
            case SESSION_ROLLEDBACK -> sessions.did(event, Session.Action.ROLLED_BACK, Trace.NONE);
            case SESSION_CLOSED -> sessions.did(event, Session.Action.CLOSED, Trace.NONE);
            case STATEMENT_BEGAN -> Trace.NONE;
            case STATEMENT_RAN -> sessions.ran(event, exceptions.of(event));
            case CONNECTION_WAITING -> checkouts.waiting(event);
            case CONNECTION_CHECKEDOUT -> checkouts.out(event, session(event.id(Key.SESSION)));
            case CONNECTION_CHECKEDIN -> checkouts.in(event);
            case CONNECTION_TIMEDOUT -> checkouts.timedOut(event, exceptions.of(event));
            case STALL_STARTED -> stalls.started(event);
            case STALL_ENDED -> stalls.ended(event, busyThreads());
            case TOKEN_SAMPLED -> tokens.sampled(event);
            case TOKEN_WAITING -> tokens.waiting(event);
            case TOKEN_ACQUIRED -> tokens.acquired(event);
        };
    }

    private long value() {
        return switch (event.kind()) {
            case RESPONSE_STARTED -> event.number(Key.STATUS, 0);
            case RESPONSE_ENDED -> event.number(Key.BYTES, 0);
            case STATEMENT_RAN, STALL_ENDED -> event.number(Key.DURATION_NANOS, 0);
            case CONNECTION_CHECKEDOUT, CONNECTION_TIMEDOUT, TOKEN_ACQUIRED, SLOT_ACQUIRED ->
                event.number(Key.WAITED_NANOS, 0);
            default -> 0;
        };
    }

    private int steppedAside() {
        losses.add(
                Loss.Kind.STEPPED_ASIDE,
                "the sensor " + event.text(Key.SENSOR) + " did not look here: " + event.text(Key.WHY));
        return Trace.NONE;
    }

    private TaskDrafts.Queued queued() {
        int queue = queue(Key.QUEUE);
        return new TaskDrafts.Queued(
                queue, queues.nextPosition(queue), function(Key.FUNCTION), function(Key.CALLER), arguments());
    }

    private List<Argument> arguments() {
        List<Argument> arguments = event.all(Key.ARGUMENTS);
        if (arguments.stream().allMatch(each -> each.session() == Trace.NONE)) {
            return arguments;
        }
        return arguments.stream()
                .map(each -> new Argument(
                        each.name(),
                        each.type(),
                        each.nature(),
                        session(each.session()),
                        each.bytes(),
                        each.isDefault(),
                        each.value()))
                .toList();
    }

    private List<Stall.BusyThread> busyThreads() {
        List<Stall.BusyThread> busy = event.all(Key.BUSY_THREADS);
        List<Stall.BusyThread> ofTrace = new ArrayList<>(busy.size());
        for (Stall.BusyThread each : busy) {
            ofTrace.add(new Stall.BusyThread(
                    requests.find(event.process(), each.request()),
                    tasks.find(event.process(), each.task()),
                    each.cpuPercent(),
                    each.frames()));
        }
        return ofTrace;
    }

    private int function(Key key) {
        return code.function(event.process(), event.id(key));
    }

    private int queue(Key key) {
        return queues.number(event.process(), event.id(key));
    }

    private int session(int id) {
        return sessions.session(event.process(), id);
    }

    /// What the recorders of the processes say that they lost themselves.
    void tellWhatRecordersLost() {
        for (RecorderCost cost : remarks.costs()) {
            String ofProcess = " of process " + processes.pid(cost.process());
            if (cost.droppedCount() > 0) {
                losses.add(
                        Loss.Kind.DROPPED_BY_RECORDER,
                        "the recorder" + ofProcess + " dropped " + cost.droppedCount() + " events");
            }
            new TreeMap<>(cost.failures())
                    .forEach((place, count) -> losses.add(
                            Loss.Kind.RECORDER_FAILED,
                            "the recorder" + ofProcess + " failed " + count + " times in " + place));
        }
    }

    /// The trace, frozen. `header` tells the wall-clock time of the run's zero.
    Trace build(Header header) {
        EventOrder order = events.order();
        EventColumns columns = events.frozen(order);
        long endNanos = columns.count() == 0 ? 0 : columns.timeNanos(columns.count() - 1);
        return new Trace(
                header.infoFrom(order.zeroNanos()),
                columns,
                processes.frozen(order),
                code.threads(),
                code.functions(),
                exceptions.frozen(),
                requests.frozen(order),
                tasks.frozen(order),
                dependencies.frozen(order),
                sessions.frozen(order),
                sessions.frozenStatements(order),
                checkouts.frozen(order, endNanos),
                stalls.frozen(order, endNanos),
                tokens.frozenSamples(order),
                tokens.frozenWaits(order),
                remarks.frozenLogs(order),
                remarks.frozenWarnings(order),
                remarks.frozenHandled(order),
                remarks.frozenSamples(order),
                remarks.costs(),
                asyncioTasks.frozen(order),
                uploads.frozen(order),
                circumstances.frozen(order),
                endNanos);
    }
}
