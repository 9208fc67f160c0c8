package taskscope.diagnosis.rules;

import taskscope.time.TimeText;
import taskscope.trace.Request;
import taskscope.trace.Task;
import taskscope.trace.Trace;

/// How rules name a task, and what they say that the client saw.
final class TaskWords {

    private TaskWords() {}

    /// `send_mail`, or `the lambda` where it has no name of its own.
    static String name(Task task) {
        return task.simpleName().equals("<lambda>") ? "the lambda" : task.simpleName();
    }

    /// One sentence: when the client had which answer.
    static String answered(Trace trace, Task task) {
        if (task.request() == Trace.NONE) {
            return "No request was being answered.";
        }
        Request request = trace.requests().get(task.request());
        return request.responseStartNanos() == Trace.NEVER
                ? "The client had no answer to " + request.name() + " yet."
                : "The client had its " + request.status() + " to " + request.name() + " after "
                        + TimeText.of(answeredNanos(request) - request.startNanos())
                        + ", and nothing that the task does can reach it.";
    }

    /// When the client had all of its answer, or its beginning where the end came later or never.
    static long answeredNanos(Request request) {
        return request.hasAnswered() ? request.responseEndNanos() : request.responseStartNanos();
    }
}
