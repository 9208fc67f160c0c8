package taskscope.diagnosis.rules;

import java.util.Optional;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;
import taskscope.trace.Sensor;
import taskscope.trace.ShownWarning;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task that is not async returned a coroutine, which was dropped without having run.
public final class CoroutineNeverAwaited implements Rule {

    /// The warning came 0.1 ms after the task on CPython; 50 ms leaves room for a busy machine.
    private static final long LATEST_WARNING_NANOS = 50_000_000;

    private static final RuleCard CARD = RuleCard.named("coroutine-never-awaited")
            .severity(Severity.HIGH)
            .rank(Rank.CAUSE)
            .title("Coroutine made by a task, never awaited")
            .what("The client has its answer and the task ended at once, but nothing happened. "
                    + "Python may later show RuntimeWarning: coroutine was never awaited.")
            .why(
                    "Starlette awaits a task only where the queued callable itself is async. A lambda, a def that returns a "
                            + "coroutine or a decorator that is not async runs in a worker thread; "
                            + "the coroutine that it returns is dropped.")
            .versions("All versions.")
            .lookAlike("functools.partial of an async function, a bound async method and an object with an async "
                    + "__call__: Starlette sees that they are async and awaits them.")
            .fixes(Fix.example(
                    "Queue the async function itself",
                    "tasks.add_task(lambda: notify(order))",
                    "tasks.add_task(notify, order)"));

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
                .filter(task -> !task.isAsync() && task.returned().equals("coroutine"))
                .map(task -> finding(trace, code, task))
                .toList());
    }

    private static Finding finding(Trace trace, UserCode code, Task task) {
        String name = TaskWords.name(task);
        Optional<Fix> fix = AwaitedTask.fix(code, task);
        FindingDraft draft = Finding.draft(
                        CARD, name + " returned a coroutine that nobody awaited, so its work was not done")
                .why(VersionWords.starlette(trace) + " ran " + name + " in a worker thread, since it is not async, "
                        + "and dropped what it returned. Nothing of a coroutine runs before it is awaited.")
                .of(task)
                .at(place(code, task))
                .during(task.ran(trace.endNanos()))
                .evidence(task.marks().queued(), name + " was queued")
                .evidence(task.marks().ended(), "the task ended and returned an object of type coroutine")
                .fix(fix);
        trace.warnings().stream()
                .filter(warning -> isOf(warning, task))
                .findFirst()
                .ifPresent(warning -> draft.evidence(warning.event(), warning.category() + ": " + warning.message()));
        return draft.done();
    }

    /// Python warns when the coroutine is thrown away, which is right after the task and before the next event loop
    /// turn.
    private static boolean isOf(ShownWarning warning, Task task) {
        return warning.process() == task.process()
                && warning.message().contains("was never awaited")
                && warning.timeNanos() >= task.startNanos()
                && (warning.task() == task.id() || warning.timeNanos() - task.endNanos() < LATEST_WARNING_NANOS);
    }

    /// The `return` of the user's own function, or where a lambda or somebody else's callable was queued.
    private static Optional<Location> place(UserCode code, Task task) {
        return code.function(task.function())
                .filter(function -> !function.simpleName().equals("<lambda>"))
                .filter(function -> function.mode() == FunctionInfo.Mode.SYNC)
                .flatMap(function -> AwaitedTask.returnLine(code, function)
                        .or(() -> Optional.of(function.line()))
                        .map(line -> in(function, line)))
                .or(() -> Optional.ofNullable(task.queuedAt()));
    }

    private static Location in(FunctionInfo function, int line) {
        return new Location(function.file(), line, function.simpleName());
    }
}
