package taskscope.diagnosis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import taskscope.diagnosis.CallText;
import taskscope.diagnosis.Fix;
import taskscope.diagnosis.Snippet;
import taskscope.diagnosis.UserCode;
import taskscope.trace.FunctionInfo;
import taskscope.trace.Task;

/// A task function that opens by itself what `Depends` was to give it.
final class InjectedByHand {

    private static final Pattern PARAMETER = Pattern.compile(
            "(?s)(?<name>\\w+)\\s*(?::\\s*(?<type>[\\w.]+).*?)?=\\s*(?:\\w+\\.)*Depends\\((?<dependency>[\\w.]*).*\\)");

    /// How a dependency is called where its definition was not recorded: most that give a session or a connection
    /// yield.
    private static final Pattern YIELDS_BY_NAME = Pattern.compile(".*(db|session|conn|cursor|client|uow|tx).*");

    private final UserCode code;
    private final FunctionInfo function;
    private final Snippet whole;
    private final List<String> imports = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> contexts = new ArrayList<>();

    private InjectedByHand(UserCode code, FunctionInfo function, Snippet whole) {
        this.code = code;
        this.function = function;
        this.whole = whole;
    }

    static Optional<Fix> fix(UserCode code, Task task, List<String> parameters) {
        return code.function(task.function())
                .flatMap(function -> code.whole(function)
                        .flatMap(whole -> new InjectedByHand(code, function, whole).fix(parameters)));
    }

    private Optional<Fix> fix(List<String> parameters) {
        Optional<Snippet> definition = code.definition(function);
        Optional<Snippet> body = code.body(function);
        if (definition.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        Optional<CallText> call =
                CallText.of(definition.get().text(), function.simpleName()).filter(CallText::isPlain);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : call.get().arguments()) {
            Matcher part = PARAMETER.matcher(parameter);
            if (!part.matches() || !parameters.contains(part.group("name"))) {
                kept.add(parameter);
            } else if (!open(part.group("name"), dependency(part))) {
                return Optional.empty();
            }
        }
        if (!kept.isEmpty() && kept.getLast().equals("*")) {
            kept.removeLast();
        }
        return Optional.of(whole.replacedBy(
                "Open " + String.join(" and ", parameters) + " inside the task",
                after(call.get().with(kept), body.get())));
    }

    /// `Depends()` alone takes the annotation.
    private static String dependency(Matcher part) {
        return part.group("dependency").isEmpty()
                ? Optional.ofNullable(part.group("type")).orElse("")
                : part.group("dependency");
    }

    private boolean open(String name, String dependency) {
        Optional<FunctionInfo> known = code.named(function.file(), dependency);
        boolean isAsyncTask = function.mode() == FunctionInfo.Mode.ASYNC;
        FunctionInfo.Mode mode = known.map(FunctionInfo::mode).orElseGet(() -> guessed(dependency));
        boolean hasOwn = known.flatMap(code::definition)
                .filter(definition -> definition.text().contains("Depends"))
                .isPresent();
        if (dependency.isEmpty() || hasOwn) {
            return false;
        }
        switch (mode) {
            case SYNC -> assignments.add(name + " = " + dependency + "()");
            case ASYNC -> assignments.add(name + " = await " + dependency + "()");
            case GENERATOR -> enter("contextmanager", "with ", name, dependency);
            case ASYNCGENERATOR -> enter("asynccontextmanager", "async with ", name, dependency);
        }
        return isAsyncTask || mode == FunctionInfo.Mode.SYNC || mode == FunctionInfo.Mode.GENERATOR;
    }

    private static FunctionInfo.Mode guessed(String dependency) {
        return YIELDS_BY_NAME.matcher(dependency).matches() ? FunctionInfo.Mode.GENERATOR : FunctionInfo.Mode.SYNC;
    }

    private void enter(String manager, String with, String name, String dependency) {
        String line = "from contextlib import " + manager;
        if (!imports.contains(line)) {
            imports.add(line);
        }
        contexts.add(with + manager + "(" + dependency + ")() as " + name + ":");
    }

    private List<String> after(String definition, Snippet body) {
        List<String> after = new ArrayList<>(List.of(definition));
        String indent = body.indent();
        int docstring = docstringLines(body);
        after.addAll(body.lines().subList(0, docstring));
        imports.forEach(line -> after.add(indent + line));
        if (!imports.isEmpty()) {
            after.add("");
        }
        assignments.forEach(line -> after.add(indent + line));
        Snippet inner = new Snippet(
                body.file(),
                body.line() + docstring,
                body.lines().subList(docstring, body.lines().size()),
                body.isString().subList(docstring, body.lines().size()));
        for (String context : contexts) {
            after.add(inner.indent() + context);
            inner = new Snippet(inner.file(), inner.line(), inner.deeper(), inner.isString());
        }
        after.addAll(inner.lines());
        return after;
    }

    /// A docstring stays where Python looks for it, unless it is all there is.
    private static int docstringLines(Snippet body) {
        if (!body.lines().getFirst().strip().matches("[rR]?(\"|').*")) {
            return 0;
        }
        int count = 1;
        while (count < body.lines().size() && body.isString().get(count)) {
            count++;
        }
        return count < body.lines().size() ? count : 0;
    }
}
