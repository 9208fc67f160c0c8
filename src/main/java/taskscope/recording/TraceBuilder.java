package taskscope.recording;

import java.util.List;
import taskscope.trace.EventKind;
import taskscope.trace.Trace;

/// The events of one run -> its [Trace]: begin and end become one thing, ids become indexes, order becomes time.
final class TraceBuilder {

    private final Header header;
    private final Losses losses;
    private final EventTable table = new EventTable();
    private final Ids queues = new Ids();
    private final CodeBook code = new CodeBook();
    private final DatabaseBook database = new DatabaseBook(code);
    private final PoolBook pools = new PoolBook(code, database);
    private final ProcessBook processes;
    private final RequestBook requests;
    private final TaskBook tasks;
    private final DependencyBook dependencies = new DependencyBook(code);
    private final LoopBook loops;
    private final LogBook logs = new LogBook(code);

    TraceBuilder(Header header, Losses losses) {
        this.header = header;
        this.losses = losses;
        this.processes = new ProcessBook(losses);
        this.requests = new RequestBook(code, queues, losses);
        this.tasks = new TaskBook(code, database, queues, losses);
        this.loops = new LoopBook(requests.ids(), tasks.ids());
    }

    Losses losses() {
        return losses;
    }

    int eventCount() {
        return table.count();
    }

    void take(RawEvent raw, long line) {
        EventKind kind = raw.kind();
        var entry = new Entry(raw);
        entry.line = line;
        entry.process = processes.of(raw.number(Key.P, 0));
        long sequence = raw.number(Key.N, 0);
        boolean isDatedBack = kind == EventKind.STALL_STARTED || kind == EventKind.STALL_ENDED;
        entry.timeNanos =
                processes.inOrder(entry.process, sequence, Math.max(0, raw.number(Key.T, 0)), isDatedBack, line);
        entry.event = table.count();
        if (raw.has(Key.REQUEST)) {
            entry.request = requests.of(entry, raw.number(Key.REQUEST, 0), kind == EventKind.REQUEST_STARTED);
        }
        if (kind == EventKind.THREAD_SEEN) {
            code.threadSeen(entry);
        }
        entry.thread = code.thread(entry.process, raw.number(Key.THREAD, 0));
        if (raw.has(Key.TASK)) {
            entry.task = tasks.of(entry, raw.number(Key.TASK, 0), kind == EventKind.TASK_QUEUED);
            tasks.note(entry);
        }
        table.add(entry, kind, (int) sequence);
        tell(entry, kind);
    }

    /// Each kind goes to its book; the table learns what the event is about and its number.
    private void tell(Entry entry, EventKind kind) {
        int subject = Trace.NONE;
        long value = 0;
        switch (kind) {
            case PROCESS_STARTED,
                    PROCESS_STARTUP,
                    PROCESS_SHUTDOWN,
                    PROCESS_LISTENING,
                    PROCESS_SIGNAL,
                    PROCESS_SAMPLED,
                    PROCESS_FORKED,
                    PROCESS_ENDED,
                    RECORDER_STEPPED_ASIDE,
                    RECORDER_COST -> value = processes.take(entry, kind);
            case THREAD_SEEN -> subject = entry.thread;
            case FUNCTION_SEEN -> subject = code.functionSeen(entry);
            case EXCEPTION_SEEN -> subject = code.exceptionSeen(entry);
            case REQUEST_STARTED,
                    ROUTE_STARTED,
                    ROUTE_ENDED,
                    RESPONSE_QUEUE,
                    RESPONSE_STARTED,
                    RESPONSE_ENDED,
                    REQUEST_DISCONNECTED,
                    REQUEST_ENDED -> {
                value = requests.take(entry, kind);
                subject = kind == EventKind.ROUTE_STARTED ? code.function(entry) : code.exception(entry);
            }
            case DEPENDENCY_ENTERING, DEPENDENCY_ENTERED, DEPENDENCY_EXITING, DEPENDENCY_EXITED ->
                subject = dependencies.take(entry, kind);
            case TASK_QUEUED, TASK_STARTED, TASK_ENDED, TASK_FAILED, TASK_CANCELLED -> {
                tasks.take(entry, kind);
                subject = code.exception(entry);
            }
            case LOG_WRITTEN -> subject = logs.written(entry);
            case WARNING_SHOWN -> subject = logs.shown(entry);
            case EXCEPTION_HANDLED -> subject = logs.handled(entry);
            case SESSION_CREATED,
                    SESSION_BEGAN,
                    SESSION_FLUSHED,
                    SESSION_FLUSHFAILED,
                    SESSION_COMMITTED,
                    SESSION_ROLLEDBACK,
                    SESSION_CLOSED -> subject = database.take(entry, kind);
            case STATEMENT_BEGAN -> value = 0;
            case STATEMENT_RAN -> {
                subject = database.statement(entry);
                value = entry.raw.number(Key.DURATIONNANOS, 0);
            }
            case CONNECTION_WAITING, CONNECTION_CHECKEDOUT, CONNECTION_CHECKEDIN, CONNECTION_TIMEDOUT -> {
                subject = pools.take(entry, kind);
                value = entry.raw.number(Key.WAITEDNANOS, 0);
            }
            case STALL_STARTED, STALL_ENDED -> {
                subject = loops.stall(entry, kind);
                value = entry.raw.number(Key.DURATIONNANOS, 0);
            }
            case TOKEN_SAMPLED, TOKEN_WAITING, TOKEN_ACQUIRED -> value = loops.token(entry, kind);
        }
        table.tell(entry.event, subject, value);
    }

    Trace build() {
        processes.addRecordersLosses();
        int[] order = EventOrder.of(table);
        long zeroNanos = order.length == 0 ? 0 : table.timeNanos(order[0]);
        EventTable events = table.sorted(order, zeroNanos);
        var frozen = new Frozen(inverse(order), zeroNanos);
        long lastNanos = events.count() == 0 ? 0 : events.timeNanos(events.count() - 1);
        return new Trace(
                header.startingAt(zeroNanos),
                events,
                processes.processes(frozen),
                code.threads(),
                code.functions(),
                List.copyOf(code.exceptions()),
                requests.freeze(frozen),
                tasks.freeze(frozen),
                dependencies.freeze(frozen),
                database.sessions(frozen),
                database.statements(frozen),
                pools.freeze(frozen),
                loops.stalls(frozen, lastNanos),
                loops.tokens(frozen),
                loops.waits(frozen),
                logs.logs(frozen),
                logs.warnings(frozen),
                logs.handled(frozen),
                processes.samples(frozen),
                processes.costs(),
                lastNanos);
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }
}
