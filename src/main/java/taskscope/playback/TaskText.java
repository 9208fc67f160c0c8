package taskscope.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import taskscope.trace.LogRecord;
import taskscope.trace.Task;
import taskscope.trace.ThreadInfo;
import taskscope.trace.Trace;

/// Where a background task stands, in words.
final class TaskText {

    private final Trace trace;
    private final Map<Integer, List<Task>> byQueue = new HashMap<>();
    private final Map<Integer, List<LogRecord>> logsOf = new HashMap<>();

    TaskText(Trace trace) {
        this.trace = trace;
        for (Task task : trace.tasks()) {
            byQueue.computeIfAbsent(task.queue(), _ -> new ArrayList<>()).add(task);
        }
        for (LogRecord log : trace.logs()) {
            logsOf.computeIfAbsent(log.exception(), _ -> new ArrayList<>()).add(log);
        }
    }

    String sentence(Standing standing, State state, long agoNanos) {
        Task task = trace.tasks().get(standing.thing().id());
        return switch (standing.phase()) {
            case QUEUED -> "queued " + Ago.past(agoNanos) + ahead(task, state);
            case RUNNING -> "has been running for " + Ago.lasting(agoNanos) + where(task, " on the event loop");
            case ENDED -> "done, after " + Ago.lasting(task.endNanos() - task.startNanos());
            case FAILED -> "raised " + exception(task) + where(task, "") + "; " + log(task, state);
            case CANCELLED -> "was cancelled " + Ago.past(agoNanos) + where(task, "");
            case BEHIND -> "queued behind " + culprit(task) + willRun(task);
            case LOST -> "never started: its request is over";
            default -> standing.phase().name();
        };
    }

    /// Tasks of one queue run one after the other; the one that is at work now keeps this one waiting.
    private String ahead(Task task, State state) {
        return earlier(task)
                .filter(other -> other.endNanos() == Trace.NEVER || other.endNanos() > state.timeNanos())
                .map(other -> ", behind " + other.simpleName())
                .orElse(", runs after the response");
    }

    private Optional<Task> earlier(Task task) {
        return byQueue.getOrDefault(task.queue(), List.of()).stream()
                .filter(other -> other.position() < task.position())
                .max(Comparator.comparingInt(Task::position));
    }

    private String where(Task task, String onLoop) {
        if (task.isAsync()) {
            return onLoop;
        }
        boolean isKnown = task.thread() != Trace.NONE
                && trace.threads().get(task.thread()).role() == ThreadInfo.Role.WORKER;
        return isKnown ? " in " + trace.threads().get(task.thread()).name() : " in a worker thread";
    }

    private String exception(Task task) {
        return task.exception() == Trace.NONE
                ? "an exception"
                : trace.exceptions().get(task.exception()).simpleType();
    }

    private String log(Task task, State state) {
        return logsOf.getOrDefault(task.exception(), List.of()).stream()
                .filter(log -> task.exception() != Trace.NONE && log.isReached() && log.event() <= state.event())
                .findFirst()
                .map(log -> "logged by " + log.logger())
                .orElse(
                        state.event() == task.marks().ended()
                                ? "the client cannot hear of it"
                                : "no log record carries it");
    }

    private String culprit(Task task) {
        return byQueue.getOrDefault(task.queue(), List.of()).stream()
                .filter(other -> other.position() < task.position())
                .filter(other -> other.outcome() == Task.Outcome.FAILED || other.outcome() == Task.Outcome.CANCELLED)
                .max(Comparator.comparingInt(Task::position))
                .map(other -> other.simpleName() + (other.outcome() == Task.Outcome.FAILED ? ", which failed" : ""))
                .orElse("a task that did not end well");
    }

    private static String willRun(Task task) {
        return task.hasStarted() ? "; runs later all the same" : "; will not run";
    }
}
