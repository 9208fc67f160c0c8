package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import taskscope.trace.Request;
import taskscope.trace.RowKey;
import taskscope.trace.Session;
import taskscope.trace.Session.Action;
import taskscope.trace.Session.Step;
import taskscope.trace.Statement;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// Rows that a request wrote and that were not yet committed when its tasks ran; `end` is the commit, rollback or close
/// that came too late.
///
/// ```
/// request's session   flushed (row A) ... response sent                      committed
/// task's session                                         SELECT row A
/// ```
record LateCommit(Session session, Request request, List<Step> flushes, Step end) {

    /// What a task did that the late commit spoiled: it looked for the row, could not write, or took it down with it.
    record Harm(Kind kind, Task task, int event, Optional<Statement> statement) {}

    /// In which way.
    enum Kind {
        DID_NOT_SEE,
        LOCKED_OUT,
        ROLLED_BACK
    }

    static List<LateCommit> in(Trace trace, Session session) {
        List<LateCommit> found = new ArrayList<>();
        List<Step> flushes = new ArrayList<>();
        for (Step step : session.steps()) {
            boolean isRequests = step.request() != Trace.NONE && step.task() == Trace.NONE;
            switch (step.action()) {
                case FLUSHED -> {
                    if (isRequests) {
                        flushes.add(step);
                    }
                }
                case COMMITTED, ROLLED_BACK, CLOSED -> {
                    if (isRequests && !flushes.isEmpty()) {
                        Request request = trace.requests().get(step.request());
                        if (request.hasAnswered() && step.timeNanos() > request.responseEndNanos()) {
                            found.add(new LateCommit(session, request, List.copyOf(flushes), step));
                        }
                    }
                    flushes.clear();
                }
                default -> {}
            }
        }
        return found;
    }

    boolean isCommitted() {
        return end.action() == Action.COMMITTED;
    }

    Optional<Harm> harm(Trace trace, List<Task> tasks, Map<Integer, List<Statement>> statementsOfTask) {
        for (Task task : tasks) {
            Optional<Harm> harm = task.hasStarted() && task.startNanos() < end.timeNanos()
                    ? harm(trace, task, statementsOfTask.getOrDefault(task.id(), List.of()))
                    : Optional.empty();
            if (harm.isPresent()) {
                return harm;
            }
        }
        return Optional.empty();
    }

    private Optional<Harm> harm(Trace trace, Task task, List<Statement> statements) {
        Set<RowKey> written = new HashSet<>();
        flushes.forEach(each -> written.addAll(each.rows()));
        for (Statement each : statements) {
            boolean isOwn = each.session() != session.id() && each.timeNanos() < end.timeNanos();
            if (isOwn && isLockedOut(trace, each)) {
                return Optional.of(new Harm(Kind.LOCKED_OUT, task, each.event(), Optional.of(each)));
            }
            if (isOwn && each.verb().equals("SELECT") && looksFor(each, written)) {
                return Optional.of(new Harm(Kind.DID_NOT_SEE, task, each.event(), Optional.of(each)));
            }
        }
        boolean tookItDown = task.outcome() == Task.Outcome.FAILED
                && request.isSuccess()
                && !isCommitted()
                && task.endNanos() <= end.timeNanos();
        return tookItDown
                ? Optional.of(new Harm(Kind.ROLLED_BACK, task, task.marks().ended(), Optional.empty()))
                : Optional.empty();
    }

    private static boolean looksFor(Statement statement, Set<RowKey> written) {
        return statement.tables().stream()
                .anyMatch(table -> statement.keys().stream().anyMatch(key -> written.contains(new RowKey(table, key))));
    }

    /// SQLite lets one connection write at a time.
    private static boolean isLockedOut(Trace trace, Statement statement) {
        return statement.exception() != Trace.NONE
                && trace.exceptions().get(statement.exception()).message().contains("database is locked");
    }

    /// The statements of each task, in order.
    static Map<Integer, List<Statement>> statementsOfTask(Trace trace) {
        Map<Integer, List<Statement>> found = new HashMap<>();
        trace.statements().stream()
                .filter(each -> each.task() != Trace.NONE)
                .forEach(each -> found.computeIfAbsent(each.task(), _ -> new ArrayList<>())
                        .add(each));
        return found;
    }
}
