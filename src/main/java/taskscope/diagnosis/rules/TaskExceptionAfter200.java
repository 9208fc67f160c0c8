package taskscope.diagnosis.rules;

import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.time.TimeText;
import taskscope.trace.Request;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task raised after the client had been told that all went well.
public final class TaskExceptionAfter200 implements Rule {

    private static final RuleCard CARD = RuleCard.named("task-exception-after-200")
            .severity(Severity.HIGH)
            .rank(Rank.GENERAL)
            .title("Task fails after the 200")
            .what("The client has its 200, but the work was not done. The application's own logs say nothing; "
                    + "only the server's logger uvicorn.error has the traceback, without the request.")
            .why("A task runs after the last byte of the response was sent. What it raises goes through the whole "
                    + "application up to the server, which can only log it.")
            .versions("All versions. The exception is not silent, except as basehttp-swallows-task-error says.")
            .lookAlike("An exception that is raised before the response starts: the client gets a 500.")
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
        UserCode code = UserCode.of(trace);
        return Verdict.found(failed.all().stream()
                .filter(task -> isAfterSuccess(failed.request(task), task))
                .filter(task -> hasNotReturned(failed.request(task)) || failed.leftTheApplication(task))
                .map(task -> finding(trace, code, failed, task))
                .toList());
    }

    private static boolean isAfterSuccess(Request request, Task task) {
        return request.isSuccess()
                && request.responseStartNanos() != Trace.NEVER
                && TaskWords.answeredNanos(request) <= task.endNanos();
    }

    /// The recording stopped, or the request goes on: the exception is on its way out.
    private static boolean hasNotReturned(Request request) {
        return request.endNanos() == Trace.NEVER;
    }

    private static Finding finding(Trace trace, UserCode code, FailedTasks failed, Task task) {
        Request request = failed.request(task);
        String type = failed.exception(task).simpleType();
        String later = TimeText.of(task.endNanos() - TaskWords.answeredNanos(request));
        return Finding.draft(
                        CARD,
                        TaskWords.name(task) + " failed with " + type + " " + later + " after the client had its "
                                + request.status())
                .why(CARD.why() + whereToLook(failed, task))
                .of(task)
                .at(ContainedFailure.place(trace, task))
                .during(task.ran(trace.endNanos()))
                .evidence(request.marks().responseEnded(), "the last byte of the " + request.status() + " was sent")
                .evidence(task.marks().ended(), "the task failed with " + type)
                .evidence(request.marks().ended(), "the exception left the application")
                .fix(ContainedFailure.fix(trace, code, task))
                .done();
    }

    private static String whereToLook(FailedTasks failed, Task task) {
        return failed.record(task)
                .filter(_ -> failed.isLogged(task))
                .map(log -> " The traceback is in the records of the logger " + log.logger()
                        + ", which do not say which request it was.")
                .orElse("");
    }
}
