package taskscope.diagnosis.rules;

import java.util.Optional;
import java.util.stream.Stream;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Session.Action;
import taskscope.trace.Session.Step;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;

/// A flush failed in the route, which caught it without a rollback; the task then used the same session.
public final class PendingRollbackInTask implements Rule {

    private static final RuleCard CARD = RuleCard.named("pending-rollback-in-task")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("A failed flush was caught without a rollback, and the task used the session")
            .what(
                    "The task fails with PendingRollbackError: This Session's transaction has been rolled back due to a previous exception"
                            + " during flush.")
            .why("After a flush has failed, a session refuses all work until somebody calls rollback().")
            .versions(
                    "SQLAlchemy 1.4 to 2.1, where the request's session is still open in the task: FastAPI before 0.106,"
                            + " and from 0.118 on with the default scope. FastAPI 0.106 to 0.117 closes the session first, which"
                            + " hides the fault.")
            .lookAlike("A route that rolls back in its except.")
            .fixes(
                    Fix.example(
                            "Roll back where the error is caught",
                            "    except IntegrityError:\n        pass",
                            "    except IntegrityError:\n        db.rollback()"),
                    OwnSession.example());

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.SQL, Sensor.TASKS, Sensor.EXCEPTIONS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        var ownSession = new OwnSession(trace);
        return Verdict.found(TaskFailure.with(trace, "PendingRollbackError").stream()
                .flatMap(failure -> poisoned(failure).stream()
                        .flatMap(session -> failedFlush(session, failure.task()).stream()
                                .map(flush -> finding(failure, session, flush, ownSession))))
                .toList());
    }

    /// The session that the task was given or, without one, that of a mapped object.
    private static Optional<Session> poisoned(TaskFailure failure) {
        return failure.task().arguments().stream()
                .flatMap(each -> failure.session(each).stream())
                .filter(each -> failedFlush(each, failure.task()).isPresent())
                .findFirst();
    }

    private static Optional<Step> failedFlush(Session session, Task task) {
        Step failed = null;
        for (Step each : session.steps()) {
            if (each.timeNanos() > task.startNanos()) {
                break;
            }
            if (each.action() == Action.FLUSH_FAILED) {
                failed = each;
            } else if (each.action() != Action.STATEMENT) {
                failed = null;
            }
        }
        return Optional.ofNullable(failed).filter(each -> each.task() == Trace.NONE);
    }

    private static Finding finding(TaskFailure failure, Session session, Step flush, OwnSession ownSession) {
        Task task = failure.task();
        Optional<Frame> flushedAt = flush.exception() == Trace.NONE
                ? Optional.empty()
                : failure.trace().exceptions().get(flush.exception()).innermostUserFrame();
        String type = flush.exception() == Trace.NONE
                ? "an exception"
                : failure.trace().exceptions().get(flush.exception()).simpleType();
        return Finding.draft(
                        CARD,
                        TaskWords.name(task) + " got a session whose flush had failed with " + type
                                + " and which nobody had rolled back")
                .why(CARD.why() + " The route caught the " + type + " and went on.")
                .of(task)
                .at(flushedAt.map(HeldLoop::locationOf).or(failure::place))
                .during(task.endNanos())
                .evidence(flush.event(), "a flush of the session failed with " + type)
                .evidence(task.marks().started(), TaskWords.name(task) + " started, no rollback had come")
                .evidence(task.marks().ended(), "it failed with PendingRollbackError")
                .fixes(Stream.of(
                                flushedAt.flatMap(each -> RollbackWhereCaught.fix(ownSession.code(), each)),
                                ownSession.afterReleasing(task, session, false),
                                ownSession.whereQueued(task, session))
                        .flatMap(Optional::stream)
                        .toList())
                .done();
    }
}
