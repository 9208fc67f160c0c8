package taskscope.playback;

import static taskscope.trace.Thing.Kind.LOOP;
import static taskscope.trace.Thing.Kind.POOL;
import static taskscope.trace.Thing.Kind.PROCESS;
import static taskscope.trace.Thing.Kind.REQUEST;
import static taskscope.trace.Thing.Kind.SESSION;
import static taskscope.trace.Thing.Kind.TASK;
import static taskscope.trace.Thing.Kind.THREADS;

import org.jspecify.annotations.Nullable;
import taskscope.trace.EventKind;
import taskscope.trace.Events;
import taskscope.trace.Thing;
import taskscope.trace.Trace;

/// What each kind of event changes in who stands where.
record Changes(Trace trace) {

    void apply(int event, Fold fold) {
        Events events = trace.events();
        switch (events.kind(event)) {
            case REQUEST_STARTED, RESPONSE_STARTED, RESPONSE_ENDED, REQUEST_DISCONNECTED, REQUEST_ENDED ->
                request(event, fold);
            case TASK_QUEUED, TASK_STARTED, TASK_ENDED, TASK_FAILED, TASK_CANCELLED -> task(event, fold);
            case SESSION_CREATED, SESSION_BEGAN, SESSION_COMMITTED, SESSION_ROLLEDBACK, SESSION_CLOSED ->
                session(event, fold);
            case STALL_STARTED -> fold.put(loop(event), Phase.STALLED);
            case STALL_ENDED -> fold.put(loop(event), Phase.FREE);
            case TOKEN_SAMPLED, TOKEN_WAITING, TOKEN_ACQUIRED ->
                fold.put(new Thing(THREADS, events.process(event)), Phase.IN_USE);
            case CONNECTION_WAITING, CONNECTION_CHECKEDOUT, CONNECTION_CHECKEDIN, CONNECTION_TIMEDOUT ->
                pool(event, fold);
            case PROCESS_STARTED, PROCESS_STARTUP, PROCESS_LISTENING, PROCESS_SIGNAL, PROCESS_SHUTDOWN, PROCESS_ENDED ->
                fold.put(new Thing(PROCESS, events.process(event)), process(events.kind(event)));
            case PROCESS_SAMPLED,
                    PROCESS_FORKED,
                    RECORDER_STEPPED_ASIDE,
                    RECORDER_COST,
                    THREAD_SEEN,
                    FUNCTION_SEEN,
                    ROUTE_STARTED,
                    ROUTE_ENDED,
                    RESPONSE_QUEUE,
                    DEPENDENCY_ENTERING,
                    DEPENDENCY_ENTERED,
                    DEPENDENCY_EXITING,
                    DEPENDENCY_EXITED,
                    EXCEPTION_SEEN,
                    LOG_WRITTEN,
                    WARNING_SHOWN,
                    EXCEPTION_HANDLED,
                    SESSION_FLUSHED,
                    SESSION_FLUSHFAILED,
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
                    ASYNCIO_CREATED,
                    ASYNCIO_ENDED,
                    ASYNCIO_FAILED,
                    ASYNCIO_CANCELLED,
                    ASYNCIO_DESTROYED,
                    UPLOAD_OPENED,
                    UPLOAD_READ,
                    UPLOAD_CLOSED,
                    FILE_REMOVED,
                    FILE_MISSING,
                    MEMORY_HELD,
                    STATEMENT_BEGAN,
                    STATEMENT_RAN -> {}
        }
    }

    private Thing loop(int event) {
        return new Thing(LOOP, trace.events().process(event));
    }

    private void request(int event, Fold fold) {
        int request = trace.events().request(event);
        if (request == Trace.NONE) {
            return;
        }
        var client = new Thing(REQUEST, request);
        EventKind kind = trace.events().kind(event);
        if (kind != EventKind.REQUEST_STARTED && isOver(request, fold)) {
            return;
        }
        if (kind == EventKind.REQUEST_ENDED) {
            end(request, fold);
        } else if (kind == EventKind.REQUEST_DISCONNECTED) {
            if (fold.phase(client) != Phase.ANSWERED) {
                fold.put(client, Phase.GONE, request);
            }
        } else {
            fold.put(client, client(kind), request);
        }
        if (kind == EventKind.REQUEST_STARTED) {
            serve(event, fold);
        }
    }

