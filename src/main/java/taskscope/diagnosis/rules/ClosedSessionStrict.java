package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Argument;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task used a session that was made with `close_resets_only=False` and had been closed for good.
public final class ClosedSessionStrict implements Rule {

    private static final RuleCard CARD = RuleCard.named("closed-session-strict")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("The session was closed for good before the task used it")
            .what(
                    "The task fails with InvalidRequestError: This Session has been permanently closed and is unable to handle any more"
                            + " transaction requests.")
            .why("A session made with close_resets_only=False does not open itself again. That is a help: without it"
                    + " the same code would work on a session that nobody commits or closes.")
            .versions("SQLAlchemy 2.0.22 and later with close_resets_only=False, on FastAPI 0.106 to 0.117, or 0.121"
                    + " and later with scope=\"function\".")
            .lookAlike("The same error in a route: the session was closed by the route itself.")
            .fixes(OwnSession.example());

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS, Sensor.EXCEPTIONS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<TaskFailure> failures = TaskFailure.with(trace, "InvalidRequestError").stream()
                .filter(each -> each.raised().message().contains("permanently closed"))
                .toList();
        if (failures.isEmpty()) {
            return Verdict.found(List.of());
        }
        var owned = new TasksOfRequest(trace);
        var ownSession = new OwnSession(trace);
        return Verdict.found(
                failures.stream().map(each -> finding(each, owned, ownSession)).toList());
    }

    private static Finding finding(TaskFailure failure, TasksOfRequest owned, OwnSession ownSession) {
        Task task = failure.task();
        Optional<Session> session = task.arguments().stream()
                .filter(each ->
                        each.nature() == Argument.Nature.SESSION || each.nature() == Argument.Nature.ASYNCSESSION)
                .findFirst()
                .flatMap(failure::session);
        Optional<Session.Step> closed = session.flatMap(each -> TaskFailure.closedBefore(each, task.startNanos()));
        String leaves = session.flatMap(
                        each -> SessionOwner.of(failure.trace(), each, owned.dependencies(task.request())))
                .map(each -> each.leaves(failure.trace()) + " ")
                .orElse("");
        var draft = Finding.draft(CARD, TaskWords.name(task) + " used a session that had been closed for good")
                .why(leaves + CARD.why())
                .of(task)
                .at(failure.place())
                .during(task.endNanos());
        closed.ifPresent(each -> draft.evidence(each.event(), "the session was closed"));
        List<Fix> fixes = session.map(each -> Stream.concat(
                                ownSession.inTask(task, each).stream(), ownSession.whereQueued(task, each).stream())
                        .toList())
                .orElse(List.of());
        return draft.evidence(task.marks().started(), TaskWords.name(task) + " started")
                .evidence(task.marks().ended(), "it failed: the session has been permanently closed")
                .fixes(fixes)
                .done();
    }
}
