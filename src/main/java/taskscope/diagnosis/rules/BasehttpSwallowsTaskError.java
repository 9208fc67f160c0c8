package taskscope.diagnosis.rules;

import java.util.Optional;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.trace.Version;

/// A task failed below a `BaseHTTPMiddleware`, which lost the exception: the application returned and nothing was
/// logged.
public final class BasehttpSwallowsTaskError implements Rule {

    private static final RuleCard CARD = RuleCard.named("basehttp-swallows-task-error")
            .severity(Severity.HIGH)
            .rank(Rank.EFFECT)
            .title("BaseHTTPMiddleware swallows the exception of a task")
            .what("The client has its 200, the work was not done, and there is no log line at all.")
            .why("BaseHTTPMiddleware runs the application in an asyncio task of its own and asks for its exception "
                    + "before the background tasks have run.")
            .versions("Seen on Starlette 0.20.4 to 0.23.0 and on 0.29.0 to 0.45.3; on 0.23.1, 0.26.1 and 0.28.0 "
                    + "only where the client had closed the connection. Starlette 0.14.2 and 0.46.0 and later log it.")
            .lookAlike("An application that catches the exception, logs it and raises nothing.")
            .fixes(
                    ContainedFailure.example(),
                    Fix.example("Upgrade Starlette to 0.46.0 or later", "starlette==0.45.3", "starlette>=0.46.0"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        if (!trace.has(Sensor.TASKS) && !trace.requests().isEmpty()) {
            return Verdict.sensorWasOff(Sensor.TASKS);
        }
        FailedTasks failed = new FailedTasks(trace);
        Optional<Version> starlette = trace.info().version("starlette");
        if (failed.all().isEmpty()
                || starlette.filter(version -> !loses(version)).isPresent()) {
            return new Verdict.Clear();
        }
        if (!trace.has(Sensor.LOGS)) {
            return Verdict.sensorWasOff(Sensor.LOGS);
        }
        UserCode code = UserCode.of(trace);
        return Verdict.found(failed.all().stream()
                .filter(task -> hasReturned(failed.request(task)) && !failed.isLogged(task))
                .map(task -> finding(trace, code, failed, task))
                .toList());
    }

    /// Since Starlette stands on AnyIO, and until the fix in 0.46.
    private static boolean loses(Version starlette) {
        return starlette.isAtLeast(0, 15, 0) && !starlette.isAtLeast(0, 46, 0);
    }

    private static boolean hasReturned(Request request) {
        return request.endNanos() != Trace.NEVER
                && request.exception() == Trace.NONE
                && request.responseStartNanos() != Trace.NEVER;
    }

    private static Finding finding(Trace trace, UserCode code, FailedTasks failed, Task task) {
        Request request = failed.request(task);
        String type = failed.exception(task).simpleType();
        String version = VersionWords.starlette(trace);
        return Finding.draft(
                        CARD, TaskWords.name(task) + " failed with " + type + " and " + version + " lost the exception")
                .why(CARD.why() + " On " + version + " the exception is gone after that.")
                .of(task)
                .at(ContainedFailure.place(trace, task))
                .during(task.endNanos())
                .evidence(task.marks().ended(), "the task failed with " + type)
                .evidence(request.marks().ended(), "the application returned as if nothing had happened")
                .fix(ContainedFailure.fix(trace, code, task))
                .done();
    }
}
