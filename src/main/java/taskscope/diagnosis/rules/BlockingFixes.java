package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Task;
import taskscope.trace.Trace;
import taskscope.traceback.Frame;

/// What to change in the user's own lines so that a blocking call leaves the event loop.
final class BlockingFixes {

    /// What works only on the loop, so that the function cannot become a plain `def`.
    private static final Pattern NEEDS_LOOP =
            Pattern.compile("\\b(await|yield)\\b|\\basync (for|with)\\b|\\b(asyncio|anyio)\\.");

    private static final Pattern AWAITED = Pattern.compile("\\bawait (?:\\w+\\.)*(?<name>\\w+)\\(");

    private final Set<String> awaited;
    private final UserCode code;

    BlockingFixes(Trace trace) {
        this.awaited = awaitedIn(trace);
        this.code = UserCode.of(trace);
    }

    List<Fix> of(Task task, HeldLoop held) {
        List<Fix> fixes = new ArrayList<>();
        code.function(task.function()).flatMap(this::plainDef).ifPresent(fixes::add);
        awaited(held).ifPresent(fixes::add);
        return fixes;
    }

    private Optional<Fix> plainDef(FunctionInfo function) {
        boolean needsLoop = code.body(function)
                .map(Snippet::text)
                .filter(text -> NEEDS_LOOP.matcher(text).find())
                .isPresent();
        return needsLoop || awaited.contains(function.simpleName())
                ? Optional.empty()
                : code.definition(function)
                        .filter(each -> each.lines().getFirst().contains("async def "))
                        .map(each -> new Fix(
                                "Let a worker thread run " + function.simpleName(),
                                each.file(),
                                each.line(),
                                each.lines().getFirst(),
                                each.lines().getFirst().replaceFirst("async def ", "def ")));
    }

    /// The simple names of all functions that the user's code awaits somewhere.
    private static Set<String> awaitedIn(Trace trace) {
        Set<String> names = new HashSet<>();
        for (FunctionInfo function : trace.functions()) {
            for (String line : function.source()) {
                AWAITED.matcher(line).results().forEach(each -> names.add(each.group("name")));
            }
        }
        return names;
    }

    /// `await run_in_threadpool(requests.get, url)` in the place of the call.
    private Optional<Fix> awaited(HeldLoop held) {
        Optional<Frame> frame = held.lastAsync();
        Optional<PythonCall> call = held.callOnLoop();
        if (frame.isEmpty() || call.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snippet> statement = code.statement(HeldLoop.locationOf(frame.get()));
        String before = statement.map(Snippet::text).orElse(frame.get().code());
        if (before.strip().matches("(?s)(async )?def .*")) {
            return Optional.empty();
        }
        Optional<PythonCall> whole = PythonCall.in(before, call.get().simpleName());
        return whole.map(each -> new Fix(
                "Let a worker thread do the waiting",
                frame.get().file(),
                statement.map(Snippet::line).orElse(frame.get().line()),
                before,
                withImport(
                        each.awaitedThrough("run_in_threadpool"),
                        statement.map(Snippet::indent).orElse(""))));
    }

    /// The name is imported on the spot: the top of the file was not recorded.
    private static String withImport(String awaited, String indent) {
        boolean isClause = awaited.strip().matches("(?s)(elif|else|except|finally)\\b.*");
        return isClause ? awaited : indent + "from fastapi.concurrency import run_in_threadpool\n\n" + awaited;
    }
}
