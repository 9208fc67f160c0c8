package taskscope.diagnosis.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import taskscope.trace.Dependency;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// Which tasks and which dependencies belong to a request: found once, asked often.
final class TasksOfRequest {

    private final Map<Integer, List<Task>> tasks = new HashMap<>();
    private final Map<Integer, List<Dependency>> dependencies = new HashMap<>();

    TasksOfRequest(Trace trace) {
        trace.tasks().forEach(each -> tasks.merge(each.request(), List.of(each), TasksOfRequest::joined));
        trace.dependencies().forEach(each -> dependencies.merge(each.request(), List.of(each), TasksOfRequest::joined));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    List<Task> tasks(Request request) {
        return tasks.getOrDefault(request.id(), List.of());
    }

    List<Dependency> dependencies(int request) {
        return dependencies.getOrDefault(request, List.of());
    }
}
