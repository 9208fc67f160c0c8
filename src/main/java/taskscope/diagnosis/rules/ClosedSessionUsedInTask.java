package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Session.Action;
import taskscope.trace.Statement;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task worked with a session that had been closed before the task began.
public final class ClosedSessionUsedInTask implements Rule {

    private static final RuleCard CARD = RuleCard.named("closed-session-used-in-task")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("The session was closed before the task used it")
            .what(
                    "Queries in the task seem to work, but on a connection that nobody asked for: what the task changes is"
                            + " not saved, and the connection is not given back until Python happens to collect the session.")
            .why(
                    "A closed SQLAlchemy session opens itself again at its next use. The dependency that commits and closes"
                            + " it has already been left, so nobody does it a second time.")
            .versions("FastAPI 0.106 to 0.117 with any dependency with yield; 0.121 and later with"
                    + " scope=\"function\". Before 0.106, and from 0.118 on with the default scope, the session is still"
                    + " open in the task; see request-session-held-by-task.")
            .lookAlike("A session that the task was given but does not touch, and one that is closed after the task.")
            .fixes(OwnSession.example());

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.SQL, Sensor.TASKS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<TaskSession> reopened = trace.sessions().stream()
                .flatMap(session -> TaskSession.reopened(trace, session).stream())
                .toList();
        if (reopened.isEmpty()) {
            return Verdict.found(List.of());
        }
        var owned = new TasksOfRequest(trace);
        var ownSession = new OwnSession(trace);
        return Verdict.found(reopened.stream()
                .map(each -> finding(trace, each, owned, ownSession))
                .toList());
    }

    private static Finding finding(Trace trace, TaskSession used, TasksOfRequest owned, OwnSession ownSession) {
        Task task = used.task();
        Session session = used.session();
        Session.Step closed = used.closed();
        Session.Step first = used.uses().getFirst();
        Optional<SessionOwner> owner = SessionOwner.of(trace, session, owned.dependencies(closed.request()));
        String whose = closed.request() == Trace.NONE
                ? "a session"
                : "the session of " + trace.requests().get(closed.request()).name();
        return Finding.draft(CARD, headline(used, whose))
                .why(why(trace, used, owner))
                .of(task)
                .at(firstStatement(trace, used).map(Statement::at).or(() -> Optional.ofNullable(task.queuedAt())))
                .during(first.timeNanos())
                .evidence(
                        closed.event(),
                        "the session was closed"
                                + owner.map(each -> " by " + each.name()).orElse(""))
                .evidence(task.marks().started(), TaskWords.name(task) + " started afterwards")
                .evidence(first.event(), "the session opened itself again inside the task")
                .evidence(used.uses().getLast().event(), "the last that was done with it: nobody closed it again")
                .fixes(Stream.concat(
                                ownSession.inTask(task, session).stream(),
                                ownSession.whereQueued(task, session).stream())
                        .toList())
                .done();
    }

    private static String headline(TaskSession used, String whose) {
        long statements = used.statementCount();
        String did = statements == 0
                ? "used "
                : "ran " + statements + (statements == 1 ? " statement on " : " statements on ");
        return TaskWords.name(used.task()) + " " + did + whose + " after it was closed, and "
                + (used.hasCommitted() ? "never gave its connection back" : "committed nothing");
    }

    private static String why(Trace trace, TaskSession used, Optional<SessionOwner> owner) {
        String closed = owner.filter(each -> each.isExitingAt(used.closed().timeNanos()))
                .map(each -> each.leaves(trace) + " So the session was closed before " + TaskWords.name(used.task())
                        + " began.")
                .orElse("The session was closed before " + TaskWords.name(used.task()) + " began.");
        return closed + " SQLAlchemy opened it again without a word, on a new connection; "
                + (used.hasCommitted()
                        ? "the task committed, but nobody closed the session a second time."
                        : "nobody committed what the task did, and nobody closed the session a second time.");
    }

    private static Optional<Statement> firstStatement(Trace trace, TaskSession used) {
        return used.uses().stream()
                .filter(each -> each.action() == Action.STATEMENT && each.statement() != Trace.NONE)
                .map(each -> trace.statements().get(each.statement()))
                .filter(each -> each.at() != null)
                .findFirst();
    }
}
