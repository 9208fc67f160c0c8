package taskscope.diagnosis.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import taskscope.trace.LogRecord;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.RaisedException;

/// The tasks of a trace that failed, and where their exceptions went: out of the application, into a log, or nowhere.
final class FailedTasks {

    private final Trace trace;
    private final Map<Integer, LogRecord> records = new HashMap<>();
    private final Set<Integer> logged = new HashSet<>();
    private final Set<RaisedException> loggedInside = new HashSet<>();

    FailedTasks(Trace trace) {
        this.trace = trace;
        for (LogRecord log : trace.logs()) {
            records.putIfAbsent(log.exception(), log);
            if (log.isReached() && log.exception() != Trace.NONE && logged.add(log.exception())) {
                addInside(trace.exceptions().get(log.exception()), loggedInside);
            }
        }
    }

    /// Failed, not cancelled, and for a request that is known.
    List<Task> all() {
        return trace.tasks().stream()
                .filter(task -> task.outcome() == Task.Outcome.FAILED)
                .filter(task -> task.exception() != Trace.NONE && task.request() != Trace.NONE)
                .toList();
    }

    RaisedException exception(Task task) {
        return trace.exceptions().get(task.exception());
    }

    Request request(Task task) {
        return trace.requests().get(task.request());
    }

    /// A handler took a record with the task's exception, or with one that was raised because of it.
    boolean isLogged(Task task) {
        return logged.contains(task.exception()) || loggedInside.contains(exception(task));
    }

    /// The record that carries the exception, whether a handler took it or not.
    Optional<LogRecord> record(Task task) {
        return Optional.ofNullable(records.get(task.exception()));
    }

    /// The application raised the task's exception, or one that holds it.
    boolean leftTheApplication(Task task) {
        int raised = request(task).exception();
        return raised == task.exception()
                || (raised != Trace.NONE && isInside(trace.exceptions().get(raised), exception(task)));
    }

    private static boolean isInside(RaisedException outer, RaisedException wanted) {
        Set<RaisedException> inside = new HashSet<>();
        addInside(outer, inside);
        return inside.contains(wanted);
    }

    private static void addInside(RaisedException outer, Set<RaisedException> inside) {
        Deque<RaisedException> open = new ArrayDeque<>(partsOf(outer));
        while (!open.isEmpty()) {
            RaisedException next = open.pop();
            if (inside.add(next)) {
                open.addAll(partsOf(next));
            }
        }
    }

    private static List<RaisedException> partsOf(RaisedException outer) {
        return Stream.concat(
                        Stream.concat(
                                Optional.ofNullable(outer.cause()).stream(),
                                Optional.ofNullable(outer.context()).stream()),
                        outer.group().stream())
                .toList();
    }
}
