package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;

/// A task function that keeps its name and hands its work to threads, or to a process, of its own.
final class OwnThreads {

    private OwnThreads() {}

    static Optional<Fix> inThreads(UserCode code, FunctionInfo function) {
        String name = function.simpleName();
        return behind(
                code,
                function,
                "Let the task wait for a few threads of its own",
                List.of(
                        "async def " + name + "(*args, **kwargs):",
                        "    from functools import partial",
                        "",
                        "    import anyio",
                        "",
                        "    few = " + name + ".__dict__.setdefault(\"few\", anyio.CapacityLimiter(4))",
                        "    await anyio.to_thread.run_sync(partial(" + inner(name)
                                + ", *args, **kwargs), limiter=few)"));
    }

    static Optional<Fix> inProcess(UserCode code, FunctionInfo function) {
        String name = function.simpleName();
        return behind(
                code,
                function,
                "Let another process do the computing",
                List.of(
                        "def " + name + "(*args, **kwargs):",
                        "    from concurrent.futures import ProcessPoolExecutor",
                        "",
                        "    with ProcessPoolExecutor(max_workers=1) as process:",
                        "        return process.submit(" + inner(name) + ", *args, **kwargs).result()"));
    }

    private static String inner(String name) {
        return "_" + name + "_itself";
    }

    /// Only a plain function at the top of its file: what is decorated or nested is known by other names.
    private static Optional<Fix> behind(UserCode code, FunctionInfo function, String title, List<String> front) {
        return code.definition(function)
                .filter(each -> each.line() == function.line() && each.indent().isEmpty())
                .filter(each -> each.lines().getFirst().startsWith("def " + function.simpleName() + "("))
                .map(each -> fix(each, function.simpleName(), title, front));
    }

    private static Fix fix(Snippet definition, String name, String title, List<String> front) {
        List<String> after = new ArrayList<>(front);
        after.add("");
        after.add("");
        String first = definition.lines().getFirst();
        after.add("def " + inner(name) + first.substring(("def " + name).length()));
        return new Fix(title, definition.file(), definition.line(), first, String.join("\n", after));
    }
}
