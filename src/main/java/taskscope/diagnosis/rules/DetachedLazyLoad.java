package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Argument;
import taskscope.trace.Sensor;
import taskscope.trace.Session;
import taskscope.trace.Session.Step;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task was given a mapped object and read an attribute that would have to be loaded, without a session to do it.
public final class DetachedLazyLoad implements Rule {

    private static final Pattern ATTRIBUTE = Pattern.compile("attribute '(\\w+)'");

    private static final RuleCard CARD = RuleCard.named("detached-lazy-load")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("An ORM object lost its session before the task read it")
            .what(
                    "The task fails with DetachedInstanceError: ... is not bound to a Session; lazy load operation of attribute ... cannot"
                            + " proceed, or attribute refresh operation cannot proceed.")
            .why("The object belongs to the request's session. Once that is closed, nothing that is not yet loaded can"
                    + " be loaded any more; after a commit that is every attribute.")
            .versions("All versions where the request's session is closed before the task: FastAPI 0.106 to 0.117,"
                    + " scope=\"function\" from 0.121 on, and every session that the route closes itself.")
            .lookAlike("A task that merges the object into a session of its own, or reads loaded attributes only.")
            .fixes(Fix.example(
                    "Queue the id, and load the object in the task",
                    "    tasks.add_task(send_mail, order)",
                    "    tasks.add_task(send_mail, order.id)"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.SQL, Sensor.TASKS, Sensor.EXCEPTIONS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<TaskFailure> failures = TaskFailure.with(trace, "DetachedInstanceError").stream()
                .filter(each -> each.culprit()
                        .filter(argument -> isDetached(each, argument))
                        .isPresent())
                .toList();
        if (failures.isEmpty()) {
            return Verdict.found(List.of());
        }
        var owned = new TasksOfRequest(trace);
        var code = UserCode.of(trace);
        return Verdict.found(
                failures.stream().map(each -> finding(each, owned, code)).toList());
    }

    private static boolean isDetached(TaskFailure failure, Argument argument) {
        return failure.session(argument)
                .map(each -> TaskFailure.closedBefore(each, failure.task().startNanos())
                        .isPresent())
                .orElse(true);
    }

    private static Finding finding(TaskFailure failure, TasksOfRequest owned, UserCode code) {
        Task task = failure.task();
        Argument argument = failure.culprit().orElseThrow();
        Optional<Session> session = failure.session(argument);
        Optional<Step> closed = session.flatMap(each -> TaskFailure.closedBefore(each, task.startNanos()));
        Optional<SessionOwner> owner =
                session.flatMap(each -> SessionOwner.of(failure.trace(), each, owned.dependencies(task.request())));
        String attribute = attribute(failure, argument);
        String read = argument.name() + (attribute.isEmpty() ? "" : "." + attribute);
        var draft = Finding.draft(
                        CARD,
                        TaskWords.name(task) + " read " + read + ", which was not loaded, after the session of "
                                + argument.name() + " was closed")
                .why(owner.map(each -> each.leaves(failure.trace()) + " ").orElse("") + CARD.why())
                .of(task)
                .at(failure.place())
                .during(task.endNanos())
                .evidence(
                        task.marks().queued(),
                        argument.name() + ", a mapped " + argument.type() + ", was queued with it");
        closed.ifPresent(each -> draft.evidence(each.event(), "its session was closed"));
        return draft.evidence(task.marks().started(), TaskWords.name(task) + " started")
                .evidence(task.marks().ended(), "it failed with DetachedInstanceError")
                .fix(session.flatMap(each -> SessionFactory.of(code, each))
                        .flatMap(factory -> QueuedWrapper.of(code, task, factory, factory.isAsync() ? attribute : ""))
                        .map(QueuedWrapper::fix))
                .done();
    }

    private static String attribute(TaskFailure failure, Argument argument) {
        Matcher named = ATTRIBUTE.matcher(failure.raised().message());
        return named.find() ? named.group(1) : failure.attributeOf(argument);
    }
}
