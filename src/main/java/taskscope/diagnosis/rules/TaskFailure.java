package taskscope.diagnosis.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import taskscope.trace.Argument;
import taskscope.trace.Argument.Nature;
import taskscope.trace.Location;
import taskscope.trace.Session;
import taskscope.trace.Session.Action;
import taskscope.trace.Session.Step;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// A task that failed with one of SQLAlchemy's exceptions, be it the outermost, a cause or part of a group.
record TaskFailure(Trace trace, Task task, RaisedException raised) {

    static List<TaskFailure> with(Trace trace, String simpleType) {
        return trace.tasks().stream()
                .filter(each -> each.outcome() == Task.Outcome.FAILED && each.exception() != Trace.NONE)
                .flatMap(task -> find(trace.exceptions().get(task.exception()), simpleType).stream()
                        .map(raised -> new TaskFailure(trace, task, raised)))
                .toList();
    }

    private static Optional<RaisedException> find(RaisedException outer, String simpleType) {
        Deque<RaisedException> open = new ArrayDeque<>(List.of(outer));
        Set<RaisedException> seen = new HashSet<>();
        while (!open.isEmpty()) {
            RaisedException next = open.pop();
            if (next.simpleType().equals(simpleType)) {
                return Optional.of(next);
            }
            if (seen.add(next)) {
                Optional.ofNullable(next.cause()).ifPresent(open::add);
                Optional.ofNullable(next.context()).ifPresent(open::add);
                open.addAll(next.group());
            }
        }
        return Optional.empty();
    }

    /// The user's line that raised it, else where the task was queued.
    Optional<Location> place() {
        return frame().map(HeldLoop::locationOf).or(() -> Optional.ofNullable(task.queuedAt()));
    }

    Optional<Frame> frame() {
        return raised.innermostUserFrame();
    }

    String line() {
        return frame().map(Frame::code).orElse("");
    }

    /// The mapped objects that the task was given.
    List<Argument> mapped() {
        return task.arguments().stream()
                .filter(each -> each.nature() == Nature.ORM)
                .toList();
    }

    /// The mapped object that the failing line reads, else the only one.
    Optional<Argument> culprit() {
        List<Argument> mapped = mapped();
        return mapped.stream()
                .filter(each -> line().matches(".*\\b" + each.name() + "\\..*"))
                .findFirst()
                .or(() -> mapped.stream().findFirst());
    }

    /// The attribute that the failing line reads of an argument, `""` where it cannot be seen.
    String attributeOf(Argument argument) {
        var read = java.util.regex.Pattern.compile("\\b" + argument.name() + "\\.(\\w+)")
                .matcher(line());
        return read.find() ? read.group(1) : "";
    }

    /// The session that an argument is, or belongs to.
    Optional<Session> session(Argument argument) {
        return argument.session() == Trace.NONE
                ? Optional.empty()
                : Optional.of(trace.sessions().get(argument.session()));
    }

    /// The step that had closed a session when the task began; empty where it was still open.
    static Optional<Step> closedBefore(Session session, long nanos) {
        Step last = null;
        for (Step each : session.steps()) {
            if (each.timeNanos() > nanos) {
                break;
            }
            last = each;
        }
        return Optional.ofNullable(last).filter(each -> each.action() == Action.CLOSED);
    }
}
