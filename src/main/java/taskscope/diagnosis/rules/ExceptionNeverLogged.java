package taskscope.diagnosis.rules;

import java.util.Optional;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.LogRecord;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task failed, and no log record that a handler took carries its exception.
public final class ExceptionNeverLogged implements Rule {

    /// The server logs in the same breath in which the application raises; the recording must go on at least this
    /// long behind it, or the record may only be missing from the file.
    private static final long LATEST_RECORD_NANOS = 5_000_000;

    private static final RuleCard CARD = RuleCard.named("exception-never-logged")
            .severity(Severity.HIGH)
            .rank(Rank.EFFECT)
            .title("The exception left the task and no log record carries it")
            .what("The client has its answer, the work was not done, and no log has a line about it.")
            .why("What a task raises reaches nobody but the server, which logs it to uvicorn.error. "
                    + "Where that logger is off, or a middleware drops the exception, nothing is left of it.")
            .versions("All versions. On Starlette before 0.46 a BaseHTTPMiddleware can be what drops it; "
                    + "see basehttp-swallows-task-error.")
            .lookAlike("The exception is in the log of uvicorn.error, where the application's own logs do not show it.")
            .fixes(ContainedFailure.example());

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
        if (!trace.has(Sensor.LOGS) && !failed.all().isEmpty()) {
            return Verdict.sensorWasOff(Sensor.LOGS);
        }
        UserCode code = UserCode.of(trace);
        Listening listening = new Listening(trace);
        return Verdict.found(failed.all().stream()
                .filter(task -> !failed.isLogged(task))
                .filter(task -> isOver(trace, failed.request(task)))
                .filter(task -> !failed.leftTheApplication(task) || listening.isServer())
                .map(task -> finding(trace, code, failed, task))
                .toList());
    }

    private static boolean isOver(Trace trace, Request request) {
        return request.endNanos() != Trace.NEVER && trace.endNanos() - request.endNanos() >= LATEST_RECORD_NANOS;
    }

    private static Finding finding(Trace trace, UserCode code, FailedTasks failed, Task task) {
        Request request = failed.request(task);
        String type = failed.exception(task).simpleType();
        Optional<LogRecord> record = failed.record(task);
        var draft = Finding.draft(
                        CARD, TaskWords.name(task) + " failed with " + type + " and no log record tells of it")
                .why(reason(failed, task, record))
                .of(task)
                .at(ContainedFailure.place(trace, task))
                .during(task.endNanos())
                .evidence(task.marks().ended(), "the task failed with " + type)
                .evidence(
                        request.marks().ended(),
                        failed.leftTheApplication(task)
                                ? "the exception left the application"
                                : "the application returned as if nothing had happened");
        record.ifPresent(log -> draft.evidence(log.event(), "no handler took the record of " + log.logger()));
        return draft.fix(ContainedFailure.fix(trace, code, task)).done();
    }

    private static String reason(FailedTasks failed, Task task, Optional<LogRecord> record) {
        if (!failed.leftTheApplication(task)) {
            return "The exception did not come out of the application: something in between, such as a middleware, "
                    + "caught it and told nobody.";
        }
        return record.map(log -> "The logger " + log.logger() + " had a record of it, but no handler took it: "
                        + "logging is set up without a handler or level that lets it through.")
                .orElse("The exception left the application and the server wrote no record of it: "
                        + "the logger uvicorn.error is switched off.");
    }
}
