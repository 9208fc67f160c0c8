package taskscope.diagnosis.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Argument;
import taskscope.trace.Argument.Nature;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task was queued with a mapped object, a session or a connection: it works as long as the request's session does.
public final class OrmObjectPassedToTask implements Rule {

    private static final Set<Nature> RISKY =
            EnumSet.of(Nature.ORM, Nature.SESSION, Nature.ASYNCSESSION, Nature.CONNECTION);

    private static final RuleCard CARD = RuleCard.named("orm-object-passed-to-task")
            .severity(Severity.LOW)
            .rank(Rank.GENERAL)
            .title("An ORM object or session was handed to the task")
            .what("It works today, and breaks with the next FastAPI version or the next attribute that is not loaded.")
            .why("The object belongs to the request's session. The task either outlives that session or keeps it open.")
            .versions("All versions; what breaks differs: see closed-session-used-in-task, detached-lazy-load and"
                    + " request-session-held-by-task.")
            .lookAlike("A Pydantic model, a dataclass or an id; a session that the task does not touch.")
            .fixes(Fix.example(
                    "Queue ids and plain data",
                    "    tasks.add_task(send_mail, order)",
                    "    tasks.add_task(send_mail, order.id, order.email)"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        return Needs.missing(trace, Sensor.TASKS).orElseGet(() -> judge(trace));
    }

    private static Verdict judge(Trace trace) {
        List<Task> risky = trace.tasks().stream()
                .filter(Task::hasStarted)
                .filter(task -> task.arguments().stream().anyMatch(each -> isRisky(trace, task, each)))
                .toList();
        if (risky.isEmpty()) {
            return Verdict.found(List.of());
        }
        var code = UserCode.of(trace);
        return Verdict.found(
                risky.stream().map(each -> finding(trace, each, code)).toList());
    }

    /// A session that was handed over and not touched does no harm.
    private static boolean isRisky(Trace trace, Task task, Argument argument) {
        boolean isSession = argument.nature() == Nature.SESSION || argument.nature() == Nature.ASYNCSESSION;
        boolean isUntouched = isSession
                && argument.session() != Trace.NONE
                && trace.has(Sensor.SQL)
                && TaskSession.usesBy(trace.sessions().get(argument.session()), task.id())
                        .isEmpty();
        return RISKY.contains(argument.nature()) && !isUntouched;
    }

    private static Finding finding(Trace trace, Task task, UserCode code) {
        Argument argument = task.arguments().stream()
                .filter(each -> isRisky(trace, task, each))
                .findFirst()
                .orElseThrow();
        String what = argument.nature() == Nature.ORM ? "the ORM object " : "the database session ";
        return Finding.draft(
                        CARD,
                        TaskWords.name(task) + " was handed " + what + argument.name() + " (" + argument.type() + ")")
                .of(task)
                .at(Optional.ofNullable(task.queuedAt()))
                .during(task.queuedNanos())
                .evidence(task.marks().queued(), argument.name() + " is a " + argument.type())
                .evidence(task.marks().started(), TaskWords.name(task) + " started with it")
                .fix(Optional.of(argument.session())
                        .filter(each -> each != Trace.NONE)
                        .flatMap(
                                each -> SessionFactory.of(code, trace.sessions().get(each)))
                        .flatMap(factory -> QueuedWrapper.of(code, task, factory))
                        .map(QueuedWrapper::fix))
                .done();
    }
}
