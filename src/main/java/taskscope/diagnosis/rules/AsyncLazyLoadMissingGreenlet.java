package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Argument;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// An async task read an attribute of a mapped object that SQLAlchemy would have to load, outside an `await`.
public final class AsyncLazyLoadMissingGreenlet implements Rule {

    private static final RuleCard CARD = RuleCard.named("async-lazy-load-missing-greenlet")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("A lazy or expired attribute was read in an async task")
            .what(
                    "The task fails with MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. On SQLAlchemy 2.1"
                            + " it comes wrapped in a StatementError.")
            .why(
                    "Reading an attribute that is not loaded makes SQLAlchemy ask the database on the spot. An AsyncSession"
                            + " can do that only inside an await. After a commit every attribute is in that state, unless the"
                            + " session was made with expire_on_commit=False.")
            .versions("Every AsyncSession, as long as the object's session is open; once it is closed the error is"
                    + " DetachedInstanceError, see detached-lazy-load.")
            .lookAlike("Attributes that were loaded before the task.")
            .fixes(Fix.example(
                    "Queue the id, and load in the task what it reads",
                    "    tasks.add_task(send_mail, order)",
                    "    tasks.add_task(send_mail, order.id)\n\n\nasync def send_mail(order_id: int):\n"
                            + "    async with AsyncSessionLocal() as session:\n"
                            + "        order = await session.get(Order, order_id,"
                            + " options=[selectinload(Order.customer)])"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS, Sensor.EXCEPTIONS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<TaskFailure> failures = TaskFailure.with(trace, "MissingGreenlet");
        if (failures.isEmpty()) {
            return Verdict.found(List.of());
        }
        var code = UserCode.of(trace);
        var owned = new TasksOfRequest(trace);
        var route = new RouteCode(trace);
        return Verdict.found(
                failures.stream().map(each -> finding(each, code, owned, route)).toList());
    }

    private static Finding finding(TaskFailure failure, UserCode code, TasksOfRequest owned, RouteCode route) {
        Task task = failure.task();
        Optional<Argument> argument = failure.culprit();
        String attribute = argument.map(failure::attributeOf).orElse("");
        Optional<Session> session = argument.flatMap(failure::session);
        String read = argument.map(each -> each.name() + (attribute.isEmpty() ? "" : "." + attribute))
                .orElse("an attribute");
        var draft = Finding.draft(
                        CARD, TaskWords.name(task) + " read " + read + ", which was not loaded, outside an await")
                .why("" + TaskWords.name(task) + " runs on the event loop. " + CARD.why())
                .of(task)
                .at(failure.place())
                .during(task.endNanos());
        argument.ifPresent(each -> draft.evidence(
                task.marks().queued(), each.name() + ", a mapped " + each.type() + ", was queued with it"));
        return draft.evidence(task.marks().started(), TaskWords.name(task) + " started, the session was still open")
                .evidence(task.marks().ended(), "it failed with MissingGreenlet")
                .fix(session.flatMap(each -> fix(failure, each, attribute, code, owned, route)))
                .done();
    }

    /// The task gets a session of its own; so the request's need not be kept for it any longer.
    private static Optional<Fix> fix(
            TaskFailure failure,
            Session session,
            String attribute,
            UserCode code,
            TasksOfRequest owned,
            RouteCode route) {
        Task task = failure.task();
        Request request = failure.trace().requests().get(task.request());
        Optional<Fix> queued = SessionFactory.of(code, session)
                .flatMap(factory -> QueuedWrapper.of(code, task, factory, attribute))
                .map(QueuedWrapper::fix);
        return SessionOwner.of(failure.trace(), session, owned.dependencies(task.request()))
                .flatMap(owner -> route.leftWithRoute(request, owner.name()))
                .flatMap(leave -> queued.flatMap(one -> route.together(request, one, leave)))
                .or(() -> queued);
    }
}
