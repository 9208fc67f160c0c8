package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Location;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;
import taskscope.traceback.RaisedException;

/// The failing statement of a task with a `try` around it that logs the failure and ends the task in peace.
final class ContainedFailure {

    /// What `except Exception` does not catch.
    private static final Set<String> NOT_EXCEPTIONS =
            Set.of("SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseExceptionGroup");

    private ContainedFailure() {}

    static Fix example() {
        return Fix.example(
                "Log the failure inside the task, and store it where somebody looks", "    deliver(order)", """
                    try:
                        deliver(order)
                    except Exception:
                        logging.getLogger(__name__).exception("send_mail failed")\
                """.indent(
                        4).stripTrailing());
    }

    static Optional<Fix> fix(Trace trace, UserCode code, Task task) {
        RaisedException raised = trace.exceptions().get(task.exception());
        if (NOT_EXCEPTIONS.contains(raised.simpleType())) {
            return Optional.empty();
        }
        for (Frame frame : raised.frames()) {
            Optional<FunctionInfo> function =
                    frame.isUsers() ? code.functionAround(frame.file(), frame.line()) : Optional.empty();
            if (function.isPresent()) {
                return contained(code, function.get(), frame.line(), task);
            }
        }
        return Optional.empty();
    }

    private static Optional<Fix> contained(UserCode code, FunctionInfo function, int line, Task task) {
        Optional<Snippet> body = code.body(function);
        return code.bodyStatement(function, line)
                .flatMap(failing -> body.map(all -> {
                    List<String> after = new ArrayList<>();
                    after.add(failing.indent() + "try:");
                    after.addAll(failing.deeper());
                    after.add(failing.indent() + "except Exception:");
                    after.add(failing.indent() + "    import logging");
                    after.add("");
                    after.add(failing.indent() + "    logging.getLogger(__name__).exception(\"" + task.simpleName()
                            + " failed\")");
                    if (lastLine(failing) < lastLine(all)) {
                        after.add(failing.indent() + "    return");
                    }
                    return failing.replacedBy("Log the failure inside the task", after);
                }));
    }

    private static int lastLine(Snippet snippet) {
        return snippet.line() + snippet.lines().size();
    }

    /// The innermost line of the user's own code that the exception came through, else where the task was queued.
    static Optional<Location> place(Trace trace, Task task) {
        return trace.exceptions()
                .get(task.exception())
                .innermostUserFrame()
                .map(frame -> new Location(frame.file(), frame.line(), frame.function()))
                .or(() -> Optional.ofNullable(task.queuedAt()));
    }
}
