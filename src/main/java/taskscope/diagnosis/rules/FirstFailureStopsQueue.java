package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.FindingDraft;
import taskscope.diagnosis.Rank;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.RuleCard;
import taskscope.diagnosis.Severity;
import taskscope.diagnosis.UserCode;
import taskscope.diagnosis.Verdict;
import taskscope.trace.Sensor;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// A task failed, so the tasks behind it in the same queue never ran.
public final class FirstFailureStopsQueue implements Rule {

    /// More names than this do not fit a headline.
    private static final int MOST_NAMES = 3;

    private static final RuleCard CARD = RuleCard.named("first-failure-stops-queue")
            .severity(Severity.HIGH)
            .rank(Rank.EFFECT)
            .title("First failing task stops the rest")
            .what("The tasks behind the failing one never run, and nothing says so.")
            .why("The tasks of one request run one after the other in a plain loop. "
                    + "An exception leaves the loop, and with it every task that is still waiting.")
            .versions("All versions; Starlette documents it.")
            .lookAlike("A queue that was cut by a shutdown or a cancellation, or a task that still waits for a "
                    + "worker thread.")
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
        List<Task> culprits = failed.all();
        if (culprits.isEmpty()) {
            return new Verdict.Clear();
        }
        Map<Integer, List<Task>> queues = trace.tasks().stream()
                .filter(task -> task.queue() != Trace.NONE)
                .collect(Collectors.groupingBy(Task::queue));
        UserCode code = UserCode.of(trace);
        List<Finding> findings = new ArrayList<>();
        for (Task culprit : culprits) {
            List<Task> behind = behind(queues.getOrDefault(culprit.queue(), List.of()), culprit);
            boolean isOver = failed.request(culprit).endNanos() != Trace.NEVER;
            if (isOver && !behind.isEmpty() && behind.stream().noneMatch(Task::hasStarted)) {
                findings.add(finding(trace, code, culprit, behind));
            }
        }
        return Verdict.found(findings);
    }

    private static List<Task> behind(List<Task> queue, Task culprit) {
        return queue.stream()
                .filter(task -> task.request() == culprit.request() && task.position() > culprit.position())
                .sorted(Comparator.comparingInt(Task::position))
                .toList();
    }

    private static Finding finding(Trace trace, UserCode code, Task culprit, List<Task> behind) {
        String type = trace.exceptions().get(culprit.exception()).simpleType();
        String count = behind.size() == 1 ? "the task" : "the " + behind.size() + " tasks";
        FindingDraft draft = Finding.draft(
                        CARD,
                        TaskWords.name(culprit) + " failed with " + type + ", so " + count + " behind it never ran: "
                                + names(behind))
                .why(VersionWords.fastapi(trace)
                        + " runs the tasks of one request one after the other in a plain loop. "
                        + "The exception left the loop, and with it every task that was still waiting.")
                .of(culprit)
                .at(ContainedFailure.place(trace, culprit))
                .during(culprit.endNanos())
                .evidence(culprit.marks().ended(), "the task failed with " + type);
        behind.forEach(
                task -> draft.evidence(task.marks().queued(), TaskWords.name(task) + " was queued and never started"));
        return draft.fix(ContainedFailure.fix(trace, code, culprit)).done();
    }

    private static String names(List<Task> behind) {
        String first = behind.stream().limit(MOST_NAMES).map(TaskWords::name).collect(Collectors.joining(", "));
        return Optional.of(behind.size() - MOST_NAMES)
                .filter(more -> more > 0)
                .map(more -> first + " and " + more + " more")
                .orElse(first);
    }
}
