package taskscope.diagnosis.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.trace.Request;
import taskscope.trace.Task;

/// How rules name a task, and when its client had the answer.
final class TaskWords {

    private TaskWords() {}

    private static final Pattern LAMBDA = Pattern.compile("(?:.*\\.)?(?<around>\\w+)\\.(?:<locals>\\.)?<lambda>");

    /// `send_mail`, or `the lambda in create_order` where it has no name of its own.
    static String name(Task task) {
        Matcher lambda = LAMBDA.matcher(task.name());
        return lambda.matches() ? "the lambda in " + lambda.group("around") : task.simpleName();
    }

    /// When the client had all of its answer, or its beginning where the end came later or never.
    static long answeredNanos(Request request) {
        return request.hasAnswered() ? request.responseEndNanos() : request.responseStartNanos();
    }
}
