package taskscope.diagnosis.rules;

import java.util.List;
import java.util.Optional;
import taskscope.diagnosis.CallText;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A function with `yield` was queued: calling it made a generator that nobody iterated.
///
/// SKELETON: copy me
public final class GeneratorTaskNeverIterated implements Rule {

    private static final String ASYNC_GENERATOR = "async_generator";

    private static final RuleCard CARD = RuleCard.named("generator-task-never-iterated")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("Generator as a task, never iterated")
            .what("The client has its answer and the task ended at once, but not one line of the function ran. "
                    + "There is no warning and no log line.")
            .why("Calling a function with yield only makes a generator. The task calls it and drops what it gets.")
            .versions("All versions.")
            .lookAlike("A generator that is passed as an argument of a task: the task may iterate it.")
            .fixes(Fix.example(
                    "Let the task iterate", "tasks.add_task(export, rows)", "tasks.add_task(list, export(rows))"));

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
                .filter(task ->
                        task.returned().equals("generator") || task.returned().equals(ASYNC_GENERATOR))
                .map(task -> finding(trace, code, task))
                .toList());
    }

    private static Finding finding(Trace trace, UserCode code, Task task) {
        String name = TaskWords.name(task);
        return Finding.draft(CARD, name + " made a generator that nobody iterated, so none of its lines ran")
                .why(
                        "Calling " + name + " only made a generator. " + VersionWords.starlette(trace)
                                + " called it in a worker thread and dropped what it got; the body starts with the first iteration.")
                .of(task)
                .at(task.queuedAt())
                .during(task.ran(trace.endNanos()))
                .evidence(task.marks().queued(), name + " was queued")
                .evidence(task.marks().ended(), "the task ended and returned an object of type " + task.returned())
                .fix(fix(code, task))
                .done();
    }

    private static Optional<Fix> fix(UserCode code, Task task) {
        return Optional.ofNullable(task.queuedAt())
                .flatMap(code::statement)
                .flatMap(statement -> CallText.of(statement.text(), "add_task")
                        .filter(call -> call.isPlain() && !call.arguments().isEmpty())
                        .map(call -> iterated(statement, call, task)));
    }

    private static Fix iterated(Snippet statement, CallText call, Task task) {
        String made = call.arguments().getFirst() + "("
                + String.join(", ", call.arguments().subList(1, call.arguments().size())) + ")";
        if (!task.returned().equals(ASYNC_GENERATOR)) {
            return statement.replacedBy("Let the task iterate", List.of(call.with(List.of("list", made))));
        }
        String indent = statement.indent();
        String runner = "run_" + task.simpleName();
        return statement.replacedBy(
                "Let an async function iterate",
                List.of(
                        indent + "async def " + runner + "():",
                        indent + "    async for _ in " + made + ":",
                        indent + "        pass",
                        "",
                        call.with(List.of(runner))));
    }
}
