package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.CallText;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Task;

/// The same code with the coroutine awaited: a lambda becomes what it calls, a `def` becomes an `async def`.
final class AwaitedTask {

    private static final Pattern LAMBDA = Pattern.compile("(?s)lambda(?<parameters>[^:]*):\\s*(?<body>.+)");
    private static final Pattern CALL = Pattern.compile("(?s)(?<callee>[\\w.]+)\\(.*\\)");
    private static final Pattern RETURN = Pattern.compile("(?<indent>\\s*)return (?<value>.+)");

    private AwaitedTask() {}

    static Optional<Fix> fix(UserCode code, Task task) {
        Optional<Snippet> statement = Optional.ofNullable(task.queuedAt()).flatMap(code::statement);
        Optional<FunctionInfo> function = code.function(task.function());
        if (function.filter(AwaitedTask::isLambda).isPresent()) {
            return statement.flatMap(AwaitedTask::withoutLambda);
        }
        return function.filter(def -> def.mode() == FunctionInfo.Mode.SYNC)
                .flatMap(def -> asyncFunction(code, def))
                .or(() -> statement.flatMap(queued -> awaitedThere(queued, task)));
    }

    private static boolean isLambda(FunctionInfo function) {
        return function.simpleName().equals("<lambda>");
    }

    /// What is queued is not for us to change, such as an async function inside a decorator that is not async.
    private static Optional<Fix> awaitedThere(Snippet statement, Task task) {
        return CallText.of(statement.text(), "add_task")
                .filter(call -> call.isPlain() && !call.arguments().isEmpty())
                .map(call -> {
                    String indent = statement.indent();
                    String runner = "run_" + task.simpleName();
                    String rest = String.join(
                            ", ", call.arguments().subList(1, call.arguments().size()));
                    return statement.replacedBy(
                            "Await it in an async function",
                            List.of(
                                    indent + "async def " + runner + "():",
                                    indent + "    await " + call.arguments().getFirst() + "(" + rest + ")",
                                    "",
                                    call.with(List.of(runner))));
                });
    }

    /// The line of the only `return` with a value.
    static Optional<Integer> returnLine(UserCode code, FunctionInfo function) {
        return code.whole(function).flatMap(whole -> {
            OptionalInt only = onlyReturn(whole.lines());
            return only.isPresent() ? Optional.of(whole.line() + only.getAsInt()) : Optional.empty();
        });
    }

    private static Optional<Fix> asyncFunction(UserCode code, FunctionInfo function) {
        return code.whole(function).flatMap(whole -> {
            OptionalInt only = onlyReturn(whole.lines());
            return only.isPresent() ? awaited(whole, only.getAsInt()) : Optional.empty();
        });
    }

    private static OptionalInt onlyReturn(List<String> lines) {
        int found = -1;
        for (int at = 1; at < lines.size(); at++) {
            if (RETURN.matcher(lines.get(at)).matches()) {
                if (found >= 0) {
                    return OptionalInt.empty();
                }
                found = at;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private static Optional<Fix> awaited(Snippet whole, int returnAt) {
        Matcher part = RETURN.matcher(whole.lines().get(returnAt));
        if (!part.matches() || !CALL.matcher(part.group("value")).matches()) {
            return Optional.empty();
        }
        Snippet upToReturn = new Snippet(
                whole.file(),
                whole.line(),
                whole.lines().subList(0, returnAt + 1),
                whole.isString().subList(0, returnAt + 1));
        List<String> after = new ArrayList<>(upToReturn.lines());
        after.set(0, after.getFirst().replaceFirst("\\bdef ", "async def "));
        after.set(returnAt, part.group("indent") + "return await " + part.group("value"));
        return Optional.of(upToReturn.replacedBy("Make the function async, so that it is awaited", after));
    }

    private static Optional<Fix> withoutLambda(Snippet statement) {
        return CallText.of(statement.text(), "add_task")
                .filter(call -> call.isPlain() && !call.arguments().isEmpty())
                .flatMap(call -> {
                    Matcher lambda = LAMBDA.matcher(call.arguments().getFirst());
                    return lambda.matches() ? Optional.of(withoutLambda(statement, call, lambda)) : Optional.empty();
                });
    }

    private static Fix withoutLambda(Snippet statement, CallText call, Matcher lambda) {
        String parameters = lambda.group("parameters").strip();
        String body = lambda.group("body").strip();
        Matcher callee = CALL.matcher(body);
        if (parameters.isEmpty() && callee.matches()) {
            Optional<CallText> inner = CallText.outermost(body);
            if (inner.isPresent()) {
                List<String> arguments = new ArrayList<>(List.of(callee.group("callee")));
                arguments.addAll(inner.get().arguments());
                return statement.replacedBy("Queue the async function itself", List.of(call.with(arguments)));
            }
        }
        String runner = "run_" + (callee.matches() ? lastName(callee.group("callee")) : "later");
        List<String> arguments = new ArrayList<>(call.arguments());
        arguments.set(0, runner);
        return statement.replacedBy(
                "Queue an async function",
                List.of(
                        statement.indent() + "async def " + runner + "(" + parameters + "):",
                        statement.indent() + "    await " + body,
                        "",
                        call.with(arguments)));
    }

    private static String lastName(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