    /// A worker does not say that it listens: that is seen by its first request.
    private void serve(int event, Fold fold) {
        var process = new Thing(PROCESS, trace.events().process(event));
        if (fold.phase(process) == Phase.STARTING) {
            fold.put(process, Phase.SERVING);
        }
        if (fold.phase(loop(event)) == null) {
            fold.put(loop(event), Phase.FREE);
        }
    }

    private static Phase client(EventKind kind) {
        return kind == EventKind.REQUEST_STARTED
                ? Phase.WAITING
                : kind == EventKind.RESPONSE_STARTED ? Phase.RECEIVING : Phase.ANSWERED;
    }

    private void end(int request, Fold fold) {
        var client = new Thing(REQUEST, request);
        if (fold.phase(client) == Phase.WAITING || fold.phase(client) == Phase.RECEIVING) {
            fold.put(client, Phase.UNANSWERED, request);
        }
        fold.tasksOf(request, Phase.QUEUED).forEach(task -> fold.put(task, Phase.LOST, request));
        fold.close(request, thing -> isAtRest(fold.phase(thing)));
    }

    private static boolean isAtRest(@Nullable Phase phase) {
        return phase != Phase.RUNNING && phase != Phase.OPEN && phase != Phase.IN_TRANSACTION;
    }

    private void task(int event, Fold fold) {
        int task = trace.events().task(event);
        if (task == Trace.NONE) {
            return;
        }
        int request = trace.events().request(event);
        Phase next = task(trace.events().kind(event));
        var thing = new Thing(TASK, task);
        put(thing, next, request, fold);
        if (next == Phase.FAILED || next == Phase.CANCELLED) {
            int queue = trace.tasks().get(task).queue();
            for (Thing other : fold.tasksOf(request, Phase.QUEUED)) {
                if (trace.tasks().get(other.id()).queue() == queue) {
                    fold.put(other, Phase.BEHIND, request);
                }
            }
        }
        if (isOver(request, fold) && isAtRest(next)) {
            fold.settle(thing);
        }
    }

    private static Phase task(EventKind kind) {
        return kind == EventKind.TASK_QUEUED
                ? Phase.QUEUED
                : kind == EventKind.TASK_STARTED
                        ? Phase.RUNNING
                        : kind == EventKind.TASK_ENDED
                                ? Phase.ENDED
                                : kind == EventKind.TASK_FAILED ? Phase.FAILED : Phase.CANCELLED;
    }

    private void session(int event, Fold fold) {
        int request = trace.events().request(event);
        var session = new Thing(SESSION, trace.events().subject(event));
        Phase next = switch (trace.events().kind(event)) {
            case SESSION_BEGAN -> Phase.IN_TRANSACTION;
            case SESSION_CLOSED -> Phase.CLOSED;
            default -> Phase.OPEN;
        };
        put(session, next, request, fold);
        if (next == Phase.CLOSED && isOver(request, fold)) {
            fold.settle(session);
        }
    }

    /// What goes on after its request's end is done with when it ends itself.
    private void put(Thing thing, Phase phase, int request, Fold fold) {
        if (isOver(request, fold)) {
            fold.put(thing, phase);
        } else {
            fold.put(thing, phase, request);
        }
    }

    /// A request whose client is no longer among the open ones, or none at all.
    private boolean isOver(int request, Fold fold) {
        return request == Trace.NONE || fold.phase(new Thing(REQUEST, request)) == null;
    }

    private void pool(int event, Fold fold) {
        int checkout = trace.events().subject(event);
        if (checkout != Trace.NONE) {
            fold.put(new Thing(POOL, trace.checkouts().get(checkout).pool()), Phase.IN_USE);
        }
    }

    private static Phase process(EventKind kind) {
        return switch (kind) {
            case PROCESS_ENDED -> Phase.ENDED;
            case PROCESS_SIGNAL, PROCESS_SHUTDOWN -> Phase.STOPPING;
            case PROCESS_LISTENING -> Phase.SERVING;
            default -> Phase.STARTING;
        };
    }
}
