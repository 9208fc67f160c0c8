package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Argument;
import taskscope.trace.Location;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task function has `Depends(...)` as the default of a parameter, and nobody gave the argument.
public final class DependsDefaultInTask implements Rule {

    private static final RuleCard CARD = RuleCard.named("depends-default-in-task")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("Depends() default in a task function")
            .what("The client has its answer; the task fails with AttributeError: 'Depends' object has no attribute, "
                    + "or works on with a marker where a value should be.")
            .why("FastAPI fills in dependencies for routes and for other dependencies only. A task is called as it is, "
                    + "so the parameter keeps its default: the marker that Depends() makes.")
            .versions("All versions.")
            .lookAlike("The same function, queued with the argument given.")
            .fixes(Fix.example(
                    "Open the resource inside the task",
                    "def send_mail(order_id: int, db: Session = Depends(get_db)):\n    order = db.get(Order, order_id)",
                    "def send_mail(order_id: int):\n    with contextmanager(get_db)() as db:\n"
                            + "        order = db.get(Order, order_id)"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        if (!trace.has(Sensor.TASKS) && !trace.requests().isEmpty()) {
            return Verdict.sensorWasOff(Sensor.TASKS);
        }
        UserCode code = UserCode.of(trace);
        return Verdict.found(trace.tasks().stream()
                .filter(task -> task.arguments().stream().anyMatch(DependsDefaultInTask::isMarker))
                .map(task -> finding(trace, code, task))
                .toList());
    }

    private static boolean isMarker(Argument argument) {
        return argument.isDefault() && argument.nature() == Argument.Nature.DEPENDS;
    }

    private static Finding finding(Trace trace, UserCode code, Task task) {
        List<String> names = task.arguments().stream()
                .filter(DependsDefaultInTask::isMarker)
                .map(Argument::name)
                .toList();
        String name = TaskWords.name(task);
        FindingDraft draft = Finding.draft(
                        CARD, name + " got the Depends marker itself for " + String.join(" and ", names))
                .why(VersionWords.fastapi(trace) + " fills in dependencies for routes and for other dependencies only. "
                        + name
                        + " was called as it is, so the parameter kept its default: the marker that Depends() makes.")
                .of(task)
                .at(place(code, task, names.getFirst()))
                .during(task.hasStarted() ? task.ran(trace.endNanos()).startNanos() : task.queuedNanos())
                .evidence(
                        task.marks().queued(),
                        names.stream()
                                .map(each -> each + " was not given and is a Depends")
                                .collect(Collectors.joining(", ")))
                .fix(InjectedByHand.fix(code, task, names));
        if (task.outcome() == Task.Outcome.FAILED && task.exception() != Trace.NONE) {
            var raised = trace.exceptions().get(task.exception());
            draft.evidence(
                    task.marks().ended(), "the task failed with " + raised.simpleType() + ": " + raised.message());
        }
        return draft.done();
    }

    /// The line of the definition that has the parameter, else where the task was queued.
    private static Optional<Location> place(UserCode code, Task task, String parameter) {
        return code.function(task.function())
                .flatMap(function -> code.definition(function)
                        .map(definition ->
                                new Location(function.file(), line(definition, parameter), function.simpleName())))
                .or(() -> Optional.ofNullable(task.queuedAt()));
    }

    private static int line(Snippet definition, String parameter) {
        for (int at = 0; at < definition.lines().size(); at++) {
            if (definition.lines().get(at).matches(".*\\b" + parameter + "\\b.*Depends\\b.*")) {
                return definition.line() + at;
            }
        }
        return definition.line();
    }
}
