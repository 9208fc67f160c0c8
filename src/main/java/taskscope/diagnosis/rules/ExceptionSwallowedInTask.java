package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.HandledException;
import taskscope.trace.LogRecord;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.trace.Version;
import taskscope.traceback.RaisedException;

/// A task caught its own exception in a handler that does nothing about it.
public final class ExceptionSwallowedInTask implements Rule {

    private static final RuleCard CARD = RuleCard.named("exception-swallowed-in-task")
            .severity(Severity.MEDIUM)
            .rank(Rank.CAUSE)
            .title("The task caught its own exception and told nobody")
            .what("The task seems to succeed, but its work was not done. There is no log line and no traceback.")
            .why("An except that only passes ends the exception: nothing outside of the handler can know of it.")
            .versions("All versions; it can be recorded on Python 3.12 and later.")
            .lookAlike("An exception used for control flow, such as KeyError in a cache lookup or contextlib.suppress, "
                    + "and any that is logged.")
            .fixes(
                    Fix.example(
                            "Log what was caught",
                            "    except ConnectionError:\n        pass",
                            "    except ConnectionError:\n        logging.getLogger(__name__).exception(\"send_mail could not finish\")"));

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict examine(Trace trace) {
        if (!trace.has(Sensor.TASKS) && !trace.requests().isEmpty()) {
            return Verdict.sensorWasOff(Sensor.TASKS);
        }
        if (!trace.has(Sensor.SWALLOWED)) {
            return trace.tasks().stream().anyMatch(Task::hasStarted) ? cannotTell(trace) : new Verdict.Clear();
        }
        UserCode code = UserCode.of(trace);
        Map<Integer, List<LogRecord>> logs = trace.logs().stream()
                .filter(log -> log.isReached() && log.exception() != Trace.NONE && log.task() != Trace.NONE)
                .collect(Collectors.groupingBy(LogRecord::task));
        List<Finding> findings = new ArrayList<>();
        for (HandledException handled : trace.handledExceptions()) {
            if (handled.task() != Trace.NONE && !isLogged(trace, handled, logs)) {
                SilentHandler.at(code, handled).ifPresent(handler -> findings.add(finding(trace, handled, handler)));
            }
        }
        return Verdict.found(findings);
    }

    private static Verdict cannotTell(Trace trace) {
        return Version.of(trace.info().python())
                        .filter(python -> !python.isAtLeast(3, 12, 0))
                        .isPresent()
                ? Verdict.cannotTell(
                        "what a task catches itself can be recorded on Python 3.12 and later, and this was Python "
                                + trace.info().python(),
                        "Python 3.12 or later")
                : Verdict.sensorWasOff(Sensor.SWALLOWED);
    }

    private static boolean isLogged(Trace trace, HandledException handled, Map<Integer, List<LogRecord>> logsOfTask) {
        return logsOfTask.getOrDefault(handled.task(), List.of()).stream()
                .anyMatch(log -> carries(trace, log, handled));
    }

    private static boolean carries(Trace trace, LogRecord log, HandledException handled) {
        RaisedException raised = trace.exceptions().get(log.exception());
        return raised.type().equals(handled.type())
                && raised.frames().stream()
                        .anyMatch(frame -> frame.line() == handled.at().line()
                                && frame.file().equals(handled.at().file()));
    }

    private static Finding finding(Trace trace, HandledException handled, SilentHandler handler) {
        Task task = trace.tasks().get(handled.task());
        String type = handled.type().substring(handled.type().lastIndexOf('.') + 1);
        Optional<Fix> fix = handler.fix(TaskWords.name(task));
        return Finding.draft(CARD, TaskWords.name(task) + " caught " + type + " and told nobody")
                .why(CARD.why() + " " + type + " came from line " + handled.at().line() + " of "
                        + handled.at().file() + ".")
                .of(task)
                .at(handled.handledAt())
                .during(handled.timeNanos())
                .evidence(
                        handled.event(),
                        type + " was handled in " + handled.handledAt().function())
                .evidence(task.marks().ended(), "the task ended")
                .fix(fix)
                .done();
    }
}
