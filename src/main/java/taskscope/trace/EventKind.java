package taskscope.trace;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every kind of event that a recording of version 1 may hold, with its name in the file.
///
/// A *milestone* is an event that people step to: request end, task start and end, exception, stall edge, session
/// close.
public enum EventKind {
    PROCESS_STARTED("process.started", false),
    PROCESS_STARTUP("process.startup", false),
    PROCESS_SHUTDOWN("process.shutdown", false),
    PROCESS_LISTENING("process.listening", false),
    PROCESS_SIGNAL("process.signal", true),
    PROCESS_SAMPLED("process.sampled", false),
    PROCESS_FORKED("process.forked", false),
    PROCESS_ENDED("process.ended", false),
    PROCESS_CHILDENDED("process.childended", true),
    APPLICATION_SEEN("application.seen", false),
    RECORDER_STEPPED_ASIDE("recorder.stepped_aside", false),
    RECORDER_COST("recorder.cost", false),
    RECORDER_ROTATED("recorder.rotated", false),
    THREAD_SEEN("thread.seen", false),
    FUNCTION_SEEN("function.seen", false),
    REQUEST_STARTED("request.started", false),
    ROUTE_STARTED("route.started", false),
    ROUTE_ENDED("route.ended", false),
    RESPONSE_BUILT("response.built", false),
    RESPONSE_QUEUE("response.queue", false),
    RESPONSE_STARTED("response.started", false),
    RESPONSE_ENDED("response.ended", true),
    REQUEST_DISCONNECTED("request.disconnected", true),
    REQUEST_READ("request.read", false),
    REQUEST_ENDED("request.ended", false),
    CONNECTION_LOST("connection.lost", true),
    LIMIT_REFUSED("limit.refused", true),
    DEPENDENCY_ENTERING("dependency.entering", false),
    DEPENDENCY_ENTERED("dependency.entered", false),
    DEPENDENCY_EXITING("dependency.exiting", false),
    DEPENDENCY_EXITED("dependency.exited", false),
    SLOT_WAITING("slot.waiting", false),
    SLOT_ACQUIRED("slot.acquired", false),
    SLOT_RELEASED("slot.released", false),
    TASK_QUEUED("task.queued", false),
    TASK_STARTED("task.started", true),
    TASK_ENDED("task.ended", true),
    TASK_FAILED("task.failed", true),
    TASK_CANCELLED("task.cancelled", true),
    ASYNCIO_CREATED("asyncio.created", false),
    ASYNCIO_ENDED("asyncio.ended", false),
    ASYNCIO_FAILED("asyncio.failed", true),
    ASYNCIO_CANCELLED("asyncio.cancelled", true),
    ASYNCIO_DESTROYED("asyncio.destroyed", true),
    EXCEPTION_SEEN("exception.seen", true),
    LOG_WRITTEN("log.written", false),
    WARNING_SHOWN("warning.shown", false),
    EXCEPTION_HANDLED("exception.handled", false),
    UPLOAD_OPENED("upload.opened", false),
    UPLOAD_READ("upload.read", false),
    UPLOAD_CLOSED("upload.closed", false),
    FILE_REMOVED("file.removed", false),
    FILE_MISSING("file.missing", true),
    MEMORY_HELD("memory.held", false),
    SESSION_CREATED("session.created", false),
    SESSION_BEGAN("session.began", false),
    SESSION_FLUSHED("session.flushed", false),
    SESSION_FLUSHFAILED("session.flushfailed", false),
    SESSION_COMMITTED("session.committed", false),
    SESSION_ROLLEDBACK("session.rolledback", false),
    SESSION_CLOSED("session.closed", true),
    STATEMENT_BEGAN("statement.began", false),
    STATEMENT_RAN("statement.ran", false),
    CONNECTION_WAITING("connection.waiting", false),
    CONNECTION_CHECKEDOUT("connection.checkedout", false),
    CONNECTION_CHECKEDIN("connection.checkedin", false),
    CONNECTION_TIMEDOUT("connection.timedout", true),
    STALL_STARTED("stall.started", true),
    STALL_ENDED("stall.ended", true),
    CONTEXT_LOST("context.lost", false),
    TOKEN_SAMPLED("token.sampled", false),
    TOKEN_WAITING("token.waiting", false),
    TOKEN_ACQUIRED("token.acquired", false);

    private static final Map<String, EventKind> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventKind::id, Function.identity()));

    private final String id;
    private final boolean isMilestone;

    EventKind(String id, boolean isMilestone) {
        this.id = id;
        this.isMilestone = isMilestone;
    }

    /// The name in a recording: `task.started`.
    public String id() {
        return id;
    }

    /// The name for people: `task started`.
    public String words() {
        return id.replace('.', ' ').replace('_', ' ');
    }

    public boolean isMilestone() {
        return isMilestone;
    }

    public static Optional<EventKind> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
