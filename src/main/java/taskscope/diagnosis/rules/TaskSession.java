package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import taskscope.trace.Session;
import taskscope.trace.Session.Action;
import taskscope.trace.Session.Step;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// What a task did with a session that somebody else had closed before the task began.
///
/// ```
/// session   began ... closed            began  statement ...        (not closed again)
/// task                          started                     ended
/// ```
record TaskSession(Session session, Task task, Step closed, List<Step> uses) {

    private static final Set<Action> USES =
            Set.of(Action.BEGAN, Action.STATEMENT, Action.FLUSHED, Action.FLUSH_FAILED, Action.COMMITTED);

    /// Every task that used the session after it was closed, where nobody closed it again.
    static List<TaskSession> reopened(Trace trace, Session session) {
        List<TaskSession> found = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Step closed = null;
        for (Step step : session.steps()) {
            boolean isTasks = step.task() != Trace.NONE;
            if (step.action() == Action.CLOSED) {
                closed = isTasks ? null : step;
                found.clear();
            } else if (!isTasks) {
                closed = USES.contains(step.action()) ? null : closed;
            } else if (closed != null && USES.contains(step.action()) && seen.add(step.task())) {
                Task task = trace.tasks().get(step.task());
                if (task.hasStarted() && closed.timeNanos() <= task.startNanos()) {
                    found.add(new TaskSession(session, task, closed, usesBy(session, step.task())));
                }
            }
        }
        return found;
    }

    static List<Step> usesBy(Session session, int task) {
        return session.steps().stream()
                .filter(each -> each.task() == task && USES.contains(each.action()))
                .toList();
    }

    boolean hasCommitted() {
        return uses.stream().anyMatch(each -> each.action() == Action.COMMITTED);
    }

    long statementCount() {
        return uses.stream().filter(each -> each.action() == Action.STATEMENT).count();
    }
}
